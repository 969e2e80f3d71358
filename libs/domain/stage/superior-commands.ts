import { refuse, type Decision } from '../subject/machine.js';
import { later, type Instant } from '../time.js';
import type { StageCommandOf } from './commands.js';
import { decidedWith } from './context.js';
import type { StageEntry } from './entries.js';
import { launchOf } from './launch.js';
import { keepDistance, planLadder, replan } from './ladder.js';
import { withinExtensionLimit } from './limits.js';
import { reachUp, tellOwner } from './reach.js';
import { uniqueTold } from './opening.js';
import { ofParty, type Clock, type PlannedRung } from './state.js';
import { asSuperior, isLive, isRefused, mayMove, type Target } from './target.js';

type Decided = Decision<StageEntry>;

const ownerClock = (target: Target, due: Instant, of: string): Clock => ({
  of: 'owner',
  turn: 1,
  post: null,
  startedAt: target.at,
  due,
  basis: { kind: 'fixed', of },
  rungs: planLadder(target.facts.calendar, target.stage.definition.ladder, due, target.at).rungs,
  told: [],
});

/** Puts the deadline off: before it, the same ladder moves; after it, the ladder starts again in a new round. */
function grant(target: Target, until: Instant, request: string | null, reason: string | null): Decided {
  const { stage, party, at, actor, facts } = target;
  const barred = mayMove(party, 'extend');
  if (barred) return barred;
  const limit = withinExtensionLimit(target, until);
  if (limit) return limit;
  const clock = party.clock as Clock;
  const restarts = party.light === 'red';
  const { unit } = stage.definition.ladder;
  const moved: Clock = {
    ...clock,
    due: until,
    basis: { kind: 'fixed', of: 'extension' },
    rungs: replan(facts.calendar, unit, clock.rungs, until, at).rungs,
  };
  return {
    entries: [
      {
        kind: 'extension-granted',
        at,
        actor: actor.officer,
        onBehalfOf: null,
        body: {
          ...ofParty(stage, party),
          request,
          reason,
          restarts,
          clock: restarts ? ownerClock(target, until, 'extension') : moved,
          told: tellOwner(facts.organisation, party.party, at),
          with: decidedWith(facts),
        },
      },
    ],
  };
}

/** Extends of one's own accord, as the post that an escalation reached or any above the party. */
export function extend(target: Target, command: StageCommandOf<'extend'>): Decided {
  const superior = asSuperior(target);
  if (isRefused(superior)) return superior;
  return grant(target, command.until, target.party.pendingExtension?.id ?? null, command.reason);
}

/** Decides on a request; whoever asked does not decide. */
export function decideExtension(target: Target, command: StageCommandOf<'decide-extension'>): Decided {
  const { stage, party, at, actor, facts } = target;
  const ended = isLive(party);
  if (ended) return ended;
  const superior = asSuperior(target);
  if (isRefused(superior)) return superior;
  const pending = party.pendingExtension;
  if (pending === null)
    return refuse(
      'no-request',
      'No request is waiting: it was decided, or never made, or the deadline has passed.',
    );
  if (pending.by === actor.officer)
    return refuse('same-person', 'Whoever asked for an extension does not decide on it.');
  if (command.grant) return grant(target, command.until ?? pending.until, pending.id, command.reason);
  if (command.reason === null) return refuse('reason-required', 'A refusal says why.');
  const clock = party.clock as Clock;
  return {
    entries: [
      {
        kind: 'extension-refused',
        at,
        actor: actor.officer,
        onBehalfOf: null,
        body: {
          ...ofParty(stage, party),
          request: pending.id,
          reason: command.reason,
          clock: { ...clock, rungs: release(target, clock) },
          told: tellOwner(facts.organisation, party.party, at),
          with: decidedWith(facts),
        },
      },
    ],
  };
}

/** Lets the held rung of the due instant go: it comes at that instant, or at once where that has passed. */
function release(target: Target, clock: Clock): PlannedRung[] {
  const { calendar } = target.facts;
  const { unit } = target.stage.definition.ladder;
  const planned = replan(calendar, unit, clock.rungs, clock.due, target.at).rungs;
  const index = planned.findIndex((rung) => rung.action === 'overdue' || rung.action === 'close');
  const rung = planned[index];
  if (rung === undefined || rung.at >= target.at) return [...planned];
  const rest = keepDistance(calendar, unit, rung, planned.slice(index + 1), target.at);
  return [...planned.slice(0, index), { ...rung, at: later(rung.at, target.at) }, ...rest];
}

/** Orders rectification within a limit (限期整改): the ladder starts again, within the extension limit. */
export function rectify(target: Target, command: StageCommandOf<'rectify'>): Decided {
  const { stage, party, at, actor, facts } = target;
  const barred = mayMove(party, 'rectify');
  if (barred) return barred;
  const superior = asSuperior(target);
  if (isRefused(superior)) return superior;
  if (party.light !== 'red')
    return refuse('not-overdue', 'Nothing is overdue yet: an extension or urging is what fits.');
  const limit = withinExtensionLimit(target, command.until);
  if (limit) return limit;
  return {
    entries: [
      {
        kind: 'rectification-ordered',
        at,
        actor: actor.officer,
        onBehalfOf: null,
        body: {
          ...ofParty(stage, party),
          clock: ownerClock(target, command.until, 'rectification'),
          reason: command.reason,
          told: tellOwner(facts.organisation, party.party, at),
          with: decidedWith(facts),
        },
      },
    ],
  };
}

/** Urges (催办): whoever owes hears of it again, and no clock stops. Clerks may. */
export function urge(target: Target, command: StageCommandOf<'urge'>): Decided {
  const { stage, party, at, actor, facts } = target;
  const ended = isLive(party);
  if (ended) return ended;
  if (!actor.asClerk) {
    const superior = asSuperior(target);
    if (isRefused(superior)) return superior;
  }
  const told = tellOwner(facts.organisation, party.party, at);
  return {
    entries: [
      {
        kind: 'urged',
        at,
        actor: actor.officer,
        onBehalfOf: null,
        body: { ...ofParty(stage, party), note: command.note, told },
      },
    ],
  };
}

/** Sends what is overdue to a launch file without waiting for the last rung. */
export function sendToLaunch(target: Target, command: StageCommandOf<'send-to-launch'>): Decided {
  const { stage, party, at, actor, facts, context } = target;
  const barred = mayMove(party, 'exhaust');
  if (barred) return barred;
  const superior = asSuperior(target);
  if (isRefused(superior)) return superior;
  if (stage.definition.kind === 'right')
    return refuse('a-right', 'Not using a right opens no file against anybody.');
  if (party.light !== 'red') return refuse('not-overdue', 'Nothing is overdue yet.');
  if (!stage.definition.ladder.rungs.some((rung) => rung.action === 'launch')) {
    return refuse('no-launch-here', 'Lapses of this duty end with the direct leader.');
  }
  const owner = tellOwner(facts.organisation, party.party, at);
  const { found } = reachUp(facts.organisation, [...party.party.levels].reverse(), 0, at, new Set(), []);
  return {
    entries: [
      {
        kind: 'sent-to-launch',
        at,
        actor: actor.officer,
        onBehalfOf: null,
        body: {
          ...ofParty(stage, party),
          reason: command.reason,
          launch: launchOf(context, stage, party, party.party.id, facts, at, new Set()),
          told: uniqueTold([
            ...owner,
            ...(found ? [{ officer: found.officer, post: found.post, as: 'level' as const }] : []),
          ]),
        },
      },
    ],
  };
}
