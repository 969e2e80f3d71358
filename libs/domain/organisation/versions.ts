import type { Instant } from '../time.js';
import type { Dated } from './rows.js';

type Row = Dated & { readonly id: string };

/** Groups in the order in which their first item comes. */
export function group<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const list = groups.get(key(item));
    if (list) list.push(item);
    else groups.set(key(item), [item]);
  }
  return groups;
}

/** Ids of rows, by what `key` says of them. */
export function idsBy<T extends { readonly id: string }>(
  rows: readonly T[],
  key: (row: T) => string,
): Map<string, Set<string>> {
  const groups = [...group(rows, key)];
  return new Map(groups.map(([name, members]) => [name, new Set(members.map(({ id }) => id))]));
}

const hasBegun = (row: Dated, at: Instant): boolean => row.from === undefined || row.from <= at;

/** Whether it has not been ended at `at`. */
export const isStanding = ({ endedAt }: Dated, at: Instant): boolean => endedAt == null || at < endedAt;

/** Rows of which several may have one id: at an instant the one stands that began last. Immutable. */
export class Versions<T extends Row> {
  /** The earliest first. */
  private readonly rowsOf: ReadonlyMap<string, readonly T[]>;

  constructor(rows: readonly T[]) {
    const rowsOf = group(rows, (row) => row.id);
    for (const list of rowsOf.values()) list.sort((a, b) => ((a.from ?? '') < (b.from ?? '') ? -1 : 1));
    this.rowsOf = rowsOf;
  }

  /** The row of `id` that stands at `at`; undefined before the first begins. */
  at(id: string, at: Instant): T | undefined {
    return this.rowsOf.get(id)?.findLast((row) => hasBegun(row, at));
  }

  /** The rows of `id` that begin after `at`, the next first. */
  after(id: string, at: Instant): T[] {
    return (this.rowsOf.get(id) ?? []).filter((row) => !hasBegun(row, at));
  }

  /** What stands at `at`, of each of the ids, ended or not. */
  allAt(at: Instant, ids: Iterable<string> = this.rowsOf.keys()): T[] {
    return [...ids].map((id) => this.at(id, at)).filter((row) => row !== undefined);
  }
}
