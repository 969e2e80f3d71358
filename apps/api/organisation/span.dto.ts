import { IdField, InstantField, WholeField } from '../common/fields/index.js';

/** From when to when something is to stand. */
export class BeginSpanRequest {
  @InstantField({ description: 'From when; a past instant is recorded as entered later.' })
  from: string;

  @InstantField({
    description: 'Until when, if that is known; not included.',
    optional: true,
    nullable: true,
  })
  to?: string | null;
}

export class EndSpanRequest {
  @InstantField({ description: 'When it ends; not included.' })
  to: string;
}

/** What stands from when to when. */
export class SpanResponse {
  @IdField({ description: 'Its id.', example: '5b0e6a52-6a55-4d9a-8a0b-7f6f3b6b9a10' })
  id: string;

  @InstantField({ description: 'From when.' })
  from: string;

  @InstantField({ description: 'Until when, not included; null while it lasts.', nullable: true })
  to: string | null;

  @WholeField({ description: 'Counts its changes.', example: 1, min: 1, max: 2_147_483_647 })
  version: number;
}
