import { addOffset, dateOf, dayOf } from '../calendar/arithmetic.js';
import type { Period } from '../obligation/obligation.js';
import type { Instant } from '../time.js';
import { later } from '../time.js';
import type { CycleBrief, CycleFacts, CycleState, KeyDateRule } from './cycle.js';

/** A cycle that follows key dates in place of a recurrence. */
type Following = Pick<CycleBrief, 'unitId'> & {
  /** Null: those before the adoption too. */
  readonly adoptionDate: CycleBrief['adoptionDate'] | null;
  readonly dates: KeyDateRule;
};

export const followsKeyDates = <C extends Pick<CycleBrief, 'dates'>>(
  cycle: C,
): cycle is C & { readonly dates: KeyDateRule } => cycle.dates !== undefined;

/** What tells a period from the others of its cycle, however its days may move. */
export const nameOf = ({ from, keyDate }: Period): string => keyDate ?? from;

/**
 * The periods for the key dates that stand at `at`, in the order in which they open: each from so many working days before its first
 * day to the end of its last, and no earlier than the adoption.
 */
export function keyDatePeriods(
  { unitId, adoptionDate, dates: { leadWorkingDays } }: Following,
  { organisation, calendar }: CycleFacts,
  at: Instant,
): Period[] {
  const periods = organisation
    .keyDatesOf(unitId, at)
    .filter(({ to }) => adoptionDate === null || to >= adoptionDate)
    .map(({ id, from, to }): Period => {
      const firstDay = dayOf(calendar, from).start;
      const lead = { unit: 'workingDays', amount: -leadWorkingDays } as const;
      const begins = leadWorkingDays === 0 ? from : dateOf(calendar, addOffset(calendar, firstDay, lead));
      const { start } = dayOf(calendar, begins);
      const adopted = adoptionDate === null ? start : dayOf(calendar, adoptionDate).start;
      return { from: begins, to, start: later(start, adopted), end: dayOf(calendar, to).end, keyDate: id };
    });
  return periods.sort((a, b) =>
    a.start === b.start ? (nameOf(a) < nameOf(b) ? -1 : 1) : a.start < b.start ? -1 : 1,
  );
}

/** Those that may still open: neither over nor opened or passed over, nor `done` just now. */
export function keyDatesToCome(
  { brief, opened, passed = [] }: Pick<CycleState, 'opened' | 'passed'> & { readonly brief: Following },
  facts: CycleFacts,
  at: Instant,
  done?: Period,
): Period[] {
  const gone = new Set([...opened, ...passed, ...(done ? [nameOf(done)] : [])]);
  return keyDatePeriods(brief, facts, at).filter((period) => period.end >= at && !gone.has(nameOf(period)));
}
