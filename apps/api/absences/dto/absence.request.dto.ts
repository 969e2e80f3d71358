import { IdField, InstantField } from '../../common/fields/index.js';
import { PageRequest } from '../../common/page/page.request.dto.js';

export class AbsencesRequest extends PageRequest {
  @IdField({ description: 'Only absences of this officer.', example: 'li-na', optional: true })
  officer?: string;
}

export class BeginAbsenceRequest {
  @IdField({ description: 'Who is away.', example: 'li-na' })
  officer: string;

  @IdField({ description: 'Who stands in (AB角).', example: 'wang-wei' })
  substitute: string;

  @InstantField({ description: 'From when.' })
  from: string;

  @InstantField({
    description: 'Until when, if that is known; not included.',
    optional: true,
    nullable: true,
  })
  to?: string | null;
}

export class EndAbsenceRequest {
  @InstantField({ description: 'When it ends; not included.' })
  to: string;
}
