import { createHash } from 'node:crypto';
import type { Checkpoint } from '../notes/checkpoint.js';
import type { VerifierKey } from '../notes/verifier-key.js';
import { recordOf } from '../sealed.js';
import { sameHash } from '../tree/hashes.js';
import { noLeaves, type BundleEnd, type BundleHeader, type LeafCounts } from './bundle-format.js';
import { entryName, Findings, type Finding } from './findings.js';
import { openSigned, readKeys, type SignedCheckpoint } from './open-signed.js';
import { MalformedLine, parseHeader, parseLine, type ParsedLeaf } from './parse-line.js';
import { OrderCheck } from './verify-order.js';
import { SelectionCheck, WholeTreeCheck, type TreeCheck } from './verify-tree.js';

/** What whoever verifies brings along. */
export interface Trust {
  /** The log's public keys, from elsewhere than the bundle; null: they are taken from the bundle, which then proves only that it agrees with itself. */
  readonly keys: readonly VerifierKey[] | null;
  /** The signed note of an earlier checkpoint that was kept; null: none was. */
  readonly kept: string | null;
}

export interface BundleReport {
  readonly header: BundleHeader;
  /** What all was compared with. */
  readonly signed: SignedCheckpoint;
  readonly kept: Checkpoint | null;
  readonly leaves: LeafCounts;
  readonly subjects: number;
  /** Whether a gap in a subject would have been noticed. */
  readonly sawGaps: boolean;
  /** The first erased entries, by name. */
  readonly erased: readonly string[];
  /** The first ones. */
  readonly findings: readonly Finding[];
  readonly findingCount: number;
}

/** A selection says nothing about what stands between its entries. */
export class NeedsWholeLog extends Error {
  override readonly name = 'NeedsWholeLog';
}

const SHOWN = 20;
/** A bundle with so many findings is not read any further. */
const MOST_FINDINGS = 10_000;

/** Verifies a bundle line by line, in memory that does not grow with it but for 12 bytes a subject. */
export class BundleVerifier {
  readonly header: BundleHeader;
  readonly #findings = new Findings(SHOWN);
  readonly #hash = createHash('sha256');
  readonly #keys: readonly VerifierKey[];
  readonly #signed: SignedCheckpoint;
  readonly #kept: SignedCheckpoint | null;
  readonly #order: OrderCheck;
  readonly #tree: TreeCheck;
  readonly #leaves = noLeaves();
  readonly #erased: string[] = [];
  #lineNumber = 1;
  #end: BundleEnd | null = null;

  /**
   * @param first the first line, with its line break
   * @throws MalformedLine when it is not that of a bundle
   * @throws NeedsWholeLog when a kept checkpoint is to be compared with a selection
   */
  constructor(first: Buffer, trust: Trust) {
    this.header = parseHeader(first);
    this.#hash.update(first);
    const findings = this.#findings;
    const own = readKeys(this.header.keys, findings);
    this.#keys = trust.keys ?? own;
    this.#signed = openSigned(this.header.checkpoint, this.#keys, 'the checkpoint', findings);
    this.#kept = trust.kept === null ? null : this.#openKept(trust.kept);
    this.#order = new OrderCheck(this.header, findings);
    const { checkpoint } = this.#signed;
    this.#tree =
      this.header.selection === null
        ? new WholeTreeCheck(checkpoint, this.#kept?.checkpoint ?? null, findings)
        : new SelectionCheck(checkpoint, findings);
  }

  /** Takes the next line, with its line break. */
  line(bytes: Buffer): void {
    this.#lineNumber++;
    if (this.#end !== null) {
      this.#findings.add(`line ${this.#lineNumber} stands behind the last one`);
      return;
    }
    try {
      const parsed = parseLine(bytes);
      if (parsed.what === 'leaf') this.#leaf(parsed.leaf);
      else if (parsed.what === 'checkpoint') this.#earlier(parsed.note);
      else this.#end = parsed.end;
    } catch (error) {
      if (!(error instanceof MalformedLine)) throw error;
      this.#findings.add(`line ${this.#lineNumber} cannot be read: ${error.message}`);
    }
    if (this.#end === null) this.#hash.update(bytes);
  }

  /** Whether it is no use to go on. */
  get isHopeless(): boolean {
    return this.#findings.count >= MOST_FINDINGS;
  }

  /** Says that the bundle cannot be read any further. */
  broken(why: string): void {
    this.#findings.add(`it was not read beyond line ${this.#lineNumber}: ${why}`);
  }

  /** All lines are through. */
  report(): BundleReport {
    this.#tree.finish();
    if (this.#end === null) this.#findings.add('its last line is missing: it was cut off');
    else this.#compare(this.#end);
    return {
      header: this.header,
      signed: this.#signed,
      kept: this.#kept?.checkpoint ?? null,
      leaves: this.#leaves,
      subjects: this.#order.subjects,
      sawGaps: this.#order.seesGaps,
      erased: this.#erased,
      findings: this.#findings.first,
      findingCount: this.#findings.count,
    };
  }

  #openKept(note: string): SignedCheckpoint {
    if (this.header.selection !== null)
      throw new NeedsWholeLog(
        'a selection cannot show that the log goes on from a checkpoint: export all of it',
      );
    const kept = openSigned(note, this.#keys, 'the checkpoint that was kept', this.#findings);
    const [then, now] = [kept.checkpoint?.origin, this.#signed.checkpoint?.origin];
    if (then !== undefined && now !== undefined && then !== now)
      this.#findings.add(`the checkpoint that was kept is of ${then}, and this log is ${now}`);
    return kept;
  }

  #leaf(leaf: ParsedLeaf): void {
    const { index, state, subject, seq, salt, text, record } = leaf;
    const where = { index, entry: entryName(subject, seq) };
    this.#leaves[state]++;
    if (state === 'gone') this.#findings.add('its entry is missing: only the record is left', where);
    if (state === 'erased' && this.#erased.length < SHOWN)
      this.#erased.push(entryName(subject, seq) as string);
    if (salt !== null && text !== null && !sameHash(recordOf(salt, text.toString('utf8')), record))
      this.#findings.add('it is not what was recorded: entry and record do not agree', where);
    this.#order.take(leaf);
    this.#tree.take(leaf);
  }

  #earlier(note: string): void {
    const findings = new Findings(1);
    const { checkpoint } = openSigned(note, this.#keys, 'an earlier checkpoint', findings);
    // Keys come and go: one that is not known any more vouches for nothing, and its checkpoint still has to agree.
    const forged = findings.first.find(({ why }) => checkpoint === null || why.includes('forged'));
    if (forged !== undefined) this.#findings.add(forged.why);
    if (checkpoint !== null) this.#tree.earlier(checkpoint);
  }

  #compare(end: BundleEnd): void {
    const counted = this.#leaves;
    for (const state of Object.keys(counted) as (keyof LeafCounts)[])
      if (counted[state] !== end.leaves[state])
        this.#findings.add(`it has ${counted[state]} ${state} leaves, and should have ${end.leaves[state]}`);
    if (this.#hash.digest('hex') !== end.sha256)
      this.#findings.add('it was changed on its way: its bytes are not those that were written');
  }
}
