import { addOffset } from '../calendar/arithmetic.js';
import type { PostId } from '../organisation/organisation.js';
import type { Decision } from '../subject/machine.js';
import { earlier, type Instant } from '../time.js';
import { decidedWith, type StageContext, type StageFacts } from './context.js';
import type { StageEntry } from './entries.js';
import { replan } from './ladder.js';
import { ofParty, unitOf, type Clock, type PartyState, type StageState } from './state.js';

/** Gives whoever newly holds an owing post the configured grace, once for each party and never past the period. */
export function giveGrace(
  stages: readonly StageState[],
  post: PostId,
  context: StageContext,
  facts: StageFacts,
  at: Instant,
): Decision<StageEntry> {
  const holder = facts.organisation.holderOf(post, at);
  if (holder === undefined) return { entries: [] };
  const entries = stages.flatMap((stage) =>
    [...stage.parties.values()]
      .filter((party) => party.party.kind === 'post' && party.party.id === post)
      .map((party) => graceFor(stage, party, post, holder, context, facts, at))
      .filter((entry) => entry !== null),
  );
  return { entries };
}

function graceFor(
  stage: StageState,
  party: PartyState,
  post: PostId,
  holder: string,
  context: StageContext,
  facts: StageFacts,
  at: Instant,
): StageEntry | null {
  const { clock } = party;
  if (party.status !== 'open' || clock === null || party.graceGiven || party.light === 'red') return null;
  const offset = { unit: 'workingDays', amount: context.policy.graceWorkingDays } as const;
  const full = addOffset(facts.calendar, at, offset);
  const due = context.period === null ? full : earlier(full, context.period.end);
  if (due <= clock.due) return null;
  const { rungs } = replan(facts.calendar, unitOf(stage, clock), clock.rungs, due, at);
  return {
    kind: 'grace-given',
    at,
    actor: null,
    onBehalfOf: null,
    body: {
      ...ofParty(stage, party),
      post,
      holder,
      clock: { ...clock, due, basis: { kind: 'offset', of: 'new-holder', from: at, offset }, rungs },
      with: decidedWith(facts),
    },
  };
}

/** Computes open instants again on the calendar as it is now; nothing moves into the past. */
export function followCalendar(
  stages: readonly StageState[],
  facts: StageFacts,
  at: Instant,
): Decision<StageEntry> {
  const entries = stages.flatMap((stage): StageEntry[] => {
    const parties = [...stage.parties.values()].flatMap((party) => {
      const clock = recomputed(stage, party, facts, at);
      return clock === null ? [] : [{ party: party.party.id, clock }];
    });
    if (parties.length === 0) return [];
    const body = { stage: stage.definition.name, parties, with: decidedWith(facts) };
    return [{ kind: 'replanned', at, actor: null, onBehalfOf: null, body }];
  });
  return { entries };
}

function recomputed(stage: StageState, party: PartyState, facts: StageFacts, at: Instant): Clock | null {
  const { clock } = party;
  // A request that is waiting holds the ladder where it is; what is overdue already keeps the instants it was told.
  if (clock === null || clock.of === 'suspension' || party.pendingExtension !== null || party.light === 'red')
    return null;
  const { basis } = clock;
  const due = basis.kind === 'offset' ? addOffset(facts.calendar, basis.from, basis.offset) : clock.due;
  if (due <= at) return null;
  const { rungs } = replan(facts.calendar, unitOf(stage, clock), clock.rungs, due, at);
  const isSame =
    due === clock.due &&
    rungs.length === clock.rungs.length &&
    rungs.every((r, i) => r.at === clock.rungs[i]?.at);
  return isSame ? null : { ...clock, due, rungs };
}
