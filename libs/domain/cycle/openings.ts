import type { Opening, Period } from '../obligation/obligation.js';
import type { Organisation } from '../organisation/organisation.js';
import { partiesOf, sliceCount } from '../stage/opening.js';
import { obligationSubject } from '../subject/ids.js';
import type { CycleBrief } from './cycle.js';

/** The obligations of one period: one, or several slices where the unit has more parties than one stage may hold. */
export function newObligationBriefs(
  cycle: CycleBrief,
  period: Period,
  facts: { organisation: Organisation },
): Opening[] {
  const largest = Math.max(
    0,
    ...cycle.duty.stages.map((stage) => partiesOf(facts.organisation, stage.parties, cycle.unitId).length),
  );
  const of = sliceCount(largest);
  return Array.from({ length: of }, (_, index) => {
    const id = of === 1 ? `${cycle.id}.${period.from}` : `${cycle.id}.${period.from}.${index + 1}`;
    return {
      subject: obligationSubject(id),
      brief: {
        id,
        unitId: cycle.unitId,
        calendarId: cycle.calendarId,
        dutyId: cycle.dutyId,
        dutyVersion: cycle.dutyVersion,
        duty: cycle.duty,
        policy: cycle.policy,
        period,
        cycleId: cycle.id,
        parentId: null,
        document: null,
        slice: of === 1 ? null : { index, of },
        openedBy: null,
      },
    };
  });
}
