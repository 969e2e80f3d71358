import { addOffset } from '../calendar/arithmetic.js';
import { refuse, type Decision } from '../subject/machine.js';
import type { StageCommandOf } from './commands.js';
import { decidedWith } from './context.js';
import type { StageEntry, Told } from './entries.js';
import { nextSuspensionReview, remaining, replan } from './ladder.js';
import { tellOwner } from './reach.js';
import { uniqueTold } from './opening.js';
import { hasEnded, unitOf, type Clock, type PartyState, type PausedClock, type StageState } from './state.js';
import { asSuperior, isLive, isRefused, mayMove, type Target } from './target.js';

type Decided = Decision<StageEntry>;

/** Everything a group command needs: a target without its one party. */
export type GroupTarget = Omit<Target, 'party'>;

const tellAll = (target: GroupTarget, parties: readonly PartyState[]): Told[] =>
  uniqueTold(parties.flatMap((party) => tellOwner(target.facts.organisation, party.party, target.at)));

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
  const { stage, at, actor, facts, context } = target;
  const parties = chosen(stage, command.parties, (party) => mayMove(party, 'suspend') === null);
  let post: string | null = null;
  for (const party of parties) {
    const barred = mayMove(party, 'suspend');
    if (barred) return barred;
    const superior = asSuperior({ ...target, party });
    if (isRefused(superior)) return superior;
    post ??= superior.post;
  }
  if (parties.length === 0) return NOTHING;
  const review = nextSuspensionReview(facts.calendar, context.policy, at, 1);
  const offset = { unit: 'calendarDays', amount: context.policy.suspensionReviewCalendarDays } as const;
  return {
    entries: [
      {
        kind: 'suspended',
        at,
        actor: actor.officer,
        onBehalfOf: null,
        body: {
          stage: stage.definition.name,
          reason: command.reason,
          parties: parties.map((party) => {
            const clock = party.clock as Clock;
            return {
              party: party.party.id,
              remaining: remaining(facts.calendar, at, clock.due, unitOf(stage, clock)),
            };
          }),
          clock: {
            of: 'suspension',
            turn: 1,
            post,
            startedAt: at,
            due: review.at,
            basis: { kind: 'offset', of: 'suspension', from: at, offset },
            rungs: [review],
            told: [],
          },
          told: tellAll(target, parties),
        },
      },
    ],
  };
}

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
          parties: parties.map((party) => ({
            party: party.party.id,
            ...resumedClock(target, party.paused as PausedClock),
          })),
          told: tellAll(target, parties),
          with: decidedWith(facts),
        },
      },
    ],
  };
}

function resumedClock(
  target: GroupTarget,
  paused: PausedClock,
): { clock: Clock; skipped: readonly string[] } {
  const { stage, at, facts } = target;
  const unit = unitOf(stage, paused.clock);
  const offset = { unit, amount: paused.remaining };
  const due = addOffset(facts.calendar, at, offset);
  const { rungs, skipped } = replan(facts.calendar, unit, paused.clock.rungs, due, at);
  return {
    clock: { ...paused.clock, due, basis: { kind: 'offset', of: 'resumption', from: at, offset }, rungs },
    skipped,
  };
}

/** Waives with a reason: nothing is owed any more. A floor of the plan is waived only by the superior unit. */
export function waive(target: GroupTarget, command: StageCommandOf<'waive'>): Decided {
  const { stage, at, actor, facts, context } = target;
  const parties = chosen(stage, command.parties, (party) => !hasEnded(party));
  for (const party of parties) {
    const barred = mayMove(party, 'waive');
    if (barred) return barred;
    const superior = asSuperior({ ...target, party });
    if (isRefused(superior)) return superior;
    const unitOfSuperior = facts.organisation.post(superior.post)?.unitId;
    if (
      context.floor &&
      unitOfSuperior !== undefined &&
      facts.organisation.isWithin(unitOfSuperior, context.unitId)
    ) {
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
