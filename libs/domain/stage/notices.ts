import { addOffset } from '../calendar/arithmetic.js';
import type { Offset } from '../calendar/calendar.js';
import type { PostId } from '../organisation/organisation.js';
import type { Decision } from '../subject/machine.js';
import { earlier, plusMs, type Instant } from '../time.js';
import type { StageNotice } from './commands.js';
import { decidedWith, type StageContext, type StageFacts } from './context.js';
import type { StageEntry } from './entries.js';
import { hold, isDeadline, putOff, replan, unmoved, withPlan } from './ladder.js';
import {
  ofParty,
  unitOf,
  type Clock,
  type Confirmation,
  type DueBasis,
  type PartyState,
  type StageState,
} from './state.js';

type HolderEntered = Extract<StageNotice, { kind: 'holder-entered' }>;

/**
 * Gives whoever newly holds an owing post the configured grace, once for each party and never past the period. Nobody gets it where the
 * tenure that was to begin did not, or another one has come meanwhile.
 */
export function giveGrace(
  stages: readonly StageState[],
  { post, from, at }: HolderEntered,
  context: StageContext,
  facts: StageFacts,
): Decision<StageEntry> {
  const { organisation } = facts;
  const holder = organisation.holderOf(post, at);
  if (holder === undefined) return { entries: [] };
  const enteredThen = from === undefined || organisation.holderOf(post, from) === holder;
  const wasThere = from !== undefined && organisation.holderOf(post, plusMs(from, -1)) === holder;
  if (!enteredThen || wasThere) return { entries: [] };
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
  if (party.status !== 'open' || clock === null || party.graceGiven) return null;
  if (!hasInherited(facts, post, stage.openedAt, at)) return null;
  const offset = { unit: 'workingDays', amount: context.policy.graceWorkingDays } as const;
  const full = addOffset(facts.calendar, at, offset);
  // A deadline that lies after the period, as of a report on it, has left it already.
  const isWithin = context.period !== null && clock.due <= context.period.end;
  const until = isWithin ? earlier(full, context.period.end) : full;
  // The end of the period is a fixed instant; days of grace count anew on another calendar.
  const counted: Counted =
    until === full
      ? { until, from: at, offset }
      : { until, from: until, offset: { unit: 'milliseconds', amount: 0 } };
  const eased =
    party.light === 'red'
      ? putOffNext(stage, clock, facts, counted)
      : laterDue(stage, party, clock, context, facts, at, counted);
  if (eased === null) return null;
  return {
    kind: 'grace-given',
    at,
    actor: null,
    onBehalfOf: null,
    body: { ...ofParty(stage, party), post, holder, clock: eased, with: decidedWith(facts) },
  };
}

/** An instant with what it counts from. */
interface Counted {
  readonly until: Instant;
  readonly from: Instant;
  readonly offset: Offset;
}

/** Whether somebody else held the post, or nobody did, when the stage opened. */
function hasInherited(facts: StageFacts, post: PostId, openedAt: Instant, at: Instant): boolean {
  const holder = facts.organisation.holderOf(post, at);
  return holder !== facts.organisation.holderOf(post, openedAt);
}

/** What is not overdue yet becomes due later. */
function laterDue(
  stage: StageState,
  party: PartyState,
  clock: Clock,
  context: StageContext,
  facts: StageFacts,
  at: Instant,
  { until, from, offset }: Counted,
): Clock | null {
  if (until <= clock.due) return null;
  const { calendar } = facts;
  const unit = unitOf(stage, clock);
  const plan = replan(calendar, unit, clock.rungs.map(unmoved), until, at);
  // A request that is waiting for its decision holds the new deadline as it held the old one.
  const rungs =
    party.pendingExtension === null ? plan.rungs : hold(calendar, context.policy, unit, plan.rungs, until);
  const basis: DueBasis = { kind: 'offset', of: 'new-holder', from, offset };
  return withPlan({ ...clock, due: until, basis }, { ...plan, rungs });
}

/** What is overdue stays so, but the next rung waits for whoever has just come. */
function putOffNext(
  stage: StageState,
  clock: Clock,
  facts: StageFacts,
  { from, offset }: Counted,
): Clock | null {
  const moved = { by: 'new-holder', from, offset } as const;
  const rungs = putOff(facts.calendar, unitOf(stage, clock), clock.rungs, 0, moved);
  return rungs === clock.rungs ? null : { ...clock, rungs };
}

/** Computes open instants again on the calendar as it is now; nothing moves into the past. */
export function followCalendar(
  stages: readonly StageState[],
  context: StageContext,
  facts: StageFacts,
  at: Instant,
): Decision<StageEntry> {
  const entries = stages.flatMap((stage): StageEntry[] => {
    const parties = [...stage.parties.values()].flatMap((party) => {
      return [party.clock, party.confirmation].flatMap((old) => {
        const clock = old && recomputed(stage, old, context, facts, at);
        return old === null || clock === null ? [] : [{ party: party.party.id, before: old.due, clock }];
      });
    });
    if (parties.length === 0) return [];
    const body = { stage: stage.definition.name, parties, with: decidedWith(facts) };
    return [{ kind: 'replanned', at, actor: null, onBehalfOf: null, body }];
  });
  return { entries };
}

/**
 * The clock on the calendar as it is now. What is due already stays so, and its rungs move; where the deadline or a rung would have come
 * before now, all of it stays as it was told.
 */
function recomputed<C extends Clock | Confirmation>(
  stage: StageState,
  clock: C,
  context: StageContext,
  facts: StageFacts,
  at: Instant,
): C | null {
  if (clock.of === 'suspension') return null;
  const { calendar } = facts;
  const { basis } = clock;
  const unit = unitOf(stage, clock);
  const isDue = clock.due <= at;
  const due = basis.kind === 'offset' && !isDue ? addOffset(calendar, basis.from, basis.offset) : clock.due;
  const isHeld = clock.rungs.some((rung) => isDeadline(rung) && rung.moved?.by === 'request');
  const plan = replan(calendar, unit, isHeld ? clock.rungs.map(unmoved) : clock.rungs, due, at);
  const rungs = isHeld ? hold(calendar, context.policy, unit, plan.rungs, due) : plan.rungs;
  if ((due <= at && !isDue) || rungs.some((rung) => rung.at <= at && rung.action !== 'remind')) return null;
  const isSame =
    due === clock.due &&
    rungs.length === clock.rungs.length &&
    rungs.every((r, i) => r.at === clock.rungs[i]?.at);
  return isSame ? null : withPlan({ ...clock, due }, { ...plan, rungs });
}
