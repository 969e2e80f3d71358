import type { WorkingCalendar } from '../calendar/calendar.js';
import type { Policy } from '../duty/definition.js';
import type { Organisation, PostId, UnitId } from '../organisation/organisation.js';
import type { Instant } from '../time.js';
import type { DecidedWith } from './entries.js';

/** A time in which no command could be taken. */
export interface Outage {
  readonly from: Instant;
  readonly to: Instant;
}

/** A time in which a duty is tried out (试运行): what its clocks bring is recorded, and only an office hears of it. */
export interface Trial {
  /** The last instant of it. */
  readonly until: Instant;
  /** The post that hears of what comes. */
  readonly office: PostId;
}

/** What `decide` may know of the world; all of it read in the transaction that records the entries. */
export interface StageFacts {
  readonly organisation: Organisation;
  readonly calendar: WorkingCalendar;
  readonly outages: readonly Outage[];
}

/** What does not change while the obligation lasts. */
export interface StageContext {
  readonly subjectId: string;
  readonly unitId: UnitId;
  readonly policy: Policy;
  /** When the obligation opened; null while it does. */
  readonly openedAt: Instant | null;
  readonly period: { readonly start: Instant; readonly end: Instant } | null;
  /** Only the superior unit waives it. */
  readonly floor: boolean;
  /** Left out where the duty was never on trial. */
  readonly trial?: Trial;
  /** Stages whose decisions become obligations of their own; left out: none. */
  readonly trackedStages?: readonly string[];
  /** Parties of this subject where a large unit is split; null when it is whole. */
  readonly slice: { readonly index: number; readonly of: number } | null;
}

/** The versions behind what is decided, for the entry. */
export const decidedWith = (facts: StageFacts): DecidedWith => ({
  calendar: facts.calendar.id,
  calendarVersion: facts.calendar.version,
  organisationVersion: facts.organisation.version,
});
