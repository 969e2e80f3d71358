import type { BundleHeader } from './bundle-format.js';
import { entryName, type Findings } from './findings.js';
import type { ParsedLeaf } from './parse-line.js';
import { SubjectNumbers } from './subject-numbers.js';

/** Whether the leaves come in their order: by index in the log, and by number in each subject, without a gap where all of it should be there. */
export class OrderCheck {
  readonly #numbers = new SubjectNumbers();
  readonly #wholeLog: boolean;
  readonly #wholeSubject: boolean;
  #nextIndex = 0;

  constructor(
    { selection }: Pick<BundleHeader, 'selection'>,
    private readonly findings: Findings,
  ) {
    this.#wholeLog = selection === null;
    this.#wholeSubject = selection !== null && Object.keys(selection).join() === 'subject';
  }

  get subjects(): number {
    return this.#numbers.count;
  }

  /** Whether numbers without a gap can be expected. */
  get seesGaps(): boolean {
    return this.#wholeLog || this.#wholeSubject;
  }

  take(leaf: ParsedLeaf): void {
    this.#checkIndex(leaf);
    if (leaf.subject !== null && leaf.seq !== null) this.#checkNumber(leaf.subject, leaf.seq, leaf.index);
  }

  #checkIndex({ index, subject, seq }: ParsedLeaf): void {
    const expected = this.#nextIndex;
    const where = { index, entry: entryName(subject, seq) };
    if (index < expected) {
      this.findings.add(`it stands behind index ${expected - 1}: out of order, or twice`, where);
      return;
    }
    this.#nextIndex = index + 1;
    if (this.#wholeLog && index > expected)
      this.findings.add(`${indexes(expected, index)} missing before it`, where);
  }

  #checkNumber(subject: string, seq: number, index: number): void {
    const before = this.#numbers.replace(subject, seq);
    const where = { index, entry: entryName(subject, seq) };
    if (seq <= before) {
      this.#numbers.replace(subject, before);
      this.findings.add(`it comes after number ${before} of its subject`, where);
    } else if (this.seesGaps && seq > before + 1) {
      const missing = seq === before + 2 ? `${seq - 1} is` : `${before + 1} to ${seq - 1} are`;
      this.findings.add(`${subject}#${missing} missing before it`, where);
    }
  }
}

const indexes = (start: number, end: number): string =>
  end - start === 1 ? `index ${start} is` : `indexes ${start} to ${end - 1} are`;
