import type { EntityManager } from 'typeorm';
import { endOfDay } from '../../domain/calendar/arithmetic.js';
import type { WorkingCalendar } from '../../domain/calendar/calendar.js';
import type { Organisation, UnitId } from '../../domain/organisation/organisation.js';
import type { Trial } from '../../domain/stage/context.js';
import type { Instant, PlainDate } from '../../domain/time.js';
import { PlanEntity } from '../../persistence/entities/plan.entity.js';
import type { Plan } from '../plan.js';
import { AdoptionRefused } from './adoption.js';

/**
 * The trial of a plan in a unit, with the office that hears of it as it stands at `at`.
 *
 * @throws AdoptionRefused where nobody would hear of it
 */
export function trialOf(
  { office: kind }: Pick<Plan, 'office'>,
  organisation: Organisation,
  unitId: UnitId,
  {
    until,
    calendar,
    at,
  }: { readonly until: PlainDate; readonly calendar: WorkingCalendar; readonly at: Instant },
): Trial {
  if (kind === undefined)
    throw new AdoptionRefused(
      'trial-without-office',
      'The plan does not say which kind of post is its office, which alone is told during a trial.',
    );
  const office = organisation.nearestPostOfKind(kind, unitId, at)?.id;
  if (office === undefined)
    throw new AdoptionRefused(
      'trial-without-office',
      `There is no one post of kind "${kind}" nearest to unit "${unitId}", which alone would be told during the trial.`,
    );
  return { until: endOfDay(calendar, until), office };
}

/** The trial that a duty of a plan is opened with on occurrence: its unit's, as it adopted the plan last; left out without one. */
export async function trialOnRecord(
  manager: EntityManager,
  planId: string | null,
  calendar: WorkingCalendar,
): Promise<{ readonly trial?: Trial }> {
  const plan = planId === null ? null : await manager.findOneBy(PlanEntity, { id: planId });
  if (plan?.trialUntil == null || plan.trialOffice === null) return {};
  return { trial: { until: endOfDay(calendar, plan.trialUntil), office: plan.trialOffice } };
}
