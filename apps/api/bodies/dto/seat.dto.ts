import { SEATS, type SeatAs } from '../../../../libs/domain/organisation/organisation.js';
import type { SeatEntity } from '../../../../libs/persistence/entities/seat.entity.js';
import { ChoiceField, IdField, InstantField, WholeField } from '../../common/fields/index.js';

export class BeginSeatRequest {
  @IdField({ description: 'The post that sits in the body.', example: 'vice-president' })
  post: string;

  @ChoiceField(SEATS, {
    description: 'As what; whoever chairs it sits in it as a member too.',
    name: 'SeatAs',
  })
  as: SeatAs;

  @InstantField({ description: 'From when; a past instant is recorded as entered later.' })
  from: string;

  @InstantField({
    description: 'Until when, if that is known; not included.',
    optional: true,
    nullable: true,
  })
  to?: string | null;
}

export class EndSeatRequest {
  @InstantField({ description: 'When it ends; not included.' })
  to: string;
}

export class SeatParams {
  @IdField({ description: 'Id of the body.', example: 'leading-group' })
  id: string;

  @IdField({ description: 'Id of the seat.', example: '5b0e6a52-6a55-4d9a-8a0b-7f6f3b6b9a10' })
  seat: string;
}

export class SeatResponse {
  @IdField({ description: 'Its id.', example: '5b0e6a52-6a55-4d9a-8a0b-7f6f3b6b9a10' })
  id: string;

  @IdField({ description: 'The body.', example: 'leading-group' })
  body: string;

  @IdField({ description: 'The post that sits in it.', example: 'vice-president' })
  post: string;

  @ChoiceField(SEATS, { description: 'As what.', name: 'SeatAs' })
  as: SeatAs;

  @InstantField({ description: 'From when.' })
  from: string;

  @InstantField({ description: 'Until when, not included; null while it lasts.', nullable: true })
  to: string | null;

  @WholeField({ description: 'Counts its changes.', example: 1, min: 1, max: 2_147_483_647 })
  version: number;
}

export const toSeat = ({ id, bodyId, postId, as, from, to, version }: SeatEntity): SeatResponse => ({
  id,
  body: bodyId,
  post: postId,
  as,
  from,
  to,
  version,
});
