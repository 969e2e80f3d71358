import { DateField, FlagField, IdField, TextField } from '../../common/fields/index.js';

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
