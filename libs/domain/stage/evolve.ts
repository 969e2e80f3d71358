import type { StageDefinition } from '../duty/definition.js';
import type { StageEntry, StageEntryOf } from './entries.js';
import { clockOf, end, evolveParty, move, newParty, stillHeld, without } from './evolve-party.js';
import { evolveConfirmation } from './evolve-confirmation.js';
import { launchKey } from './launch.js';
import { hasEnded, type Clock, type PartyState, type StageState } from './state.js';

/** A stage as its opening entry makes it. */
export function stageFrom(definition: StageDefinition, entry: StageEntryOf<'stage-opened'>): StageState {
  const parties = entry.body.groups.flatMap((group) =>
    group.parties.map((party) => [party.id, newParty(party, group, entry.at)] as const),
  );
  return { definition, openedAt: entry.at, parties: new Map(parties), launches: [], outcome: null };
}

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
      return change(stage, entry.body.parties, ({ remaining, untilNext }, party) => {
        const status = party.status === 'in-review' ? 'in-review' : 'open';
        return {
          ...move(party, 'suspend', 'suspended'),
          paused: { clock: clockOf(party), status, remaining, untilNext },
          suspensions: party.suspensions + 1,
          clock: { ...entry.body.clock, turn: party.suspensions + 1 },
        };
      });
    case 'resumed':
      return change(stage, entry.body.parties, ({ clock }, party) => ({
        ...move(party, 'resume', party.paused?.status ?? 'open'),
        paused: null,
        clock,
        pendingExtension: stillHeld(party, clock),
        creditedTo: at,
      }));
    case 'waived':
      return change(
        stage,
        entry.body.parties.map((party) => ({ party })),
        (_, party) => ({ ...end(party, 'waive', 'waived', at), confirmation: null }),
      );
    case 'replanned':
      return entry.body.parties.reduce((next, { party: id, clock }) => {
        if (clock.of === 'confirmation') return changeAlways(next, id, () => ({ confirmation: clock }));
        return change(next, [{ party: id }], (_, party) => ({
          ...party,
          clock,
          pendingExtension: stillHeld(party, clock),
        }));
      }, stage);
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
    case 'handed-over':
      return handedOver(stage, entry);
    case 'confirmation-asked':
    case 'confirmation-awaited':
    case 'submission-confirmed':
    case 'receipt-confirmed':
    case 'receipt-denied':
    case 'submission-denied':
      return changeAlways(stage, entry.body.party, (party) => evolveConfirmation(party, entry));
    default:
      return one(stage, entry, (party) => evolveParty(party, entry));
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
      // Each review of a suspension goes to the same superior again.
      told: running.of === 'suspension' ? running.told : [...running.told, ...above],
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

/** The new party goes on where the old one stood: its light, its round, how often it was put off. */
function handedOver(stage: StageState, entry: StageEntryOf<'handed-over'>): StageState {
  const { party, to, clock } = entry.body;
  const before = stage.parties.get(party) as PartyState;
  const next = one(stage, entry, (old) => end(old, 'hand-over', 'handed-over', entry.at));
  const taken: PartyState = {
    ...before,
    party: to,
    clock,
    pendingExtension: null,
    signedAt: null,
    signedBy: null,
    isReceiptUnconfirmed: false,
    confirmation: null,
  };
  return { ...next, parties: new Map(next.parties).set(to.id, taken) };
}

const remember = (
  stage: StageState,
  round: number,
  launch: { answering: string; existing: boolean } | undefined,
): StageState =>
  launch && !launch.existing
    ? { ...stage, launches: [...stage.launches, launchKey(round, launch.answering)] }
    : stage;

/** Also after the party, and the stage, have ended. */
function changeAlways(
  stage: StageState,
  id: string,
  f: (party: PartyState) => Partial<PartyState>,
): StageState {
  const party = stage.parties.get(id);
  if (party === undefined) throw new Error(`no party ${id} in stage ${stage.definition.name}`);
  return { ...stage, parties: new Map(stage.parties).set(id, { ...party, ...f(party) }) };
}

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
