import { addOffset } from '../calendar/arithmetic.js';
import { refuse, type Decision } from '../subject/machine.js';
import type { StageCommandOf } from './commands.js';
import { decidedWith } from './context.js';
import type { StageEntry, StageEntryOf, Told } from './entries.js';
import { nextSuspensionReview, place, replan, timeLeft, unmoved, withPlan } from './ladder.js';
import { lostSoFar } from './outages.js';
import { tellMover, tellOwner, uniqueTold } from './reach.js';
import {
  hasEnded,
  unitOf,
  type Clock,
  type PartyState,
  type PausedClock,
  type PlannedRung,
  type StageState,
} from './state.js';
import { asSuperior, isLive, isRefused, mayMove, type Target } from './target.js';

type Decided = Decision<StageEntry>;

/** Everything a group command needs: a target without its one party. */
export type GroupTarget = Omit<Target, 'party'>;

/** Those who owe, and those who review what they handed in. */
const tellAll = ({ facts, at }: GroupTarget, parties: readonly PartyState[]): Told[] =>
  uniqueTold(
    parties.flatMap((party) => [
      ...tellMover(facts.organisation, party, at),
      ...tellOwner(facts.organisation, party.party, at),
    ]),
  );

/** The parties named, or all that `fits` where none is named. */
function chosen(
  stage: StageState,
  ids: readonly string[] | undefined,
  fits: (party: PartyState) => boolean,
): PartyState[] {
  if (ids === undefined) return [...stage.parties.values()].filter(fits);
  return [...new Set(ids)].map((id) => stage.parties.get(id) as PartyState);
}

const NOTHING = refuse('nothing-to-do', 'No party of this stage is in a state that this concerns.');

/** Stops every clock of the parties; the superior of whoever ordered it looks at it regularly. */
export function suspend(target: GroupTarget, command: StageCommandOf<'suspend'>): Decided {
  const { stage } = target;
  const parties = chosen(stage, command.parties, (party) => mayMove(party, 'suspend') === null);
  // Whoever acts in several posts above suspends each party as the nearest of them.
  const byPost = new Map<string, PartyState[]>();
  for (const party of parties) {
    const barred = mayMove(party, 'suspend');
    if (barred) return barred;
    const superior = asSuperior({ ...target, party });
    if (isRefused(superior)) return superior;
    const [post] = superior.posts;
    byPost.set(post, [...(byPost.get(post) ?? []), party]);
  }
  if (parties.length === 0) return NOTHING;
  return {
    entries: [...byPost].map(([post, group]) => suspended(target, group, post, command.reason)),
  };
}

function suspended(
  target: GroupTarget,
  parties: readonly PartyState[],
  post: string,
  reason: string,
): StageEntryOf<'suspended'> {
  const { stage, at, actor, facts, context } = target;
  const review = nextSuspensionReview(facts.calendar, context.policy, at, 1);
  const offset = { unit: 'calendarDays', amount: context.policy.suspensionReviewCalendarDays } as const;
  return {
    kind: 'suspended',
    at,
    actor: actor.officer,
    onBehalfOf: null,
    body: {
      stage: stage.definition.name,
      reason,
      parties: parties.map((party) => ({ party: party.party.id, ...leftOf(target, party) })),
      clock: {
        of: 'suspension',
        turn: 1,
        post,
        startedAt: at,
        due: review.at,
        basis: { kind: 'offset', of: 'suspension', from: at, offset },
        rungs: [review],
        skipped: [],
        told: [actor.officer],
      },
      told: tellAll(target, parties),
      with: decidedWith(facts),
    },
  };
}

/** What is left until the due instant and until the next rung after reminders; to a right also what it has lost in outages so far. */
function leftOf(
  { stage, at, facts }: GroupTarget,
  party: PartyState,
): { remaining: number; untilNext: number } {
  const clock = party.clock as Clock;
  const unit = unitOf(stage, clock);
  const lost = stage.definition.kind === 'right' ? lostSoFar(party, clock, unit, facts, at) : 0;
  const until = (instant: string): number => timeLeft(facts.calendar, at, instant, unit, lost);
  return { remaining: until(clock.due), untilNext: until(nextAfterReminders(clock)?.at ?? clock.due) };
}

const nextAfterReminders = (clock: Clock): PlannedRung | undefined =>
  clock.rungs.find((rung) => rung.offset >= 0);

/** Lets the clocks run on with the time that was left; reminders that have passed meanwhile are skipped. */
export function resume(target: GroupTarget, command: StageCommandOf<'resume'>): Decided {
  const { stage, at, actor, facts } = target;
  const parties = chosen(stage, command.parties, (party) => party.status === 'suspended');
  for (const party of parties) {
    const ended = isLive(party);
    if (ended) return ended;
    if (party.status !== 'suspended') return refuse('not-suspended', 'The clock is running.');
    const superior = asSuperior({ ...target, party });
    if (isRefused(superior)) return superior;
  }
  if (parties.length === 0) return NOTHING;
  return {
    entries: [
      {
        kind: 'resumed',
        at,
        actor: actor.officer,
        onBehalfOf: null,
        body: {
          stage: stage.definition.name,
          reason: command.reason,
          parties: parties.map((party) => ({ party: party.party.id, ...resumedClock(target, party) })),
          told: tellAll(target, parties),
          with: decidedWith(facts),
        },
      },
    ],
  };
}

/**
 * The clock that was stopped, as it runs on: the due instant, and the next rung after it, are as far away as they were at the suspension;
 * those after that keep their distance, and reminders count from the due instant as ever.
 */
function resumedClock(
  { stage, at, facts }: GroupTarget,
  party: PartyState,
): { clock: Clock; skipped: readonly string[] } {
  const { calendar } = facts;
  const { clock, remaining, untilNext } = party.paused as PausedClock;
  const unit = unitOf(stage, clock);
  const offset = { unit, amount: remaining };
  const due = addOffset(calendar, at, offset);
  const plan = replan(calendar, unit, clock.rungs.map(unmoved), due, at);
  const next = nextAfterReminders(clock);
  const index = plan.rungs.findIndex((rung) => rung.name === next?.name);
  const rungs = place(calendar, unit, plan.rungs, index, {
    by: 'resumption',
    from: at,
    offset: { unit, amount: untilNext },
  });
  const resumed: Clock = {
    ...clock,
    due,
    basis: { kind: 'offset', of: 'resumption', from: at, offset },
  };
  return { clock: withPlan(resumed, { ...plan, rungs }), skipped: plan.skipped };
}

/** Waives with a reason: nothing is owed any more. A floor of the plan is waived only by the superior unit. */
export function waive(target: GroupTarget, command: StageCommandOf<'waive'>): Decided {
  const { stage, at, actor, facts, context } = target;
  if (stage.definition.kind === 'right')
    return refuse('a-right', 'Nobody takes a right away: whoever has it may leave it unused.');
  const parties = chosen(stage, command.parties, (party) => !hasEnded(party));
  for (const party of parties) {
    const barred = mayMove(party, 'waive');
    if (barred) return barred;
    const superior = asSuperior({ ...target, party });
    if (isRefused(superior)) return superior;
    if (context.floor && !facts.organisation.hasOneOutside(superior.posts, context.unitId, at)) {
      return refuse('floor', 'The plan sets this as a floor: only the superior unit can waive it.');
    }
  }
  if (parties.length === 0) return NOTHING;
  return {
    entries: [
      {
        kind: 'waived',
        at,
        actor: actor.officer,
        onBehalfOf: null,
        body: {
          stage: stage.definition.name,
          parties: parties.map((party) => party.party.id),
          reason: command.reason,
          told: tellAll(target, parties),
        },
      },
    ],
  };
}
