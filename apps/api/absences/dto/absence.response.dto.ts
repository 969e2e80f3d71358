import type { AbsenceEntity } from '../../../../libs/persistence/entities/absence.entity.js';
import { IdField } from '../../common/fields/index.js';
import { SpanResponse } from '../../organisation/span.dto.js';

export class AbsenceResponse extends SpanResponse {
  @IdField({ description: 'Who is away.', example: 'li-na' })
  officer: string;

  @IdField({ description: 'Who stands in.', example: 'wang-wei' })
  substitute: string;
}

export const toAbsence = (absence: AbsenceEntity): AbsenceResponse => ({
  id: absence.id,
  officer: absence.officerId,
  substitute: absence.substituteId,
  from: absence.from,
  to: absence.to,
  version: absence.version,
});
