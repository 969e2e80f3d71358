import { later, msBetween, type Instant } from '../time.js';
import { decidedWith, type StageContext, type StageFacts } from './context.js';
import type { StageEntry, StageEntryOf } from './entries.js';
import { fireOwnerRung, fireReviewRung, fireSuspensionRung, type Firing } from './fire.js';
import { launchKey } from './launch.js';
import { afterOutage, fellIntoOutage, keepDistance, outageMsWithin, planLadder } from './ladder.js';
import {
  hasEnded,
  ofParty,
  unitOf,
  type Clock,
  type PartyState,
  type PlannedRung,
  type StageOutcome,
  type StageState,
} from './state.js';

/** What the time up to `at` brings to a stage: for each party the one rung whose turn it is, then the stage's end. */
export function tickStage(
  stage: StageState,
  context: StageContext,
  facts: StageFacts,
  at: Instant,
): StageEntry[] {
  if (stage.outcome !== null) return [];
  const launches = new Set<string>();
  const entries: StageEntry[] = [];
  for (const party of stage.parties.values()) {
    const entry = tickParty(stage, party, context, facts, at, launches);
    if (entry !== null) entries.push(entry);
  }
  if (entries.length > 0) return entries;
  const ended = [...stage.parties.values()].every(hasEnded);
  return ended ? [closeStage(stage, at)] : [];
}

/** The earliest instant at which `tickStage` has something to say; null once the stage has its outcome. */
export function wakeOfStage(stage: StageState): Instant | null {
  if (stage.outcome !== null) return null;
  let wake: Instant | null = null;
  for (const { clock } of stage.parties.values()) {
    const at = clock?.rungs[0]?.at;
    if (at !== undefined && (wake === null || at < wake)) wake = at;
  }
  return wake;
}

const closeStage = (stage: StageState, at: Instant): StageEntryOf<'stage-closed'> => {
  const parties = [...stage.parties.values()];
  const count = (...statuses: PartyState['status'][]): number =>
    parties.filter((party) => statuses.includes(party.status)).length;
  const outcome: StageOutcome = {
    fulfilled: count('fulfilled', 'accepted-unreviewed'),
    waived: count('waived'),
    lapsed: count('lapsed'),
    windowClosed: count('window-closed'),
  };
  return {
    kind: 'stage-closed',
    at,
    actor: null,
    onBehalfOf: null,
    body: { stage: stage.definition.name, outcome },
  };
};

function tickParty(
  stage: StageState,
  party: PartyState,
  context: StageContext,
  facts: StageFacts,
  at: Instant,
  launches: Set<string>,
): StageEntry | null {
  const { clock } = party;
  const rung = clock?.rungs[0];
  if (clock === null || rung === undefined || rung.at > at) return null;
  const next = clock.rungs[1];
  const isOvertaken = next !== undefined && next.at <= at;
  if (rung.action === 'remind' && isOvertaken) return skip(stage, party, clock, rung, at);
  if (rung.action === 'close') {
    const extended = giveBackOutage(stage, party, clock, facts, at);
    if (extended !== null) return extended;
  }
  const isLateFiring = rung.action !== 'remind' && (isOvertaken || fellIntoOutage(facts.outages, rung.at));
  const unit = unitOf(stage, clock);
  const rest = clock.rungs.slice(1);
  const moved =
    isLateFiring && rest.length > 0 ? keepDistance(facts.calendar, unit, rung, rest, at) : undefined;
  const fire =
    clock.of === 'owner' ? fireOwnerRung : clock.of === 'review' ? fireReviewRung : fireSuspensionRung;
  const firing: Firing = fire({ stage, party, clock, rung, context, facts, at, launches });
  if (firing.launch) launches.add(launchKey(party.round, firing.launch.answering));
  return {
    kind: 'rung-fired',
    at,
    actor: null,
    onBehalfOf: null,
    rungKey: rungKey(stage, party, clock, rung),
    body: {
      ...ofParty(stage, party),
      rung: rung.name,
      action: rung.action,
      plannedAt: rung.at,
      lateMs: Math.max(0, msBetween(rung.at, at)),
      ...(moved ? { rungs: moved } : {}),
      ...(rung.action === 'overdue' && party.pendingExtension && clock.of === 'owner'
        ? { requestUnanswered: true }
        : {}),
      ...firing,
    },
  };
}

/** `stage/party/round/rung`: no rung comes twice under one key. */
function rungKey(stage: StageState, party: PartyState, clock: Clock, rung: PlannedRung): string {
  const name = clock.of === 'owner' ? rung.name : `${clock.of}-${clock.turn}.${rung.name}`;
  return [stage.definition.name, party.party.id, party.round, name].join('/');
}

const skip = (
  stage: StageState,
  party: PartyState,
  clock: Clock,
  rung: PlannedRung,
  at: Instant,
): StageEntry => ({
  kind: 'rung-skipped',
  at,
  actor: null,
  onBehalfOf: null,
  rungKey: rungKey(stage, party, clock, rung),
  body: { ...ofParty(stage, party), rung: rung.name, plannedAt: rung.at, because: 'passed' },
});

/** A right gets back, in full, the time in which it could not be exercised. */
function giveBackOutage(
  stage: StageState,
  party: PartyState,
  clock: Clock,
  facts: StageFacts,
  at: Instant,
): StageEntryOf<'window-extended'> | null {
  const since = party.creditedTo === null ? clock.startedAt : later(clock.startedAt, party.creditedTo);
  const outageMs = outageMsWithin(facts.outages, since, clock.due);
  if (outageMs === 0) return null;
  const { ladder } = stage.definition;
  // The time given back counts from the end of the window, or from now where the outage outlasted it.
  const from = fellIntoOutage(facts.outages, clock.due) ? at : clock.due;
  const due = afterOutage(facts.calendar, from, outageMs, ladder.unit);
  const basis = {
    kind: 'offset',
    of: 'outage',
    from,
    offset: {
      unit: ladder.unit,
      amount: ladder.unit === 'milliseconds' ? outageMs : Math.ceil(outageMs / 86_400_000),
    },
  } as const;
  const pending = ladder.rungs.filter((rung) => clock.rungs.some((p) => p.name === rung.name));
  const { rungs } = planLadder(facts.calendar, { unit: ladder.unit, rungs: pending }, due, at);
  return {
    kind: 'window-extended',
    at,
    actor: null,
    onBehalfOf: null,
    body: {
      ...ofParty(stage, party),
      clock: { ...clock, due, basis, rungs },
      with: decidedWith(facts),
      outageMs,
    },
  };
}
