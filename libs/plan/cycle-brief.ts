import type { CycleBrief } from '../domain/cycle/cycle.js';
import type { OfficerId, Unit } from '../domain/organisation/organisation.js';
import type { Trial } from '../domain/stage/context.js';
import type { PlainDate } from '../domain/time.js';
import type { DutyDefinition, Policy } from '../domain/duty/definition.js';
import { startDateOf, type PlannedCycle } from './plan.js';

/** The id of a plan's duty in a unit, and of the cycle in which it recurs there. */
export const plannedId = (unitId: string, key: string): string => `${unitId}.${key}`;

/** What the cycle of a planned duty is started with. */
export const cycleBriefOf = (
  duty: DutyDefinition,
  cycle: PlannedCycle,
  unit: Pick<Unit, 'id' | 'calendarId'>,
  adoption: {
    readonly date: PlainDate;
    readonly dutyVersion: number;
    readonly policy: Policy;
    readonly openedBy: OfficerId | null;
    /** Null where the plan is adopted without a trial. */
    readonly trial?: Trial | null;
  },
): CycleBrief => ({
  id: plannedId(unit.id, duty.key),
  unitId: unit.id,
  calendarId: unit.calendarId,
  dutyId: plannedId(unit.id, duty.key),
  dutyVersion: adoption.dutyVersion,
  duty,
  policy: adoption.policy,
  rule: cycle.rule,
  ...(cycle.dates ? { dates: cycle.dates } : {}),
  opens: cycle.opens,
  startDate: startDateOf(cycle, adoption.date),
  adoptionDate: adoption.date,
  ...(adoption.trial ? { trial: adoption.trial } : {}),
  openedBy: adoption.openedBy,
});
