import { badRequest } from '../problem/problem.js';

/** The part of a sort key that a cursor holds. */
export type CursorValue = string | number;

/** The place after a row, by the values of its sort key; opaque to clients. */
export const encodeCursor = (values: readonly CursorValue[]): string =>
  Buffer.from(JSON.stringify(values)).toString('base64url');

/**
 * The sort key that a cursor holds, or undefined without one.
 * @param types of its values, in order: a cursor of another list is refused
 * @throws Problem 400
 */
export function decodeCursor(
  cursor: string | undefined,
  types: readonly ('string' | 'number')[],
): CursorValue[] | undefined {
  if (cursor === undefined) return undefined;
  const values = parse(cursor);
  const isOfThisList =
    Array.isArray(values) &&
    values.length === types.length &&
    values.every((value, index) => typeof value === types[index] && isStorable(value));
  if (isOfThisList) return values as CursorValue[];
  throw badRequest([{ pointer: '/query/cursor', detail: 'must be a nextCursor as it was given' }]);
}

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}

const isStorable = (value: unknown): boolean =>
  typeof value === 'string' ? !/\0|\p{Surrogate}/u.test(value) : Number.isSafeInteger(value);
