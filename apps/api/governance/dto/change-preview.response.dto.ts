import { DateField, IdField, ListField, WholeField } from '../../common/fields/index.js';
import { PeriodPreviewResponse } from '../../cycles/dto/preview.response.dto.js';

/** What of one cycle would be otherwise. */
export class CycleChangePreviewResponse {
  @IdField({ description: 'The cycle.', example: 'court.topic-study' })
  cycle: string;

  @ListField(() => PeriodPreviewResponse, {
    description: 'Periods that would not open, or not like this, with the change.',
    max: 400,
  })
  before: PeriodPreviewResponse[];

  @ListField(() => PeriodPreviewResponse, { description: 'What would be in their place.', max: 400 })
  after: PeriodPreviewResponse[];
}

export class ChangePreviewResponse {
  @DateField({ description: 'Periods that open from this day on are compared.', example: '2027-06-01' })
  from: string;

  @DateField({ description: 'Up to this day.', example: '2028-05-31' })
  to: string;

  @WholeField({
    description: 'How many cycles it concerns; at most 50 are shown.',
    example: 1,
    min: 0,
    max: 100_000,
  })
  cycleCount: number;

  @ListField(() => CycleChangePreviewResponse, { description: 'Cycle by cycle.', max: 50 })
  cycles: CycleChangePreviewResponse[];
}
