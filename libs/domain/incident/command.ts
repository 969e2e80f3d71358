import type { ObligationEntry, ObligationState } from '../obligation/obligation.js';
import { decidedWith, type StageFacts } from '../stage/context.js';
import type { StageEntry } from '../stage/entries.js';
import { freeze } from '../stage/opening.js';
import { hasEnded, ofParty, type Clock } from '../stage/state.js';
import { refuse, type Decision } from '../subject/machine.js';
import type { IncidentCommandFor } from './incident.js';
import { actsInOne, commanders, directs, tellPosts } from './people.js';

/**
 * Hands command over: to the new post goes all that the old one still owes, with the time that is left. What is overdue
 * stays so, and who commanded when stands in the ledger.
 */
export function handOver(
  state: ObligationState,
  { to, reason, actor, at }: IncidentCommandFor<'hand-over'>,
  facts: StageFacts,
): Decision<ObligationEntry> {
  const { organisation } = facts;
  const refused = directs(state, actor, facts, at);
  if (refused) return refused;
  const from = commanders(state);
  const post = organisation.post(to, at);
  if (post === undefined || post.endedAt != null)
    return refuse('unknown-post', `There is no post "${to}" to take command.`);
  if (from.includes(to)) return refuse('same-post', 'That post commands already.');
  const taker = organisation.actingIn(to, at);
  if (taker === undefined) return refuse('vacant', 'Nobody acts in that post: command would be with nobody.');
  if (from.some((one) => organisation.actingIn(one, at) === taker) && actsInOne(facts, actor, from, at))
    return refuse('same-person', 'Command goes to another person.');
  const moved = state.stages.flatMap((stage): StageEntry[] => {
    if (stage.outcome !== null || stage.definition.kind === 'right') return [];
    return [...stage.parties.values()]
      .filter((party) => !hasEnded(party))
      .filter((party) => party.status === 'open' && from.includes(party.party.id) && !stage.parties.has(to))
      .map((party) => ({
        kind: 'handed-over',
        at,
        actor: actor.officer,
        onBehalfOf: null,
        body: {
          ...ofParty(stage, party),
          to: freeze(organisation, stage.definition, post, at),
          clock: { ...(party.clock as Clock), told: [] },
          told: [],
          with: decidedWith(facts),
        },
      }));
  });
  return {
    entries: [
      {
        kind: 'command-handed-over',
        at,
        actor: actor.officer,
        onBehalfOf: null,
        body: { post: to, reason, told: tellPosts(facts, [to, ...from], 'owner', at) },
      },
      ...moved,
    ],
  };
}
