import { ApiProperty } from '@nestjs/swagger';
import type { StageEntryOf } from '../../../../libs/domain/stage/entries.js';
import { bareId } from '../../../../libs/domain/subject/ids.js';
import type { LedgerEntryEntity } from '../../../../libs/persistence/entities/ledger-entry.entity.js';
import { FlagField, IdField, InstantField, ListField, WholeField } from '../../common/fields/index.js';

export class MovedPartyResponse {
  @IdField({ description: 'The post or body that owes.', example: 'head-civil-1' })
  party: string;

  @InstantField({ description: 'When it was due before.' })
  from: string;

  @InstantField({ description: 'When it is due; the same where only its rungs moved.' })
  to: string;
}

export class MovedResponse {
  @IdField({ description: 'The obligation.', example: 'court.topic-study.2027-01-01' })
  obligation: string;

  @IdField({ description: 'The stage.', example: 'meeting' })
  stage: string;

  @InstantField({ description: 'When it was planned again.' })
  at: string;

  @WholeField({ description: 'The entry in the ledger.', example: 9, min: 1, max: 2_147_483_647 })
  seq: number;

  @ListField(() => MovedPartyResponse, { description: 'Whose deadline or rungs moved.', max: 200 })
  parties: MovedPartyResponse[];
}

export class MovedPage {
  @ListField(() => MovedResponse, { description: 'In the order of the ledger.', max: 200 })
  items: MovedResponse[];

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Asks for the next page; null on the last.',
    example: 'WzEyXQ',
  })
  nextCursor: string | null;

  @FlagField({ description: 'Whether everything that is open has heard of the version.', example: true })
  isComplete: boolean;
}

export function toMoved({ subject, seq, at, body }: LedgerEntryEntity): MovedResponse {
  const { stage, parties } = body as StageEntryOf<'replanned'>['body'];
  return {
    obligation: bareId(subject),
    stage,
    at,
    seq,
    parties: parties.map(({ party, before, clock }) => ({ party, from: before, to: clock.due })),
  };
}
