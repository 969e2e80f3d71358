import type { Organisation } from '../../../libs/domain/organisation/organisation.js';
import type { ObligationEntity } from '../../../libs/persistence/entities/obligation.entity.js';
import { refused, type Fault } from '../common/problem/problem.js';
import type { SubmitEvidenceRequest } from './dto/command.request.dto.js';
import { isGone } from './task-faults.js';

/**
 * Everything in a submission that refers to nothing, or says twice or not at all what is shown.
 *
 * @param missing documents that are named and not stored
 */
export function submissionFaults(
  { items, followUps = [] }: SubmitEvidenceRequest,
  missing: ReadonlySet<string>,
  organisation: Organisation,
): Fault[] {
  const ofItems = items.flatMap(({ text, document }, index): Fault[] => {
    if ((text === undefined) === (document === undefined))
      return [{ pointer: `/items/${index}`, detail: 'must have either text or document' }];
    if (document === undefined || !missing.has(document)) return [];
    return [{ pointer: `/items/${index}/document`, detail: 'no such document is stored' }];
  });
  const ofFollowUps = followUps.flatMap(({ post }, index): Fault[] =>
    isGone(organisation.post(post))
      ? [{ pointer: `/followUps/${index}/post`, detail: 'there is no such post' }]
      : [],
  );
  return [...ofItems, ...ofFollowUps];
}

/** The one stage whose decisions its procedure opens as obligations of their own. */
const TRACKED = { procedure: 'topic-study', stage: 'minutes' } as const;

/**
 * A decision that nothing tracks would be lost without anybody noticing.
 *
 * @throws Problem 409 where the procedure opens no follow-ups of the stage
 */
export function requireTracking(
  { procedure, stage }: Pick<ObligationEntity, 'procedure' | 'stage'>,
  request: SubmitEvidenceRequest,
): void {
  if (request.followUps === undefined || request.followUps.length === 0) return;
  if (procedure === TRACKED.procedure && (request.stage ?? stage) === TRACKED.stage) return;
  throw refused(
    'follow-ups-not-tracked',
    `Decisions are tracked only from the stage "${TRACKED.stage}" of a topic study: open a one-off task for this one.`,
  );
}
