import { splitOf, type LeafRange } from './subtrees.js';

/**
 * Which subtrees' hashes a proof lists, in their order: RFC 6962, sections 2.1.1 and 2.1.2.
 *
 * @throws RangeError for a leaf or a size that the tree does not have
 */

/** Of the proof that the leaf `index` is in the tree of `size` leaves: its siblings, from the leaf up. */
export function inclusionRanges(index: number, size: number): LeafRange[] {
  if (!isCount(index) || !isCount(size) || index >= size)
    throw new RangeError(`a tree of ${size} leaves has no leaf ${index}`);
  const ranges: LeafRange[] = [];
  let [start, end] = [0, size];
  while (end - start > 1) {
    const middle = start + splitOf(end - start);
    if (index < middle) {
      ranges.unshift({ start: middle, end });
      end = middle;
    } else {
      ranges.unshift({ start, end: middle });
      start = middle;
    }
  }
  return ranges;
}

/** What a consistency proof is about. */
export interface ConsistencyRanges {
  /** The part of the old tree, up to its end, where the proof begins. */
  readonly begin: LeafRange;
  /** What lies beside it, from there up to the root. */
  readonly beside: readonly LeafRange[];
}

/** Of the proof that the tree of `second` leaves goes on from the tree of its `first` leaves, which are at least one. */
export function consistencyRanges(first: number, second: number): ConsistencyRanges {
  if (!isCount(first) || !isCount(second) || first === 0 || first > second)
    throw new RangeError(`there is no proof that a tree of ${second} leaves goes on from one of ${first}`);
  const beside: LeafRange[] = [];
  let [start, end] = [0, second];
  while (first < end) {
    const middle = start + splitOf(end - start);
    if (first <= middle) {
      beside.unshift({ start: middle, end });
      end = middle;
    } else {
      beside.unshift({ start, end: middle });
      start = middle;
    }
  }
  return { begin: { start, end }, beside };
}

/** The subtrees that the proof lists: whoever checks knows the old tree as a whole, but no part of it. */
export const listedRanges = ({ begin, beside }: ConsistencyRanges): readonly LeafRange[] =>
  begin.start === 0 ? beside : [begin, ...beside];

const isCount = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;
