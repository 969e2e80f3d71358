import { PatternField } from '../fields/text.js';
import { QueryWholeField } from '../fields/values.js';

/** The query of every list; a list with filters extends it. */
export class PageRequest {
  @QueryWholeField({ description: 'How many items at most.', example: 50, min: 1, max: 200, optional: true })
  limit: number = 50;

  @PatternField({
    description: 'The `nextCursor` of the page before; opaque.',
    pattern: /^[A-Za-z0-9_-]{1,2000}$/,
    expected: 'must be a nextCursor as it was given',
    optional: true,
  })
  cursor?: string;
}
