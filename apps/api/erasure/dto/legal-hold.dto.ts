import type { LegalHoldEntity } from '../../../../libs/persistence/entities/legal-hold.entity.js';
import { IdField, InstantField, ListField, TextField } from '../../common/fields/index.js';

export class PlaceHoldRequest {
  @TextField({
    description: 'On whose order, with its number: kept as a text of whoever places it.',
    example: 'Letter No. 7 of the supervision commission, 12 March 2027.',
    max: 2_000,
    multiline: true,
  })
  grounds: string;
}

export class ReleaseHoldRequest {
  @TextField({
    description: 'On whose order, with its number: kept as a text of whoever releases it.',
    example: 'Letter No. 31 of the supervision commission, 2 September 2027.',
    max: 2_000,
    multiline: true,
  })
  reason: string;
}

export class HoldParams {
  @IdField({ description: 'Id of the officer.', example: 'li-na' })
  id: string;

  @IdField({ description: 'Id of the hold.', example: '5b0e6a52-6a55-4d9a-8a0b-7f6f3b6b9a10' })
  hold: string;
}

export class LegalHoldResponse {
  @IdField({ description: 'Its id.', example: '5b0e6a52-6a55-4d9a-8a0b-7f6f3b6b9a10' })
  id: string;

  @IdField({ description: 'Of whom nothing is erased.', example: 'li-na' })
  officer: string;

  @TextField({ description: 'On whose order.', example: 'Letter No. 7.', max: 2_000, multiline: true })
  grounds: string;

  @IdField({ description: 'The administrator who placed it.', example: 'kong-yi' })
  placedBy: string;

  @InstantField({ description: 'When it was placed.' })
  placedAt: string;

  @InstantField({ description: 'When it was released; null while it stands.', nullable: true })
  releasedAt: string | null;
}

export class LegalHoldsResponse {
  @ListField(() => LegalHoldResponse, { description: 'The oldest first.', max: 1_000 })
  items: LegalHoldResponse[];
}

export const toLegalHold = (
  { id, officerId, placedBy, placedAt, releasedAt }: LegalHoldEntity,
  grounds: string,
): LegalHoldResponse => ({ id, officer: officerId, grounds, placedBy, placedAt, releasedAt });
