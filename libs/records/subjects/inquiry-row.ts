import { NEW_INQUIRY } from '../../domain/inquiry/inquiry.js';
import { membersOf, respondentsOf } from '../../domain/inquiry/people.js';
import type { ObligationState } from '../../domain/obligation/obligation.js';
import { personOf } from '../../domain/organisation/person.js';
import type { InquiryRow } from '../../persistence/repositories/inquiry.repository.js';

/** Who sees an inquiry; null for an obligation that is none. */
export function inquiryRow(state: ObligationState, version: number): InquiryRow | null {
  const { brief, inquiry = NEW_INQUIRY, stages } = state;
  if (brief.duty.procedure !== 'inquiry' || brief.launch === undefined) return null;
  const parties = stages.flatMap((stage) =>
    [...stage.parties.values()].map(({ party }) => ({ stage: stage.definition.name, party })),
  );
  const isOfPrincipal = (stage: string): boolean => stage.startsWith('launch-decision');
  const asked = parties
    .filter(({ stage }) => isOfPrincipal(stage))
    .flatMap(({ party }) => [...party.actsThrough, ...party.levels]);
  const deciders = parties
    .filter(({ stage }) => stage.startsWith('decision') || stage.startsWith('appeal-decision'))
    .flatMap(({ party }) => [
      ...party.actsThrough,
      ...(party.members ?? []),
      ...(party.desk === undefined ? [] : [party.desk]),
    ]);
  const notified = respondentsOf(state).filter(({ id }) => inquiry.served.notice.includes(id));
  const acting = parties
    .filter(({ party }) => notified.some(({ kind, id }) => kind === 'body' && id === party.id))
    .flatMap(({ party }) => party.actsThrough);
  return {
    id: brief.id,
    unitId: brief.unitId,
    answering: brief.launch.answering,
    openedIn: brief.launch.openedIn,
    launched: inquiry.launch?.outcome ?? null,
    members: membersOf(state).map(({ officer }) => officer),
    posts: [...new Set([...asked, ...deciders])].filter((post) => personOf(post) === undefined),
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
