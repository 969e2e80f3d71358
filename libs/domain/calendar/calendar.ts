import type { Instant, PlainDate } from '../time.js';

/**
 * One published version of a unit's calendar: which days are worked, in which zone.
 * Versions are rows and never change; a new list of holidays is a new version.
 */
export interface WorkingCalendar {
  readonly id: string;
  readonly version: number;
  /** IANA zone name, `Asia/Shanghai` by default. */
  readonly zone: string;
  /** Whether `date` is worked: make-up Saturdays are, statutory holidays and ordinary weekends are not. */
  isWorkingDay(date: PlainDate): boolean;
  /** The name of the holiday or make-up day, where `date` is one. */
  nameOf(date: PlainDate): string | undefined;
  /** True in a year for which no official list has been published yet: its dates may still move. */
  isProvisional(date: PlainDate): boolean;
}

/** The unit in which a ladder counts; every rung of one ladder counts in the same. */
export type OffsetUnit = 'workingDays' | 'calendarDays' | 'milliseconds';

/** A distance in time: whole days in day units, milliseconds otherwise; negative is earlier. */
export interface Offset {
  readonly unit: OffsetUnit;
  readonly amount: number;
}

/** A day with the instants that bound it, in the calendar's zone. */
export interface Day {
  readonly date: PlainDate;
  readonly start: Instant;
  /** The last millisecond of the day: a deadline given as a date falls here. */
  readonly end: Instant;
}
