import type { Type } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';

/** One page of a list. */
export interface Page<T> {
  readonly items: T[];
  /** Where the next page begins; null on the last. */
  readonly nextCursor: string | null;
}

const classes = new Map<Type, Type>();

/** The class of a page of `item`, for the documentation: `UnitResponse` gives `UnitPage`. */
export function pageOf(item: Type): Type {
  const known = classes.get(item);
  if (known) return known;
  class PageResponse {
    items: unknown[];
    nextCursor: string | null;
  }
  ApiProperty({ type: [item] })(PageResponse.prototype, 'items');
  ApiProperty({
    type: String,
    nullable: true,
    description: 'Asks for the next page; null on the last.',
    example: 'WyJvZmZpY2UiXQ',
  })(PageResponse.prototype, 'nextCursor');
  Object.defineProperty(PageResponse, 'name', { value: `${item.name.replace(/Response$/, '')}Page` });
  classes.set(item, PageResponse);
  return PageResponse;
}
