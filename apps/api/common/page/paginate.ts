import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { decodeCursor, encodeCursor, type CursorValue } from './cursor.js';
import type { PageRequest } from './page.request.dto.js';
import type { Page } from './page.response.dto.js';

/** One column of the order of a list. */
export interface SortKey<E> {
  /** The property of the entity; the last of the keys must be unique. */
  readonly property: keyof E & string;
  readonly type: 'string' | 'number';
  /** Longer texts come after shorter ones: of texts that differ in a number at their end, 10 after 9. */
  readonly byLength?: true;
}

/**
 * A page of a query, in the order of `keys`, beginning after the cursor's row: rows added meanwhile neither repeat nor
 * hide others.
 * @param direction the same for all keys
 * @throws Problem 400 for a cursor that this list did not give
 */
export async function paginate<E extends ObjectLiteral, R>(
  query: SelectQueryBuilder<E>,
  request: PageRequest,
  keys: readonly SortKey<E>[],
  toResponse: (row: E) => R,
  direction: 'ASC' | 'DESC' = 'ASC',
): Promise<Page<R>> {
  const after = decodeCursor(
    request.cursor,
    keys.flatMap(({ type, byLength }) => (byLength ? ['number', type] : [type])),
  );
  const columns = keys.flatMap(({ property, byLength }) => {
    const column = `${query.alias}.${property}`;
    return byLength ? [`length(${column})`, column] : [column];
  });
  if (after) {
    const names = columns.map((_, index) => `:after${index}`);
    const parameters = Object.fromEntries(after.map((value, index) => [`after${index}`, value]));
    const beyond = direction === 'ASC' ? '>' : '<';
    query.andWhere(`(${columns.join(', ')}) ${beyond} (${names.join(', ')})`, parameters);
  }
  for (const column of columns) query.addOrderBy(column, direction);
  const rows = await query.limit(request.limit + 1).getMany();
  const items = rows.slice(0, request.limit);
  const last = items.at(-1);
  const hasMore = rows.length > request.limit && last !== undefined;
  const cursorOf = (row: E): string =>
    encodeCursor(
      keys.flatMap(({ property, byLength }) => {
        const value = row[property] as CursorValue;
        return byLength ? [String(value).length, value] : [value];
      }),
    );
  return { items: items.map(toResponse), nextCursor: hasMore ? cursorOf(last) : null };
}
