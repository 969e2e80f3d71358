import {
  DateField,
  IdField,
  ListField,
  NumberField,
  SlugField,
  WholeField,
} from '../../common/fields/index.js';

export class EffortRequest {
  @DateField({
    description: 'The first day of the year that is looked at; today where it is left out.',
    example: '2027-01-01',
    optional: true,
  })
  from?: string;
}

export class DutyEffortResponse {
  @SlugField({ description: 'The duty, by its key.', example: 'theory-study' })
  duty: string;

  @NumberField({
    description: 'Minutes a month on the average of the year; null where it is opened by hand.',
    example: 5,
    nullable: true,
  })
  minutesAMonth: number | null;

  @WholeField({ description: 'Minutes each time.', example: 5, min: 0, max: 96_000 })
  minutesEach: number;
}

/** What the plan costs one holder of a role. */
export class RoleEffortResponse {
  @SlugField({ description: 'The kind of post.', example: 'party-member' })
  role: string;

  @WholeField({ description: 'How many posts of the kind owe something.', example: 12, min: 1, max: 100_000 })
  posts: number;

  @NumberField({ description: 'Minutes a month for each of them: all duties that recur.', example: 6.7 })
  minutesAMonth: number;

  @ListField(() => DutyEffortResponse, { description: 'By duty.', max: 500 })
  duties: DutyEffortResponse[];
}

export class EffortResponse {
  @IdField({ description: 'The plan.', example: 'court.court' })
  plan: string;

  @DateField({ description: 'The first day of the year that is looked at.', example: '2027-01-01' })
  from: string;

  @DateField({ description: 'Its last day.', example: '2027-12-31' })
  to: string;

  @ListField(() => RoleEffortResponse, { description: 'The dearest first.', max: 100 })
  roles: RoleEffortResponse[];
}
