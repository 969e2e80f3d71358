import type { WorkingCalendar } from '../../domain/calendar/calendar.js';
import { seriesProblem } from '../../domain/cycle/periods.js';
import type { PartyRule, ReviewerRule } from '../../domain/duty/definition.js';
import type { Organisation, UnitId } from '../../domain/organisation/organisation.js';
import { partiesOf } from '../../domain/stage/opening.js';
import type { Instant, PlainDate } from '../../domain/time.js';
import { startDateOf, type PlanSource } from '../plan.js';
import type { Fault } from '../source/fault.js';

/** What keeps a plan that is sound in itself from being one for this unit: duties that nobody there would owe or review. */
export function unitFaults(
  source: PlanSource,
  organisation: Organisation,
  unitId: UnitId,
  {
    adoptionDate,
    calendar,
    at: now,
  }: { readonly adoptionDate: PlainDate; readonly calendar: WorkingCalendar; readonly at: Instant },
): Fault[] {
  // A unit may enter its channels after it has adopted the plan; who has a part in an inquiry, its course decides.
  const isOwed = (rule: PartyRule): boolean =>
    'ownersOf' in rule || 'inquiry' in rule || partiesOf(organisation, rule, unitId, now).length > 0;
  const isReviewed = (rule: ReviewerRule): boolean =>
    rule === 'superior' ||
    !('post' in rule) ||
    organisation.nearestPostOfKind(rule.post, unitId, now) !== undefined;
  return source.plan.duties.flatMap((duty, index) => {
    const faults = duty.definition.stages.flatMap((stage, place) => {
      const at = (key: string): (string | number)[] => ['stages', place, key];
      const nobody = (what: string, rule: PartyRule | ReviewerRule): string =>
        `nobody in unit "${unitId}" ${what}: it has no ${Object.values(rule).join()}`;
      return [
        ...(isOwed(stage.parties)
          ? []
          : [source.faultOf(index, at('parties'), nobody('would owe this', stage.parties))]),
        ...(stage.review === null || isReviewed(stage.review.by)
          ? []
          : [source.faultOf(index, at('review'), nobody('would review this', stage.review.by))]),
      ];
    });
    const { cycle } = duty;
    if (cycle === null) return faults;
    const series = {
      rule: cycle.rule,
      startDate: startDateOf(cycle, adoptionDate),
      adoptionDate,
      dates: cycle.dates,
    };
    const problem = seriesProblem(calendar, series);
    return problem === null ? faults : [...faults, source.faultOf(index, ['cycle', 'rule'], problem)];
  });
}
