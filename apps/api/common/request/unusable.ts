import type { Fault } from '../problem/problem.js';
import { pointerTo } from './pointer.js';

/** Deeper than any body that we read. */
const MAX_DEPTH = 32;

/** Keys that would reach into the prototype of an object. */
const RESERVED_KEYS = new Set(['__proto__', 'constructor', 'prototype']);

// NUL cannot be stored in PostgreSQL, and half a surrogate pair is no character.
const UNSTORABLE = /\0|\p{Surrogate}/u;

export interface Unusable {
  readonly faults: readonly Fault[];
  /** Too deep to be looked at any further. */
  readonly tooDeep: boolean;
}

/** What no field may hold, wherever it stands: found before a class is built from the value. */
export function findUnusable(value: unknown, base: string): Unusable {
  const faults: Fault[] = [];
  const waiting = [{ value, pointer: base, depth: 0 }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { value: part, pointer, depth } = next;
    if (typeof part === 'string' && UNSTORABLE.test(part))
      faults.push({ pointer, detail: 'must not hold NUL or half of a surrogate pair' });
    if (typeof part === 'number' && !Number.isFinite(part))
      faults.push({ pointer, detail: 'is too large a number' });
    if (typeof part !== 'object' || part === null) continue;
    if (depth === MAX_DEPTH)
      return {
        faults: [{ pointer: base, detail: `must not be nested deeper than ${MAX_DEPTH} levels` }],
        tooDeep: true,
      };
    for (const [key, inner] of Object.entries(part)) {
      const at = pointerTo(pointer, key);
      if (RESERVED_KEYS.has(key)) faults.push({ pointer: at, detail: 'is not known here' });
      else waiting.push({ value: inner, pointer: at, depth: depth + 1 });
    }
  }
  return { faults, tooDeep: false };
}
