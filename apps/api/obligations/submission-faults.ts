import type { ObligationEntity } from '../../../libs/persistence/entities/obligation.entity.js';
import type { Caller } from '../auth/caller.js';
import { refused, type Fault } from '../common/problem/problem.js';
import type { SubmitEvidenceRequest } from './dto/evidence.request.dto.js';
import { isGone } from './task-faults.js';

/** How one piece of evidence may be given. */
const WAYS = ['text', 'document', 'reference'] as const;

/**
 * Everything in a submission that refers to nothing, or says twice or not at all what is shown.
 *
 * @param missing documents that are named and not stored
 */
export function submissionFaults(
  { items, followUps = [] }: SubmitEvidenceRequest,
  missing: ReadonlySet<string>,
  { organisation, at }: Pick<Caller, 'organisation' | 'at'>,
): Fault[] {
  const ofItems = items.flatMap((item, index): Fault[] => {
    const pointer = `/items/${index}`;
    if (WAYS.filter((way) => item[way] !== undefined).length !== 1)
      return [{ pointer, detail: `must have one of ${WAYS.join(', ')}` }];
    if (item.document !== undefined && missing.has(item.document))
      return [{ pointer: `${pointer}/document`, detail: 'no such document is stored' }];
    return (['custodianPost', 'sightedBy'] as const).flatMap((field): Fault[] => {
      const post = item.reference?.[field];
      if (post === undefined || !isGone(organisation.post(post, at))) return [];
      return [{ pointer: `${pointer}/reference/${field}`, detail: 'there is no such post' }];
    });
  });
  const ofFollowUps = followUps.flatMap(({ post }, index): Fault[] =>
    isGone(organisation.post(post, at))
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
