import { refuse, type Decision } from '../subject/machine.js';
import type { StageCommandOf } from './commands.js';
import { decidedWith } from './context.js';
import type { StageEntry } from './entries.js';
import { launchOf } from './launch.js';
import { isDeadline, planLadder, putOff, replan, unmoved, withPlan } from './ladder.js';
import { extensionTo, type Extension } from './limits.js';
import { barring, debtorsOf, reachUp, tellLevel, tellMover, tellOwner, uniqueTold } from './reach.js';
import { ofParty, type Clock } from './state.js';
import { asSuperior, isLive, isRefused, mayMove, type Target } from './target.js';
import { isOnTrial } from './trial.js';

type Decided = Decision<StageEntry>;

/** The owner's clock for a deadline that a superior set, with the whole ladder before and after it. */
const newClock = (target: Target, until: string, of: string): Clock => ({
  of: 'owner',
  turn: 1,
  post: null,
  startedAt: target.at,
  due: until,
  basis: { kind: 'fixed', of },
  ...planLadder(target.facts.calendar, target.stage.definition.ladder, until, target.at),
  told: [],
});

/** Puts the deadline off: the ladder moves, or starts again in a new round where a rung of it has come already. */
function grant(target: Target, until: string, request: string | null, reason: string | null): Decided {
  const { stage, party, at, actor, facts } = target;
  const extension = extensionTo(target, until);
  if (isRefused(extension)) return extension;
  const clock = party.clock as Clock;
  const { ladder } = stage.definition;
  const restarts = clock.rungs.length < ladder.rungs.length;
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
          workingDays: extension.workingDays,
          clock: restarts
            ? // Time that a right lost before now is still to be given back.
              { ...newClock(target, extension.until, 'extension'), startedAt: clock.startedAt }
            : movedClock(target, clock, extension),
          told: tellOwner(facts.organisation, party.party, at),
          with: decidedWith(facts),
        },
      },
    ],
  };
}

function movedClock({ stage, facts, at }: Target, clock: Clock, { until }: Extension): Clock {
  const { unit } = stage.definition.ladder;
  const plan = replan(facts.calendar, unit, clock.rungs.map(unmoved), until, at);
  return withPlan({ ...clock, due: until, basis: { kind: 'fixed', of: 'extension' } }, plan);
}

/** Extends of one's own accord, as the post that an escalation reached or any above the party. */
export function extend(target: Target, command: StageCommandOf<'extend'>): Decided {
  const barred = mayMove(target.party, 'extend');
  if (barred) return barred;
  const superior = asSuperior(target);
  if (isRefused(superior)) return superior;
  return grant(target, command.until, target.party.pendingExtension?.id ?? null, command.reason);
}

/** Decides on a request; whoever asked does not decide. */
export function decideExtension(target: Target, command: StageCommandOf<'decide-extension'>): Decided {
  const { stage, party, at, actor, facts } = target;
  const barred = mayMove(party, 'extend');
  if (barred) return barred;
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
          clock: released(target, party.clock as Clock),
          told: tellOwner(facts.organisation, party.party, at),
          with: decidedWith(facts),
        },
      },
    ],
  };
}

/** Lets the held rung of the due instant go: it comes at that instant, or at once where that has passed. */
function released({ stage, facts, at }: Target, clock: Clock): Clock {
  const { calendar } = facts;
  const { unit } = stage.definition.ladder;
  const plan = replan(calendar, unit, clock.rungs.map(unmoved), clock.due, at);
  const now = putOff(calendar, unit, plan.rungs, plan.rungs.findIndex(isDeadline), {
    by: 'request',
    from: at,
    offset: { unit: 'milliseconds', amount: 0 },
  });
  return withPlan(clock, { ...plan, rungs: clock.due < at ? now : plan.rungs });
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
  const extension = extensionTo(target, command.until);
  if (isRefused(extension)) return extension;
  return {
    entries: [
      {
        kind: 'rectification-ordered',
        at,
        actor: actor.officer,
        onBehalfOf: null,
        body: {
          ...ofParty(stage, party),
          clock: newClock(target, extension.until, 'rectification'),
          reason: command.reason,
          workingDays: extension.workingDays,
          told: tellOwner(facts.organisation, party.party, at),
          with: decidedWith(facts),
        },
      },
    ],
  };
}

/** Urges (催办): whoever has the move hears of it again, and no clock stops. Clerks may. */
export function urge(target: Target, command: StageCommandOf<'urge'>): Decided {
  const { stage, party, at, actor, facts } = target;
  const ended = isLive(party);
  if (ended) return ended;
  if (party.status === 'suspended')
    return refuse('suspended', 'The clock is suspended: it has to be resumed first.');
  if (!actor.asClerk) {
    const superior = asSuperior(target);
    if (isRefused(superior)) return superior;
  }
  const told = tellMover(facts.organisation, party, at);
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
  if (isOnTrial(context.trial, at))
    return refuse('on-trial', 'This duty is on trial: no file opens about it yet.');
  const { organisation } = facts;
  const debtors = barring(['is-the-debtor', debtorsOf(organisation, party.party, at)]);
  const top = reachUp(organisation, [...party.party.levels].reverse(), 0, at, debtors);
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
          told: uniqueTold([...tellOwner(organisation, party.party, at), ...tellLevel(top)]),
        },
      },
    ],
  };
}
