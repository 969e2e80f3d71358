import { asBackFilled } from '../duty/back-filled.js';
import type { Opening, Period } from '../obligation/obligation.js';
import { openingsOf } from '../obligation/openings.js';
import type { Organisation } from '../organisation/organisation.js';
import type { Instant } from '../time.js';
import type { CycleBrief } from './cycle.js';
import { nameOf } from './key-dates.js';

/** The obligations of one period: one, or several slices of a large unit; of one that is over, to be back-filled. */
export const newObligationBriefs = (
  cycle: CycleBrief,
  period: Period,
  facts: { organisation: Organisation },
  at: Instant,
  backfilled = false,
): Opening[] =>
  openingsOf(
    {
      id: `${cycle.id}.${nameOf(period)}`,
      unitId: cycle.unitId,
      calendarId: cycle.calendarId,
      dutyId: cycle.dutyId,
      dutyVersion: cycle.dutyVersion,
      duty: backfilled ? asBackFilled(cycle.duty) : cycle.duty,
      policy: cycle.policy,
      ...(cycle.trial ? { trial: cycle.trial } : {}),
      period,
      cycleId: cycle.id,
      parentId: null,
      document: null,
      slice: null,
      openedBy: null,
      ...(backfilled ? { backfilled } : {}),
    },
    facts.organisation,
    at,
  );
