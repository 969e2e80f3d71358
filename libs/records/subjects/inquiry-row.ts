import { NEW_INQUIRY } from '../../domain/inquiry/inquiry.js';
import { membersOf, partiesIn, principalsOf, respondentsOf, roundsOf } from '../../domain/inquiry/people.js';
import type { ObligationState } from '../../domain/obligation/obligation.js';
import { personOf } from '../../domain/organisation/person.js';
import type { InquiryRow } from '../../persistence/repositories/inquiry.repository.js';

/** Who sees an inquiry; null for an obligation that is none. */
export function inquiryRow(state: ObligationState, version: number): InquiryRow | null {
  const { brief, inquiry = NEW_INQUIRY, stages } = state;
  if (brief.duty.procedure !== 'inquiry' || brief.launch === undefined) return null;
  const deciders = partiesIn([...roundsOf(state, 'decision'), ...roundsOf(state, 'appeal-decision')]).flatMap(
    ({ party }) => [
      ...party.actsThrough,
      ...(party.members ?? []),
      ...(party.desk === undefined ? [] : [party.desk]),
    ],
  );
  const notified = respondentsOf(state).filter(({ id }) => inquiry.served.notice.includes(id));
  const acting = partiesIn(stages)
    .filter(({ party }) => notified.some(({ kind, id }) => kind === 'body' && id === party.id))
    .flatMap(({ party }) => party.actsThrough);
  return {
    id: brief.id,
    unitId: brief.unitId,
    answering: brief.launch.answering,
    openedIn: brief.launch.openedIn,
    launched: inquiry.launch?.outcome ?? null,
    members: membersOf(state).map(({ officer }) => officer),
    posts: [...new Set([...principalsOf(state), ...deciders])].filter((post) => personOf(post) === undefined),
    concerned: [
      ...new Set([
        ...brief.launch.holdings.map(({ officerId }) => officerId),
        ...(brief.launch.members ?? []),
        ...respondentsOf(state).flatMap(({ kind, id }) => (kind === 'person' ? [id] : [])),
      ]),
    ],
    notified: notified.filter(({ kind }) => kind === 'person').map(({ id }) => id),
    notifiedPosts: [...new Set(acting)],
    version,
  };
}
