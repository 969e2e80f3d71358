import type { Instant } from '../time.js';
import type { StageDefinition } from '../duty/definition.js';
import type { PartyGroup, StageEntry, StageEntryOf } from './entries.js';
import { launchKey } from './launch.js';
import {
  hasEnded,
  type Clock,
  type Party,
  type PartyState,
  type PartyStatus,
  type StageState,
} from './state.js';
import { assertTransition, type Move } from './transitions.js';

/** A stage as its opening entry makes it. */
export function stageFrom(definition: StageDefinition, entry: StageEntryOf<'stage-opened'>): StageState {
  const parties = entry.body.groups.flatMap((group) =>
    group.parties.map((party) => [party.id, newParty(party, group, entry.at)] as const),
  );
  return { definition, openedAt: entry.at, parties: new Map(parties), launches: [], outcome: null };
}

const newParty = (party: Party, group: PartyGroup, openedAt: Instant): PartyState => ({
  party,
  status: 'open',
  round: 1,
  light: 'blue',
  firstDue: group.due,
  clock: {
    of: 'owner',
    turn: 1,
    post: null,
    startedAt: openedAt,
    due: group.due,
    basis: group.basis,
    rungs: group.rungs,
    told: [],
  },
  signedAt: null,
  submission: null,
  extensions: 0,
  pendingExtension: null,
  paused: null,
  suspensions: 0,
  creditedTo: null,
  graceGiven: false,
  endedAt: null,
});

/**
 * The stage after an entry.
 *
 * @throws Error when the entry does not belong to this state.
 */
export function evolveStage(
  stage: StageState,
  entry: Exclude<StageEntry, { kind: 'stage-opened' }>,
): StageState {
  const { at } = entry;
  switch (entry.kind) {
    case 'stage-closed':
      return { ...stage, outcome: entry.body.outcome };
    case 'suspended':
      return change(stage, entry.body.parties, ({ remaining }, party) => {
        const status = party.status === 'in-review' ? 'in-review' : 'open';
        return {
          ...move(party, 'suspend', 'suspended'),
          paused: { clock: clockOf(party), status, remaining },
          suspensions: party.suspensions + 1,
          clock: { ...entry.body.clock, turn: party.suspensions + 1 },
        };
      });
    case 'resumed':
      return change(stage, entry.body.parties, ({ clock }, party) => ({
        ...move(party, 'resume', party.paused?.status ?? 'open'),
        paused: null,
        clock,
      }));
    case 'waived':
      return change(
        stage,
        entry.body.parties.map((party) => ({ party })),
        (_, party) => end(party, 'waive', 'waived', at),
      );
    case 'replanned':
      return change(stage, entry.body.parties, ({ clock }, party) => ({ ...party, clock }));
    case 'rung-fired':
      return fired(stage, entry);
    case 'sent-to-launch': {
      const { launch, round } = entry.body;
      return remember(
        one(stage, entry, (party) => end(party, 'exhaust', 'lapsed', at)),
        round,
        launch,
      );
    }
    default:
      return one(stage, entry, (party) => evolveParty(party, entry));
  }
}

type PartyEntry = Exclude<
  StageEntry,
  {
    kind:
      | 'stage-opened'
      | 'stage-closed'
      | 'suspended'
      | 'resumed'
      | 'waived'
      | 'replanned'
      | 'rung-fired'
      | 'sent-to-launch';
  }
>;

function evolveParty(party: PartyState, entry: PartyEntry): PartyState {
  const { at } = entry;
  switch (entry.kind) {
    case 'duty-signed':
      return { ...party, signedAt: at };
    case 'evidence-submitted': {
      const { to, late, unused, evidence, followUps, review } = entry.body;
      const submission = {
        at,
        by: entry.actor ?? '',
        unconfirmed: entry.onBehalfOf !== null,
        late,
        unused,
        evidence,
        followUps,
      };
      const next = { ...party, submission, pendingExtension: null };
      return to === 'in-review'
        ? { ...move(next, 'submit', to), clock: review }
        : end(next, 'submit', to, at);
    }
    case 'submission-confirmed':
      return { ...party, submission: party.submission && { ...party.submission, unconfirmed: false } };
    case 'submission-accepted':
      return end(party, 'accept', 'fulfilled', at);
    case 'submission-returned': {
      const next = newRound(move(party, 'return', 'open'), entry.body.clock);
      return entry.body.extended ? { ...next, extensions: party.extensions + 1 } : next;
    }
    case 'rung-skipped':
      return { ...party, clock: without(clockOf(party), entry.body.rung) };
    case 'extension-requested': {
      const { request: id, until, holdsUntil, clock } = entry.body;
      const pendingExtension = { id, by: entry.actor ?? '', askedAt: at, until, holdsUntil };
      return { ...party, clock, pendingExtension };
    }
    case 'extension-granted': {
      const { clock } = entry.body;
      const extended = {
        ...move(party, 'extend', 'open'),
        extensions: party.extensions + 1,
        pendingExtension: null,
      };
      return entry.body.restarts ? newRound(extended, clock) : { ...extended, clock, light: 'blue' };
    }
    case 'extension-refused':
      return { ...party, clock: entry.body.clock, pendingExtension: null };
    case 'window-extended':
      return { ...party, clock: entry.body.clock, creditedTo: clockOf(party).due };
    case 'grace-given':
      return { ...party, clock: entry.body.clock, graceGiven: true, light: 'blue' };
    case 'urged':
      return party;
    case 'rectification-ordered':
      return {
        ...newRound(move(party, 'rectify', 'open'), entry.body.clock),
        extensions: party.extensions + 1,
      };
  }
}

function fired(stage: StageState, entry: StageEntryOf<'rung-fired'>): StageState {
  const { action, rung, rungs, told, launch, passesTo, round } = entry.body;
  const next = one(stage, entry, (party) => {
    if (passesTo !== undefined) {
      return passesTo === null
        ? end(party, 'pass-on', 'accepted-unreviewed', entry.at)
        : { ...move(party, 'pass-on', 'in-review'), clock: passesTo };
    }
    const running = clockOf(party);
    const above = told.filter((t) => t.as === 'level').map((t) => t.officer);
    const clock: Clock = {
      ...without(running, rung),
      ...(rungs ? { rungs } : {}),
      told: running.of === 'suspension' ? [] : [...running.told, ...above],
    };
    const after = { ...party, clock };
    if (running.of !== 'owner') return after;
    if (action === 'launch' || action === 'lapse') return end(after, 'exhaust', 'lapsed', entry.at);
    if (action === 'close') return end(after, 'close-window', 'window-closed', entry.at);
    if (action === 'remind') return { ...after, light: after.light === 'red' ? 'red' : 'yellow' };
    return { ...after, light: 'red', pendingExtension: null };
  });
  return remember(next, round, launch);
}

const remember = (
  stage: StageState,
  round: number,
  launch: { answering: string; existing: boolean } | undefined,
): StageState =>
  launch && !launch.existing
    ? { ...stage, launches: [...stage.launches, launchKey(round, launch.answering)] }
    : stage;

const clockOf = (party: PartyState): Clock => {
  if (party.clock === null) throw new Error(`party ${party.party.id} has ended: no clock runs for it`);
  return party.clock;
};

const without = (clock: Clock, name: string): Clock => {
  const [first, ...rest] = clock.rungs;
  if (first?.name !== name) throw new Error(`rung "${name}" is not the next one`);
  return { ...clock, rungs: rest };
};

function move(party: PartyState, by: Move, to: PartyStatus): PartyState {
  assertTransition(party.status, by, to);
  return { ...party, status: to };
}

const end = (party: PartyState, by: Move, to: PartyStatus, at: Instant): PartyState => ({
  ...move(party, by, to),
  clock: null,
  paused: null,
  pendingExtension: null,
  light: null,
  endedAt: at,
});

const newRound = (party: PartyState, clock: Clock): PartyState => ({
  ...party,
  round: party.round + 1,
  clock,
  light: 'blue',
  pendingExtension: null,
});

/** Applies `f` to the one party that the entry is about. */
const one = (
  stage: StageState,
  entry: { body: { party: string } },
  f: (party: PartyState) => PartyState,
): StageState => change(stage, [{ party: entry.body.party }], (_, party) => f(party));

function change<T extends { party: string }>(
  stage: StageState,
  changes: readonly T[],
  f: (change: T, party: PartyState) => PartyState,
): StageState {
  if (stage.outcome !== null) throw new Error(`stage ${stage.definition.name} is closed`);
  const parties = new Map(stage.parties);
  for (const item of changes) {
    const party = parties.get(item.party);
    if (party === undefined) throw new Error(`no party ${item.party} in stage ${stage.definition.name}`);
    if (hasEnded(party)) throw new Error(`party ${item.party} has ended already`);
    parties.set(item.party, f(item, party));
  }
  return { ...stage, parties };
}
