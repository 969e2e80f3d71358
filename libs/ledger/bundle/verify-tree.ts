import type { Checkpoint } from '../notes/checkpoint.js';
import { GrowingRoot } from '../tree/growing-root.js';
import { leafHash, sameHash } from '../tree/hashes.js';
import { provesInclusion, type Tree } from '../tree/verify.js';
import { entryName, type Findings } from './findings.js';
import type { ParsedLeaf } from './parse-line.js';

/** Whether the leaves are those of the tree that was signed. */
export interface TreeCheck {
  take(leaf: ParsedLeaf): void;
  /** An earlier tree that was signed, once its leaves are through. */
  earlier(checkpoint: Checkpoint): void;
  finish(): void;
}

/** The whole log: the root is computed from the leaves. */
export class WholeTreeCheck implements TreeCheck {
  readonly #root = new GrowingRoot();
  /** Up to here the leaves are as they were signed. */
  #sound = 0;
  /** Since then. */
  #first: string | null = null;
  #last: string | null = null;
  #broken = false;
  #keptSeen = false;

  /**
   * @param tree what was signed; null where nobody knows
   * @param kept what an earlier checkpoint said, which somebody kept
   */
  constructor(
    private readonly tree: Tree | null,
    private readonly kept: Tree | null,
    private readonly findings: Findings,
  ) {
    this.#compareKept();
  }

  take({ record, subject, seq, index }: ParsedLeaf): void {
    this.#root.append(leafHash(record));
    this.#last = entryName(subject, seq) ?? `index ${index}`;
    this.#first ??= this.#last;
    this.#compareKept();
  }

  earlier({ size, root }: Checkpoint): void {
    if (size !== this.#root.size) {
      this.findings.add(`a checkpoint of ${size} leaves stands behind leaf ${this.#root.size}`);
    } else if (sameHash(root, this.#root.root())) {
      this.#sound = size;
      this.#first = null;
    } else this.#tellBroken(`were signed at size ${size}`);
  }

  finish(): void {
    const { size } = this.#root;
    if (this.kept !== null && !this.#keptSeen)
      this.findings.add(
        `the checkpoint that was kept has ${this.kept.size} leaves, this log has ${size}: its tail was cut off`,
      );
    if (this.tree === null) return;
    if (size < this.tree.size)
      this.findings.add(`the leaves end at ${size}, ${this.tree.size} were signed: the tail is missing`);
    else if (size > this.tree.size)
      this.findings.add(`there are ${size} leaves, and ${this.tree.size} were signed`);
    else if (!sameHash(this.#root.root(), this.tree.root)) {
      this.#tellBroken(`were signed`);
      this.findings.add(`the root of all ${size} leaves is not the one that was signed`);
    }
  }

  #tellBroken(signed: string): void {
    if (this.#broken) return;
    this.#broken = true;
    const { size } = this.#root;
    this.findings.add(
      `indexes ${this.#sound} to ${size - 1} (${this.#first} to ${this.#last}) are not as they ${signed}: something between them was changed, ` +
        `removed, added or put elsewhere`,
    );
  }

  #compareKept(): void {
    if (this.kept?.size !== this.#root.size) return;
    this.#keptSeen = true;
    if (!sameHash(this.kept.root, this.#root.root()))
      this.findings.add(
        `the first ${this.kept.size} leaves are not those of the checkpoint that was kept: the log was rewritten`,
      );
  }
}

/** Some entries: each brings its proof. */
export class SelectionCheck implements TreeCheck {
  constructor(
    private readonly tree: Tree | null,
    private readonly findings: Findings,
  ) {}

  take({ index, record, proof, subject, seq }: ParsedLeaf): void {
    if (this.tree === null) return;
    if (!provesInclusion(this.tree, index, leafHash(record), proof ?? []))
      this.findings.add('its proof does not lead to the root that was signed', {
        index,
        entry: entryName(subject, seq),
      });
  }

  earlier(): void {
    this.findings.add('a selection has no earlier checkpoints');
  }

  finish(): void {
    // Each entry was proved by itself.
  }
}
