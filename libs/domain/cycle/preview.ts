import { dateOf, dayOf } from '../calendar/arithmetic.js';
import { plusDays } from '../calendar/plain-date.js';
import type { StageDefinition } from '../duty/definition.js';
import type { StageContext } from '../stage/context.js';
import { dueOf } from '../stage/opening.js';
import { planLadder } from '../stage/ladder.js';
import type { DueBasis, PlannedRung } from '../stage/state.js';
import type { Period } from '../obligation/obligation.js';
import type { Instant, PlainDate } from '../time.js';
import { termsInTurn } from './adoption.js';
import type { CycleBrief, CycleFacts, CycleState } from './cycle.js';
import { followsKeyDates, keyDatePeriods } from './key-dates.js';
import { openingOf, periodAfter, periodFrom } from './periods.js';

/** One stage of a period to come, if the stage before it ends at its own deadline. */
export interface StagePreview {
  readonly stage: string;
  readonly definition: StageDefinition;
  /** When it opens at the latest. */
  readonly opensBy: Instant;
  readonly due: Instant;
  readonly basis: DueBasis;
  readonly rungs: readonly PlannedRung[];
  /** A date stands in a year whose list of holidays has not been published. */
  readonly isProvisional: boolean;
}

export interface PeriodPreview {
  readonly period: Period;
  readonly opensAt: Instant;
  readonly stages: readonly StagePreview[];
}

/** More periods than this are not listed at once. */
export const MAX_PREVIEW_PERIODS = 400;

/** Openings, due dates and every rung of the periods that open between two dates, both included. */
export function previewCycle(
  cycle: CycleBrief,
  facts: CycleFacts,
  from: PlainDate,
  to: PlainDate,
): PeriodPreview[] {
  const { calendar } = facts;
  if (followsKeyDates(cycle)) {
    return keyDatePeriods(cycle, facts, dayOf(calendar, from).start)
      .filter(({ start }) => from <= dateOf(calendar, start) && dateOf(calendar, start) <= to)
      .slice(0, MAX_PREVIEW_PERIODS)
      .map((period) => previewPeriod(cycle, facts, period));
  }
  const previews: PeriodPreview[] = [];
  // A period that ended the day before opens on the first day.
  const begin = cycle.opens === 'period-start' ? from : plusDays(from, -1);
  let period = periodFrom(calendar, cycle, begin);
  while (period !== null && period.from <= to && previews.length < MAX_PREVIEW_PERIODS) {
    const opensOn = dateOf(calendar, openingOf(cycle, period));
    if (from <= opensOn && opensOn <= to) previews.push(previewPeriod(cycle, facts, period));
    period = periodAfter(calendar, cycle, period.from);
  }
  return previews;
}

/** The same of a cycle with changes to come: each period by the terms that are its own. */
export function previewInTurn(
  cycle: Pick<CycleState, 'brief' | 'pending'>,
  facts: CycleFacts,
  from: PlainDate,
  to: PlainDate,
): PeriodPreview[] {
  const turns = termsInTurn(cycle);
  return turns.flatMap(({ brief, from: begins }, index) => {
    const ends = turns[index + 1]?.from;
    return previewCycle(brief, facts, from, to).filter(
      ({ period }) => period.from >= begins && (ends === undefined || period.from < ends),
    );
  });
}

function previewPeriod(cycle: CycleBrief, facts: CycleFacts, period: Period): PeriodPreview {
  const { calendar } = facts;
  const opensAt = openingOf(cycle, period);
  const context: StageContext = {
    subjectId: cycle.id,
    unitId: cycle.unitId,
    policy: cycle.policy,
    openedAt: opensAt,
    period,
    floor: cycle.duty.floor,
    slice: null,
  };
  let opensBy = opensAt;
  const stages = cycle.duty.stages.map((definition): StagePreview => {
    const { due, basis } = dueOf(calendar, definition.due, context, opensBy);
    const { rungs } = planLadder(calendar, definition.ladder, due, opensBy);
    const preview: StagePreview = {
      stage: definition.name,
      definition,
      opensBy,
      due,
      basis,
      rungs,
      isProvisional: [due, ...rungs.map((rung) => rung.at)].some((at) =>
        calendar.isProvisional(dateOf(calendar, at)),
      ),
    };
    opensBy = due;
    return preview;
  });
  return { period, opensAt, stages };
}
