import type { Caller } from '../auth/caller.js';
import type { Fault } from '../common/problem/problem.js';
import type { SubmitEvidenceRequest } from './dto/evidence.request.dto.js';
import { isGone } from './task-faults.js';

/** How one piece of evidence may be given. */
const WAYS = ['text', 'document', 'file', 'reference'] as const;

/**
 * Everything in a submission that refers to nothing, or says twice or not at all what is shown.
 *
 * @param missing documents that are named and not stored, and files that are not there or not for the caller
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
    if (item.file !== undefined && missing.has(item.file))
      return [{ pointer: `${pointer}/file`, detail: 'no such file has been uploaded' }];
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
