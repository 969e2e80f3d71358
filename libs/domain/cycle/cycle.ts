import type { WorkingCalendar } from '../calendar/calendar.js';
import type { DutyDefinition, Policy } from '../duty/definition.js';
import type { Opening, Period } from '../obligation/obligation.js';
import type { OfficerId, Organisation, UnitId } from '../organisation/organisation.js';
import type { Trial } from '../stage/context.js';
import type { Entry, Input } from '../subject/machine.js';
import type { Instant, PlainDate } from '../time.js';

/** Which duty recurs when for which unit. */
export interface CycleBrief {
  readonly id: string;
  readonly unitId: UnitId;
  readonly calendarId: string;
  readonly dutyId: string;
  readonly dutyVersion: number;
  readonly duty: DutyDefinition;
  readonly policy: Policy;
  /** RFC 5545 recurrence, `FREQ=MONTHLY;INTERVAL=6` for each half-year; empty where it follows key dates. */
  readonly rule: string;
  /** Has a period for each key date of the unit, in place of a recurrence. */
  readonly dates?: KeyDateRule;
  /** The first date of the series. */
  readonly startDate: PlainDate;
  /** When each period opens: as it begins; or when it is over, where what is owed is about the whole of it. */
  readonly opens: 'period-start' | 'period-end';
  /** Periods that ended before this date open only to be back-filled, so they never lapse. */
  readonly adoptionDate: PlainDate;
  /** Left out where its plan was adopted without a trial. */
  readonly trial?: Trial;
  /** Who made it, by hand or by importing a plan; null where a fresh start loads its example. */
  readonly openedBy: OfficerId | null;
}

/** A period for each entry of a register of days. */
export interface KeyDateRule {
  readonly register: 'key-dates';
  /** How many working days before the first day its period begins. */
  readonly leadWorkingDays: number;
}

export type CycleInput = CycleCommand | CycleNotice | CycleAdoption;

/** What of a cycle may change while it runs. */
export type CycleTerms = Partial<Pick<CycleBrief, 'dutyVersion' | 'duty' | 'rule' | 'startDate' | 'policy'>>;

/** Terms by which a cycle goes from the first period on that begins on a date or after it. */
export interface CycleChange {
  /** Id of the change that was approved. */
  readonly change: string;
  readonly from: PlainDate;
  readonly terms: CycleTerms;
}

/** A change was approved, by whom is the actor. */
export type CycleAdoption = Input & {
  readonly kind: 'adopt-change';
  readonly actor: OfficerId;
  readonly change: CycleChange;
};

/** Adopted, and not in force yet. */
export interface PendingChange extends CycleChange {
  /** When its date begins. */
  readonly effectiveAt: Instant;
}

/** The calendar has a new version, or key dates were added or cancelled: what is to come is computed again. */
export type CycleNotice =
  (Input & { readonly kind: 'calendar-changed' }) | (Input & { readonly kind: 'key-dates-changed' });

/** Commands of an administrator or the first responsible person; each cites the deciding meeting or document. */
export type CycleCommand = Input & { readonly actor: OfficerId; readonly citing: string } & (
    | { readonly kind: 'pause' }
    | { readonly kind: 'resume-cycle' }
    /** A period to come does not open; named by its first date. */
    | { readonly kind: 'skip'; readonly period: PlainDate }
    /**
     * The period that contains the date opens now: the next one early, or the current one after a pause. One that is over opens to be
     * back-filled (补录), also where it ended before the adoption.
     */
    | { readonly kind: 'open-now'; readonly period: PlainDate; readonly backfill?: true }
  );

export type PassedBecause = 'paused' | 'skipped' | 'elapsed';

export type CycleEntry =
  | Entry<'cycle-started', { brief: CycleBrief; next: Period | null }>
  | Entry<
      'period-opened',
      { period: Period; openings: readonly Opening[]; next: Period | null; citing: string | null }
    >
  | Entry<'period-passed-over', { period: Period; because: PassedBecause; next: Period | null }>
  | Entry<'cycle-paused', { citing: string }>
  | Entry<'cycle-resumed', { citing: string; next: Period | null }>
  | Entry<'period-skipped', { period: PlainDate; citing: string }>
  /** Its date is the day of its adoption at the earliest: it reaches no period that has begun. */
  | Entry<'change-adopted', PendingChange>
  | Entry<'change-applied', { change: string; next: Period | null }>
  /** Another calendar moved the instants of the next period, or key dates changed which it is. */
  | Entry<'cycle-replanned', { next: Period | null; calendar: string; calendarVersion: number }>;

export interface CycleFacts {
  readonly organisation: Organisation;
  readonly calendar: WorkingCalendar;
}

export interface CycleState {
  readonly brief: CycleBrief;
  readonly startedAt: Instant | null;
  readonly isPaused: boolean;
  /** The next period in line, whether or not it will be skipped; null when the series has ended. */
  readonly next: Period | null;
  /** First dates of periods that will not open; where the cycle follows key dates, those by their ids. */
  readonly skips: readonly PlainDate[];
  /** First dates of periods that have opened; where the cycle follows key dates, those by their ids. */
  readonly opened: readonly PlainDate[];
  /** Key dates whose periods have passed over; left out where the cycle recurs. */
  readonly passed?: readonly string[];
  /** What changed in the brief since the cycle began; `brief` has it already. */
  readonly terms: CycleTerms;
  /** By their dates. */
  readonly pending: readonly PendingChange[];
}

/** What a cycle's own row keeps: all but the brief that it began with. */
export type StoredCycle = Omit<CycleState, 'brief'>;

/** A cycle as its row keeps it; null: nothing was recorded yet. */
export function restoreCycle(brief: CycleBrief, stored: StoredCycle | null): CycleState {
  const blank = newCycle(brief);
  return stored === null ? blank : { ...blank, ...stored, brief: { ...brief, ...stored.terms } };
}

export const newCycle = (brief: CycleBrief): CycleState => ({
  brief,
  startedAt: null,
  isPaused: false,
  next: null,
  skips: [],
  opened: [],
  terms: {},
  pending: [],
});
