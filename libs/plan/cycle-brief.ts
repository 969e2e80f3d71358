import type { CycleBrief } from '../domain/cycle/cycle.js';
import type { Policy } from '../domain/duty/definition.js';
import type { OfficerId, Unit } from '../domain/organisation/organisation.js';
import type { PlainDate } from '../domain/time.js';
import { startDateOf, type PlannedDuty } from './plan.js';

/** The id of a plan's duty in a unit, and of the cycle in which it recurs there. */
export const plannedId = (unitId: string, key: string): string => `${unitId}.${key}`;

/** What the cycle of a planned duty is started with. */
export const cycleBriefOf = (
  planned: PlannedDuty,
  unit: Pick<Unit, 'id' | 'calendarId'>,
  adoption: {
    readonly date: PlainDate;
    readonly dutyVersion: number;
    readonly policy: Policy;
    readonly openedBy: OfficerId | null;
  },
): CycleBrief => ({
  id: plannedId(unit.id, planned.definition.key),
  unitId: unit.id,
  calendarId: unit.calendarId,
  dutyId: plannedId(unit.id, planned.definition.key),
  dutyVersion: adoption.dutyVersion,
  duty: planned.definition,
  policy: adoption.policy,
  rule: planned.rule,
  opens: planned.opens,
  startDate: startDateOf(planned, adoption.date),
  adoptionDate: adoption.date,
  openedBy: adoption.openedBy,
});
