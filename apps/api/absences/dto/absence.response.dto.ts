import type { AbsenceEntity } from '../../../../libs/persistence/entities/absence.entity.js';
import { IdField, InstantField, WholeField } from '../../common/fields/index.js';

export class AbsenceResponse {
  @IdField({ description: 'Its id.', example: '0b1f6a52-6a55-4d9a-8a0b-7f6f3b6b9a10' })
  id: string;

  @IdField({ description: 'Who is away.', example: 'li-na' })
  officer: string;

  @IdField({ description: 'Who stands in.', example: 'wang-wei' })
  substitute: string;

  @InstantField({ description: 'From when.' })
  from: string;

  @InstantField({ description: 'Until when, not included; null while it lasts.', nullable: true })
  to: string | null;

  @WholeField({ description: 'Counts its changes.', example: 1, min: 1, max: 2_147_483_647 })
  version: number;
}

export const toAbsence = (absence: AbsenceEntity): AbsenceResponse => ({
  id: absence.id,
  officer: absence.officerId,
  substitute: absence.substituteId,
  from: absence.from,
  to: absence.to,
  version: absence.version,
});
