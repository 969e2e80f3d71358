import { msBetween, type Instant } from '../time.js';
import { tickConfirmation } from './confirmation.js';
import { decidedWith, type StageContext, type StageFacts } from './context.js';
import type { StageEntry, StageEntryOf } from './entries.js';
import { fireOwnerRung, fireReviewRung, fireSuspensionRung, type Come, type Firing } from './fire.js';
import { launchKey } from './launch.js';
import { isDeadline, keepDistance } from './ladder.js';
import { giveBackOutage, putOffForOutage, wasMissed } from './outages.js';
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
import { asTrial, isOnTrial } from './trial.js';

/**
 * What the time up to and including `until` brings to a stage, recorded at `at`: for each party the one rung whose turn it is, then the
 * stage's end.
 */
export function tickStage(
  stage: StageState,
  context: StageContext,
  facts: StageFacts,
  at: Instant,
  until: Instant,
): StageEntry[] {
  if (stage.outcome !== null) return confirmationsOf(stage, facts, at, until);
  const launches = new Set<string>();
  const entries: StageEntry[] = [];
  for (const party of stage.parties.values()) {
    const entry = tickParty({ stage, party, context, facts, at, launches }, until);
    if (entry?.kind === 'rung-fired' && entry.body.launch) {
      launches.add(launchKey(party.round, entry.body.launch.answering));
    }
    if (entry !== null) entries.push(entry);
  }
  entries.push(...confirmationsOf(stage, facts, at, until));
  if (entries.length > 0) return entries;
  const ended = [...stage.parties.values()].every(hasEnded);
  return ended ? [closeStage(stage, at)] : [];
}

const confirmationsOf = (stage: StageState, facts: StageFacts, at: Instant, until: Instant): StageEntry[] =>
  [...stage.parties.values()].flatMap((party) => tickConfirmation(stage, party, facts, at, until) ?? []);

/** The earliest instant at which `tickStage` has something to say; null when nothing more comes by itself. */
export function wakeOfStage(stage: StageState): Instant | null {
  let wake: Instant | null = null;
  for (const { clock, confirmation } of stage.parties.values()) {
    for (const at of [clock?.rungs[0]?.at, confirmation?.rungs[0]?.at]) {
      if (at !== undefined && (wake === null || at < wake)) wake = at;
    }
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

function tickParty(visit: Omit<Come, 'clock' | 'rung'>, until: Instant): StageEntry | null {
  const { stage, party, facts, at } = visit;
  const { clock } = party;
  const rung = clock?.rungs[0];
  if (clock === null || rung === undefined || rung.at > until) return null;
  const rest = clock.rungs.slice(1);
  const isOvertaken = rest[0] !== undefined && rest[0].at <= until;
  if (rung.action === 'remind' && isOvertaken) return skip(stage, party, clock, rung, at);
  if (rung.action === 'close') {
    const extended = giveBackOutage(stage, party, clock, rung, facts, at);
    if (extended !== null) return extended;
  }
  const putOff = putOffForOutage(stage, party, clock, facts, at);
  if (putOff !== null) return putOff;
  // Of several rungs that were missed only the earliest comes now; each later one keeps its distance from it.
  const isLate = rung.action !== 'remind' && (isOvertaken || wasMissed(facts.outages, rung, at));
  const unit = unitOf(stage, clock);
  const isUnanswered = clock.of === 'owner' && isDeadline(rung) && party.pendingExtension !== null;
  const firing = fire({ ...visit, clock, rung });
  const isMoving = isLate && rest.length > 0 && firing.passesTo === undefined;
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
      ...(isMoving ? { rungs: keepDistance(facts.calendar, unit, rung, rest, at, 'late-firing') } : {}),
      ...(isUnanswered ? { requestUnanswered: true } : {}),
      ...firing,
      with: decidedWith(facts),
    },
  };
}

function fire(come: Come): Firing {
  const { context, facts, at } = come;
  const firing = fireClock(come);
  return isOnTrial(context.trial, at) ? asTrial(firing, context.trial, facts.organisation, at) : firing;
}

function fireClock(come: Come): Firing {
  switch (come.clock.of) {
    case 'owner':
      return fireOwnerRung(come);
    case 'review':
      return fireReviewRung(come);
    case 'suspension':
      return fireSuspensionRung(come);
  }
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
