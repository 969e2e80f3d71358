import { Transform } from 'class-transformer';
import { PatternField, QueryWholeField } from '../../../common/fields/index.js';

/** Leaves that a log can have: what a number holds exactly. */
const MAX = Number.MAX_SAFE_INTEGER;

export class TileParams {
  // The router hands over what lies between the slashes.
  @Transform(({ value }: { value: unknown }) => (Array.isArray(value) ? value.join('/') : value))
  @PatternField({
    description:
      'The level of the tile, or `entries`; then its index in groups of three digits, all but the last with an `x` before; and its width, where it is not full.',
    example: '0/x001/x234/067.p/8',
    pattern: /^(?:entries|[0-9]{1,2})\/(?:x[0-9]{3}\/){0,5}[0-9]{3}(?:\.p\/[1-9][0-9]{0,2})?$/,
    expected: 'must be <level or entries>/<index>[.p/<width>] as in C2SP tlog-tiles',
  })
  path: string;
}

export class LeafParams {
  @QueryWholeField({ description: 'The place of the leaf, from 0.', example: 42, min: 0, max: MAX })
  index: number;
}

export class InclusionRequest {
  @PatternField({
    description: 'The entry: its subject, a `#` (in an address `%23`), its number in the subject.',
    example: 'obligation/topic-study.court.2027-01-01#3',
    pattern: /^[a-z]+(\/[A-Za-z0-9][A-Za-z0-9._-]{0,199})?#[1-9][0-9]{0,8}$/,
    expected: 'must be an entry: its subject, a # and its number in the subject',
  })
  entry: string;
}

export class ConsistencyRequest {
  @QueryWholeField({ description: 'Leaves of the smaller tree.', example: 256, min: 0, max: MAX })
  first: number;

  @QueryWholeField({
    description: 'Leaves of the larger tree; by default those of the checkpoint.',
    example: 300,
    min: 0,
    max: MAX,
    optional: true,
  })
  second?: number;
}
