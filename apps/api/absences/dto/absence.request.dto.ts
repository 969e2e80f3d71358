import { IdField } from '../../common/fields/index.js';
import { PageRequest } from '../../common/page/page.request.dto.js';
import { BeginSpanRequest } from '../../organisation/span.dto.js';

export class AbsencesRequest extends PageRequest {
  @IdField({ description: 'Only absences of this officer.', example: 'li-na', optional: true })
  officer?: string;
}

export class BeginAbsenceRequest extends BeginSpanRequest {
  @IdField({ description: 'Who is away.', example: 'li-na' })
  officer: string;

  @IdField({ description: 'Who stands in (AB角).', example: 'wang-wei' })
  substitute: string;
}
