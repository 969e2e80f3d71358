import { dateOf } from '../calendar/arithmetic.js';
import type { Offset, OffsetUnit, WorkingCalendar } from '../calendar/calendar.js';
import { plusDays } from '../calendar/plain-date.js';
import type { Clock, PlannedRung } from '../stage/state.js';
import type { Instant, PlainDate } from '../time.js';

/** A day with a name of its own, in the language of the calendar. */
export interface NamedDay {
  readonly date: PlainDate;
  readonly name: string;
}

/** Why an instant is what it is. */
export interface InstantExplanation {
  /** `due`, or the name of a rung. */
  readonly name: string;
  readonly action: PlannedRung['action'] | null;
  readonly at: Instant;
  /** The day on which it falls, in the calendar's zone. */
  readonly date: PlainDate;
  /**
   * What it counts from: for a rung `due`, or what put it off; for the due instant what set it, such as `period-end`, `submission`,
   * `extension`, `resumption` or `date-set`.
   */
  readonly because: string;
  /** Null where somebody set the instant itself. */
  readonly from: Instant | null;
  readonly offset: Offset | null;
  /** Days on the way that were not counted, because they are holidays... */
  readonly holidays: readonly NamedDay[];
  /** ...or ordinary days off. */
  readonly daysOff: number;
  /** Days on the way that were counted though they are usually off. */
  readonly madeUpDays: readonly NamedDay[];
  /** It, or where it counts from, lies in a year whose list of holidays has not been published. */
  readonly isProvisional: boolean;
}

/** Explains the due instant of a clock. */
export function explainDue(calendar: WorkingCalendar, { due, basis }: Clock): InstantExplanation {
  const counted = basis.kind === 'offset' ? { from: basis.from, offset: basis.offset } : NOT_COUNTED;
  return { name: 'due', action: null, ...explained(calendar, due, basis.of, counted) };
}

/** Explains a rung that is still to come. */
export function explainRung(
  calendar: WorkingCalendar,
  clock: Clock,
  unit: OffsetUnit,
  rung: PlannedRung,
): InstantExplanation {
  const { name, action, at, moved } = rung;
  if (action === 'review-suspension') {
    return { name, action, ...explained(calendar, at, 'suspension', NOT_COUNTED) };
  }
  const offset = { unit, amount: rung.offset };
  const counted = moved ?? { by: 'due', from: clock.due, offset };
  return { name, action, ...explained(calendar, at, counted.by, counted) };
}

interface Counted {
  readonly from: Instant | null;
  readonly offset: Offset | null;
}
const NOT_COUNTED: Counted = { from: null, offset: null };

type Explained = Omit<InstantExplanation, 'name' | 'action'>;

function explained(
  calendar: WorkingCalendar,
  at: Instant,
  because: string,
  { from, offset }: Counted,
): Explained {
  const date = dateOf(calendar, at);
  const ends = from === null ? [date] : [dateOf(calendar, from), date];
  const days = offset?.unit === 'workingDays' && from !== null ? daysOnTheWay(calendar, from, at) : [];
  const named = (isWorked: boolean): NamedDay[] =>
    days.flatMap((day) => {
      const name = calendar.nameOf(day);
      return name !== undefined && calendar.isWorkingDay(day) === isWorked ? [{ date: day, name }] : [];
    });
  const holidays = named(false);
  return {
    at,
    date,
    because,
    from,
    offset,
    holidays,
    daysOff: days.filter((day) => !calendar.isWorkingDay(day)).length - holidays.length,
    madeUpDays: named(true),
    isProvisional: ends.some((day) => calendar.isProvisional(day)),
  };
}

/** The days that counting from one instant to another passes: without the first, with the last, in the order of the calendar. */
function daysOnTheWay(calendar: WorkingCalendar, from: Instant, to: Instant): PlainDate[] {
  const start = dateOf(calendar, from);
  const end = dateOf(calendar, to);
  const days: PlainDate[] = [];
  if (start <= end) for (let day = start; day < end; days.push((day = plusDays(day, 1))));
  else for (let day = end; day < start; day = plusDays(day, 1)) days.push(day);
  return days;
}
