import { obligationMachine } from '../../../libs/domain/obligation/machine.js';
import {
  newObligation,
  type ObligationEntry,
  type ObligationState,
} from '../../../libs/domain/obligation/obligation.js';
import type { StageEntry } from '../../../libs/domain/stage/entries.js';
import { debtorsOf } from '../../../libs/domain/stage/reach.js';
import {
  hasEnded,
  type Clock,
  type PartyState,
  type StageState,
  type Submission,
} from '../../../libs/domain/stage/state.js';
import { settle } from '../../../libs/domain/subject/machine.js';
import type { Settled } from './random-play.js';

const partiesOf = (state: ObligationState): { stage: StageState; party: PartyState }[] =>
  state.stages.flatMap((stage) => [...stage.parties.values()].map((party) => ({ stage, party })));

/** Thousands of these are asked for each world, so they cost no more than they must. */
function ensure(isSo: boolean, what: string): void {
  if (!isSo) throw new Error(what);
}

const CLOCK_OF: Readonly<Record<string, Clock['of']>> = {
  open: 'owner',
  'in-review': 'review',
  suspended: 'suspension',
};

/** Whoever has not ended has a next rung: of a suspension its review, of a review or of what is owed a rung of the ladder. */
export function nobodyStalls({ after }: Settled): void {
  for (const { party } of partiesOf(after)) {
    const { status, clock, paused } = party;
    const who = `${party.party.id}, ${status}`;
    ensure(hasEnded(party) === (clock === null), `${who}: a clock runs until the end and not after it`);
    const { confirmation } = party;
    ensure(confirmation?.rungs.length !== 0, `${who}: nothing asks for the confirmation any more`);
    if (clock === null) continue;
    ensure(clock.rungs.length > 0, `${who}: nothing comes any more`);
    ensure(clock.of === CLOCK_OF[status], `${who}: the clock is of ${clock.of}`);
    ensure((paused !== null) === (status === 'suspended'), `${who}: paused is what is suspended`);
    ensure(paused === null || paused.clock.rungs.length > 0, `${who}: nothing comes after the suspension`);
    const isInOrder = clock.rungs.every((rung, i) => i === 0 || (clock.rungs[i - 1]?.at ?? '') <= rung.at);
    ensure(isInOrder, `${who}: rungs come in the order of their instants`);
  }
}

/** The machine wakes for the earliest rung, and nothing that is due is left. */
export function nothingIsLeft({ after, now, facts }: Settled): void {
  const instants = partiesOf(after)
    .flatMap(({ party }) => [party.clock, party.confirmation])
    .flatMap((clock) => clock?.rungs[0]?.at ?? []);
  ensure(after.closedAt === null || instants.length === 0, 'what is closed waits for nothing');
  ensure(obligationMachine.wake(after) === (instants.sort()[0] ?? null), 'wakes for the earliest rung');
  ensure(obligationMachine.tick(after, now, facts).length === 0, 'nothing that is due is left');
  ensure(
    settle(obligationMachine, after, [], now, facts).entries.length === 0,
    'settling again adds nothing',
  );
}

/** The same inputs on the same state lead to the same. */
export function isDeterminate({ before, inputs, now, facts, result }: Settled, since: string | null): void {
  expect(settle(obligationMachine, before, inputs, now, facts, since)).toEqual(result);
}

/** What was refused left nothing; what was accepted is among the entries. */
export function refusalsLeaveNothing({ result }: Settled): void {
  for (const answer of result.answers) {
    const caused = result.entries.filter(({ inputId }) => inputId === answer.inputId).length;
    const expected = answer.accepted && answer.entries > 0 ? 1 : 0;
    ensure(caused === expected, `${caused} entries carry the id of an input, not ${expected}`);
  }
}

/** No rung comes before its instant, and each is the next of the clock that ran. */
export function noRungComesEarly({ before, result }: Settled): void {
  let state = before;
  for (const { entry } of result.entries) {
    if (
      entry.kind === 'rung-fired' ||
      entry.kind === 'rung-skipped' ||
      entry.kind === 'confirmation-awaited'
    ) {
      const { stage, party, rung, plannedAt } = entry.body;
      const stands = stageOf(state, stage)?.parties.get(party);
      const clock = entry.kind === 'confirmation-awaited' ? stands?.confirmation : stands?.clock;
      const next = clock?.rungs[0];
      ensure(next?.name === rung && next.at === plannedAt, `${rung} is the next rung of its clock`);
      ensure(entry.at >= plannedAt, `${rung} came at ${entry.at}, before ${plannedAt}`);
      if (entry.kind !== 'rung-skipped') {
        const lateMs = Date.parse(entry.at) - Date.parse(plannedAt);
        ensure(entry.body.lateMs === lateMs, `${rung} says by how much it is late`);
      }
    }
    state = obligationMachine.evolve(state, entry);
  }
}

const stageOf = (state: ObligationState, name: string): StageState | undefined =>
  state.stages.find((stage) => stage.definition.name === name);

/** Nobody reviews, waives, extends, suspends or decides on what they answer for, or reviews what they handed in. */
export function nobodyDecidesOnTheirOwn({ before, result, facts }: Settled): void {
  let state = before;
  for (const { entry } of result.entries) {
    const actor = entry.actor ?? '';
    for (const id of decidedOn(entry as StageEntry)) {
      const party = stageOf(state, (entry as StageEntry).body.stage)?.parties.get(id) as PartyState;
      const debtors = debtorsOf(facts.organisation, party.party, entry.at);
      ensure(!debtors.has(actor), `${entry.kind} by ${actor}, who answers for ${id}`);
      if (entry.kind === 'submission-accepted' || entry.kind === 'submission-returned') {
        const { by, principals } = party.submission as Submission;
        ensure(![by, ...principals].includes(actor), `${entry.kind} by ${actor}, who handed it in`);
      }
    }
    state = obligationMachine.evolve(state, entry);
  }
}

function decidedOn(entry: StageEntry): readonly string[] {
  switch (entry.kind) {
    case 'waived':
      return entry.body.parties;
    case 'suspended':
    case 'resumed':
      return entry.body.parties.map(({ party }) => party);
    case 'submission-accepted':
    case 'submission-returned':
    case 'extension-granted':
    case 'extension-refused':
    case 'rectification-ordered':
    case 'sent-to-launch':
      return [entry.body.party];
    default:
      return [];
  }
}

/** Limits of the policy are kept, and a person is told once. */
export function limitsAreKept({ after, result }: Settled): void {
  const { maxExtensions, maxExtensionWorkingDays } = after.brief.policy;
  for (const { party } of partiesOf(after)) {
    ensure(party.extensions <= maxExtensions, `${party.extensions} extensions`);
    ensure(party.extendedWorkingDays <= maxExtensionWorkingDays, `${party.extendedWorkingDays} working days`);
  }
  for (const { entry } of result.entries) {
    const told = 'told' in entry.body ? entry.body.told.map(({ officer }) => officer) : [];
    ensure(new Set(told).size === told.length, `${entry.kind} tells somebody twice`);
  }
}

/** Every rung of a clock has come, was left out and is named, or is still to come. */
export function noRungIsLost(state: ObligationState, come: ReadonlySet<string>): void {
  for (const { stage, party } of partiesOf(state)) {
    for (const clock of [party.clock, party.paused?.clock]) {
      if (clock == null || clock.of === 'suspension') continue;
      const ladder = clock.of === 'owner' ? stage.definition.ladder : stage.definition.review?.ladder;
      for (const { name } of ladder?.rungs ?? []) {
        const where = [
          come.has(keyOf(stage, party, clock, name)),
          clock.skipped.includes(name),
          clock.rungs.some((rung) => rung.name === name),
        ];
        ensure(where.filter(Boolean).length === 1, `rung ${name} is ${where.join(', ')}`);
      }
    }
  }
}

const keyOf = (stage: StageState, { party, round }: PartyState, clock: Clock, rung: string): string =>
  [stage.definition.name, party.id, round, clock.of === 'owner' ? rung : `review-${clock.turn}.${rung}`].join(
    '/',
  );

/** What the ledger holds, read back as JSON, gives the same state. */
export function ledgerGivesTheState(state: ObligationState, entries: readonly ObligationEntry[]): void {
  const read = JSON.parse(JSON.stringify(entries)) as ObligationEntry[];
  expect(read).toEqual(entries);
  const rebuilt = read.reduce((s, entry) => obligationMachine.evolve(s, entry), newObligation(state.brief));
  expect(rebuilt).toEqual(state);
}

/** No rung comes twice, no launch file opens twice, no right is pressed, and the record runs forward. */
export function recordIsSound(state: ObligationState, entries: readonly ObligationEntry[]): void {
  const keys = entries.flatMap((entry) => entry.rungKey ?? []);
  expect(new Set(keys).size).toBe(keys.length);
  const opened = entries.flatMap((entry) =>
    (entry.kind === 'rung-fired' || entry.kind === 'sent-to-launch') &&
    entry.body.launch &&
    !entry.body.launch.existing
      ? [entry.body.launch.id]
      : [],
  );
  expect(new Set(opened).size).toBe(opened.length);
  const instants = entries.map((entry) => entry.at);
  expect(instants).toEqual([...instants].sort());
  const rights = new Set(
    state.stages.filter((stage) => stage.definition.kind === 'right').map((stage) => stage.definition.name),
  );
  for (const entry of entries) {
    if (entry.kind !== 'rung-fired' || !rights.has(entry.body.stage)) continue;
    expect(['remind', 'close', 'review-suspension']).toContain(entry.body.action);
    expect(entry.body.launch).toBeUndefined();
  }
  for (const { stage, party } of partiesOf(state)) {
    if (stage.definition.kind === 'right') expect(['lapsed', 'waived']).not.toContain(party.status);
  }
}
