import {
  DateField,
  IdField,
  NumberField,
  ObjectField,
  TitleField,
  WholeField,
  type TitleDto,
} from '../../common/fields/index.js';
import { PageRequest } from '../../common/page/page.request.dto.js';

export class FiguresRequest extends PageRequest {
  @DateField({
    description: 'Only periods that end on this day or later.',
    example: '2027-01-01',
    optional: true,
  })
  from?: string;

  @DateField({
    description: 'Only periods that begin on this day or earlier.',
    example: '2027-12-31',
    optional: true,
  })
  to?: string;
}

export class FiguresPeriod {
  @DateField({ description: 'Its first day.', example: '2027-01-01' })
  from: string;

  @DateField({ description: 'Its last day.', example: '2027-01-31' })
  to: string;
}

const count = (description: string, example: number): PropertyDecorator =>
  WholeField({ description, example, min: 0, max: 9_999_999 });

/** Totals and averages of one branch in one period. */
export class BranchFiguresResponse {
  @IdField({ description: 'The unit.', example: 'branch-1' })
  unit: string;

  @TitleField({ description: 'What the unit is called now.' })
  title: TitleDto;

  @ObjectField(() => FiguresPeriod, { description: 'The period for which they were handed in.' })
  period: FiguresPeriod;

  @IdField({ description: 'The obligation under which they were handed in.', example: 'figures.2027-01-01' })
  obligation: string;

  @count('How many members the branch has.', 20)
  members: number;

  @count('How many of them are registered.', 18)
  registered: number;

  @count('How many of those were active.', 9)
  active: number;

  @NumberField({ description: 'The average of points.', example: 31.5 })
  averagePoints: number;

  @NumberField({
    description: 'Coverage: registered of members, 0 to 1; null without members.',
    example: 0.9,
    nullable: true,
  })
  coverage: number | null;

  @NumberField({
    description: 'Activity: active of registered, 0 to 1; null where nobody is registered.',
    example: 0.5,
    nullable: true,
  })
  activity: number | null;
}
