import { ApplicationFailure } from '@temporalio/common';
import type { EntityManager } from 'typeorm';
import {
  FAILURES,
  type SettledAnswer,
  type SettleInput,
  type SettleResult,
} from '../../libs/contracts/activities.js';
import type { OfficerId } from '../../libs/domain/organisation/organisation.js';
import type { SubjectKind } from '../../libs/domain/subject/ids.js';
import { settle, type CausedEntry, type Entry, type Settlement } from '../../libs/domain/subject/machine.js';
import { canonicalJson, commandHash } from '../../libs/ledger/canonical-json.js';
import {
  appendEntries,
  findCommands,
  type NewEntry,
} from '../../libs/persistence/repositories/ledger.repository.js';
import {
  lockOrAddSubject,
  lockSubject,
  unstartedSubjects,
  type LockedSubject,
  type OwnedSubject,
} from '../../libs/persistence/repositories/subject.repository.js';
import { kindOf, recordsOf } from '../../libs/records/subjects/kinds.js';
import { writeSubject } from '../../libs/records/subjects/write-subject.js';
import { refuseFaults } from './refuse-faults.js';
import type { SettleKind } from './settle-kinds.js';

/** What a settled transaction leaves to be done after its commit. */
export interface Settled {
  readonly result: SettleResult;
  /** Subjects that this one opened, whose workflows are not known to run; also those of an attempt that broke off. */
  readonly unstarted: readonly OwnedSubject[];
  /** Officers for whom there is new mail. */
  readonly recipients: readonly OfficerId[];
  /** Commands that were refused because a fault of the product kept them from being decided. */
  readonly faults: readonly Fault[];
}

export interface Fault {
  readonly inputId: string;
  readonly error: unknown;
}

export type SettleKinds = Readonly<Record<SubjectKind, SettleKind<unknown, unknown>>>;

/**
 * Records what follows from the inputs and the time, in the transaction of `manager`. An input that the ledger holds already gets
 * the answer that it got.
 *
 * @throws ApplicationFailure that no repetition will mend, of type `unknown-subject` or `ledger-behind`
 */
export async function settleSubject(
  manager: EntityManager,
  kinds: SettleKinds,
  { subject: id, seq, now, inputs }: SettleInput,
  runId: string | null,
): Promise<Settled> {
  const name = kindOf(id);
  if (name === undefined) throw unknownSubject(id);
  const kind = kinds[name];
  const records = recordsOf(name);
  const subject = kind.opensItself ? await lockOrAddSubject(manager, id) : await lockSubject(manager, id);
  if (subject === undefined) throw unknownSubject(id);
  if (subject.seq < seq) throw ledgerBehind(subject, seq);

  const held = await findCommands(
    manager,
    id,
    inputs.map((input) => input.id),
  );
  const fresh = new Map(inputs.filter((input) => !held.has(input.id)).map((input) => [input.id, input]));
  const before = await records.load(manager, subject);
  const { facts, snapshot, accompany } = await kind.gather(manager, before, now, [...fresh.values()]);
  const faults: Fault[] = [];
  const machine = refuseFaults(records.machine, (inputId, error) => faults.push({ inputId, error }));
  const settlement = settle(machine, before, [...fresh.values()], now, facts, subject.lastAt);
  const { state: after, entries } = settlement;
  await accompany?.(entries.map(({ entry }) => entry));

  const hashOf = (inputId: string | null): string | null => {
    const input = inputId === null ? undefined : fresh.get(inputId);
    return input === undefined ? null : commandHash(input);
  };
  await appendEntries(
    manager,
    subject,
    entries.map(({ entry, inputId }) => newEntry(entry, inputId, hashOf(inputId))),
    { runId, organisationVersion: snapshot?.version ?? null },
  );
  const recipients = await writeSubject(manager, records, {
    subject: id,
    seq: subject.seq,
    before,
    after,
    entries: entries.map(({ entry }) => entry),
    hasMail: (officerId) => snapshot?.addressOf(officerId) !== undefined,
  });

  const answers = new Map<string, SettledAnswer>(answersOf(subject.seq, settlement));
  for (const command of held.values()) {
    answers.set(command.commandId, { inputId: command.commandId, accepted: true, seq: command.seq });
  }
  return {
    result: {
      seq: subject.seq + entries.length,
      wake: records.machine.wake(after),
      answers: inputs.map((input) => answers.get(input.id) as SettledAnswer),
      progress: await kind.progress(manager, after),
    },
    unstarted: await unstartedSubjects(manager, id),
    recipients,
    faults,
  };
}

const newEntry = (entry: Entry, commandId: string | null, hash: string | null): NewEntry => ({
  kind: entry.kind,
  at: entry.at,
  actor: entry.actor,
  onBehalfOf: entry.onBehalfOf,
  body: canonicalJson(entry.body),
  commandId,
  commandHash: hash,
  rungKey: entry.rungKey ?? null,
});

/** Each answer with the number of its first entry; of one that changed nothing, the number before it. */
function* answersOf(
  seq: number,
  { answers, entries }: Settlement<unknown, Entry>,
): Generator<[string, SettledAnswer]> {
  const placeOf = new Map(
    entries.map(({ inputId }: CausedEntry<Entry>, index) => [inputId, seq + index + 1]),
  );
  let last = seq;
  for (const answer of answers) {
    const { inputId } = answer;
    if (answer.accepted) {
      last = placeOf.get(inputId) ?? last;
      yield [inputId, { inputId, accepted: true, seq: last }];
    } else {
      yield [inputId, answer];
    }
  }
}

const unknownSubject = (id: string): ApplicationFailure =>
  ApplicationFailure.nonRetryable(`${id} is not on record`, FAILURES.unknownSubject);

const ledgerBehind = ({ id, seq }: LockedSubject, seen: number): ApplicationFailure =>
  ApplicationFailure.nonRetryable(
    `the ledger holds ${seq} entries of ${id}, and its workflow has seen ${seen}`,
    FAILURES.ledgerBehind,
  );
