import type { EntityManager } from 'typeorm';
import type { ObligationFacts } from '../../libs/domain/obligation/inquiry-openings.js';
import type { ObligationInput, ObligationState } from '../../libs/domain/obligation/obligation.js';
import type { Organisation } from '../../libs/domain/organisation/organisation.js';
import type { Instant } from '../../libs/domain/time.js';
import { dutyOfProcedure } from '../../libs/persistence/repositories/duty.repository.js';

type Found = Pick<ObligationFacts, 'inquiryDuty' | 'rulesInForce'>;

/** What deciding on launches needs to know; looked for only where a file may open, or a launch is decided. */
export async function inquiryFacts(
  manager: EntityManager,
  organisation: Organisation,
  state: ObligationState,
  inputs: readonly ObligationInput[],
  now: Instant,
): Promise<Found> {
  const { brief } = state;
  if (inputs.some(({ kind }) => kind === 'decide-launch'))
    return { rulesInForce: await areRulesInForce(manager, organisation, state, now) };
  const mayLaunch =
    brief.duty.procedure !== 'inquiry' &&
    (inputs.some(({ kind }) => kind === 'send-to-launch' || kind === 'refer') || isLaunchDue(state, now));
  if (!mayLaunch) return {};
  const above = organisation.unitAndAbove(brief.unitId, now);
  const inquiryDuty = await dutyOfProcedure(manager, 'inquiry', above);
  return inquiryDuty === undefined ? {} : { inquiryDuty };
}

/** Whether the last rung of somebody's ladder comes by now. */
const isLaunchDue = ({ stages }: ObligationState, now: Instant): boolean =>
  stages.some(({ parties }) =>
    [...parties.values()].some(({ clock }) =>
      clock?.rungs.some(({ action, at }) => action === 'launch' && at <= now),
    ),
  );

/** Whether the duty by which the rules are adopted (row 17) has been fulfilled in the unit or above it. */
async function areRulesInForce(
  manager: EntityManager,
  organisation: Organisation,
  { brief }: ObligationState,
  at: Instant,
): Promise<boolean> {
  const [row] = await manager.query<{ fulfilled: boolean }[]>(
    `SELECT EXISTS (SELECT FROM obligation o JOIN duty d ON d.id = o.duty_id AND d.version = o.duty_version
       WHERE o.status = 'fulfilled' AND o.unit_id = ANY($1) AND d.definition ->> 'key' = $2) AS fulfilled`,
    [organisation.unitAndAbove(brief.unitId, at), brief.duty.inquiry?.rulesDuty ?? ''],
  );
  return row?.fulfilled ?? false;
}
