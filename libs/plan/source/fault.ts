import type { Fault as Wrong } from '../../domain/duty/fault.js';

/** One thing that is wrong in a file of a plan pack; `pointer` leads to it in the file. */
export interface Fault extends Wrong {
  /** Counted from 1. */
  readonly line: number;
}

/** More faults than this are not listed: a file that is wrong all over is wrong in one place first. */
const MAX_FAULTS = 100;

/** A file of a plan pack is not as it must be; says all that is wrong, in the order of its lines. */
export class FaultyFile extends Error {
  override readonly name = 'FaultyFile';
  readonly faults: readonly Fault[];

  /** @param file where the faults are, if there is more than one file that they may be in */
  constructor(faults: readonly Fault[], file?: string) {
    const distinct = new Map(
      faults.map((fault) => [`${fault.line} ${fault.pointer} ${fault.detail}`, fault]),
    );
    const sorted = [...distinct.values()].sort((a, b) => a.line - b.line).slice(0, MAX_FAULTS);
    const where = file === undefined ? '' : `${file}, `;
    super(sorted.map(({ line, detail }) => `${where}line ${line}: ${detail}`).join('\n'));
    this.faults = sorted;
  }
}

/** The keys and indices that lead to a place in a file. */
export type Path = readonly (string | number)[];

export const pointerOf = (path: Path): string =>
  path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

/** The way back; all steps are text. */
export const pathOf = (pointer: string): string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
