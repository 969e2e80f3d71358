import { SEATS, type SeatAs } from '../../../../libs/domain/organisation/organisation.js';
import type { SeatEntity } from '../../../../libs/persistence/entities/seat.entity.js';
import { ChoiceField, IdField } from '../../common/fields/index.js';
import { BeginSpanRequest, SpanResponse } from '../../organisation/span.dto.js';

export class BeginSeatRequest extends BeginSpanRequest {
  @IdField({ description: 'The post that sits in the body.', example: 'vice-president' })
  post: string;

  @ChoiceField(SEATS, {
    description: 'As what; whoever chairs it sits in it as a member too.',
    name: 'SeatAs',
  })
  as: SeatAs;
}

export class SeatParams {
  @IdField({ description: 'Id of the body.', example: 'leading-group' })
  id: string;

  @IdField({ description: 'Id of the seat.', example: '5b0e6a52-6a55-4d9a-8a0b-7f6f3b6b9a10' })
  seat: string;
}

export class SeatResponse extends SpanResponse {
  @IdField({ description: 'The body.', example: 'leading-group' })
  body: string;

  @IdField({ description: 'The post that sits in it.', example: 'vice-president' })
  post: string;

  @ChoiceField(SEATS, { description: 'As what.', name: 'SeatAs' })
  as: SeatAs;
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
