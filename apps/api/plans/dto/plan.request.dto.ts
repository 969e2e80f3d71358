import { DateField, IdField } from '../../common/fields/index.js';
import { PageRequest } from '../../common/page/page.request.dto.js';

export class ImportPlanRequest {
  @IdField({ description: 'The unit that adopts the plan.', example: 'court' })
  unit: string;

  @DateField({
    description:
      "Periods that ended before it never open, so they never lapse; today in the unit's zone where it is left out.",
    example: '2027-01-01',
    optional: true,
  })
  adoptionDate?: string;

  @DateField({
    description:
      'The last day on which it is on trial (试运行): until then only the office that the plan names is told, and no launch file opens.',
    example: '2027-02-28',
    optional: true,
  })
  trialUntil?: string;
}

export class PlansRequest extends PageRequest {
  @IdField({ description: 'Only plans that this unit has adopted.', example: 'court', optional: true })
  unit?: string;
}
