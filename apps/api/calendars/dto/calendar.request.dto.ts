import {
  DateField,
  FlagField,
  IdField,
  ListField,
  QueryWholeField,
  TextField,
} from '../../common/fields/index.js';

export class CalendarDayParams {
  @IdField({ description: 'Id of the calendar.', example: 'china' })
  id: string;

  @DateField({ description: 'The day.', example: '2026-10-10' })
  date: string;
}

export class CalendarDaysRequest {
  @DateField({ description: 'The first day.', example: '2026-10-01' })
  from: string;

  @DateField({ description: 'The last day; at most 400 days after the first.', example: '2026-10-31' })
  to: string;
}

export class SetCalendarDayRequest {
  @FlagField({ description: 'Whether the day is worked.', example: true })
  working: boolean;

  @TextField({ description: 'What the day is called.', example: '国庆节调休', max: 100 })
  name: string;
}

export class CalendarYearParams {
  @IdField({ description: 'Id of the calendar.', example: 'china' })
  id: string;

  @QueryWholeField({ description: 'The year.', example: 2027, min: 1900, max: 2199 })
  year: number;
}

export class NamedDayRequest extends SetCalendarDayRequest {
  @DateField({ description: 'The day.', example: '2027-10-09' })
  date: string;
}

export class SetCalendarYearRequest {
  @ListField(() => NamedDayRequest, {
    description: 'Every holiday and make-up working day of the year; any other is as the week has it.',
    max: 366,
  })
  days: NamedDayRequest[];
}

export class CalendarVersionParams {
  @IdField({ description: 'Id of the calendar.', example: 'china' })
  id: string;

  @QueryWholeField({ description: 'The version.', example: 2, min: 1, max: 2_147_483_647 })
  version: number;
}
