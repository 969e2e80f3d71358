import type { EntityManager } from 'typeorm';
import type { OfficerId } from '../../domain/organisation/organisation.js';
import type { Entry } from '../../domain/subject/machine.js';
import type { LedgerEntryEntity } from '../../persistence/entities/ledger-entry.entity.js';
import { entriesOf } from '../../persistence/repositories/ledger.repository.js';
import { ORGANISATION } from '../../persistence/repositories/organisation.repository.js';
import {
  addSubjects,
  advanceSubject,
  lockSubject,
} from '../../persistence/repositories/subject.repository.js';
import type { ChangeBodies } from '../configuration/changes.js';
import { isChangeKind, writeChange } from '../configuration/rows.js';
import { kindOf, recordsOf } from '../subjects/kinds.js';
import { openSubjects, type NewOpening } from '../subjects/open-subjects.js';
import { writeSubject } from '../subjects/write-subject.js';

/** Kinds whose entries need the rows of others come after those. */
const ORDER = [
  'organisation',
  'calendar',
  'plan',
  'duty',
  'account',
  'person',
  'cycle',
  'obligation',
  'meeting',
  'intake',
  'change',
  'dispatch',
  'watchdog',
  'delivery',
  'inbox',
  'looks',
];

/** Writes all rows that follow from the ledger, subject by subject, into tables that are empty. */
export async function replayLedger(manager: EntityManager): Promise<void> {
  const rows = await manager.query<{ subject: string }[]>('SELECT DISTINCT subject FROM ledger_entry');
  const rank = (subject: string): number => ORDER.indexOf(subject.split('/', 1)[0] as string);
  // Within a kind by id, so that an obligation comes before its follow-ups, whose ids begin with its own.
  const subjects = rows.map((row) => row.subject).sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
  const addresses = new AddressHistory();
  for (const subject of subjects) {
    const entries = await entriesOf(manager, subject);
    if (subject === ORGANISATION) addresses.read(entries);
    if (kindOf(subject) === undefined) await replayChanges(manager, subject, entries);
    else await replayWork(manager, subject, entries, addresses);
  }
}

async function replayChanges(
  manager: EntityManager,
  subject: string,
  entries: readonly LedgerEntryEntity[],
): Promise<void> {
  await addSubjects(manager, [{ id: subject, brief: null, workflow: null, opener: null }]);
  for (const { seq, kind, at, body } of entries) {
    if (isChangeKind(kind)) await writeChange(manager, kind, { subject, seq, at, body: body as never });
  }
  const last = entries.at(-1);
  if (last)
    await advanceSubject(manager, subject, {
      seq: last.seq,
      state: null,
      lastAt: last.at,
      wake: null,
      isOver: false,
    });
}

async function replayWork(
  manager: EntityManager,
  subject: string,
  recorded: readonly LedgerEntryEntity[],
  addresses: AddressHistory,
): Promise<void> {
  const records = recordsOf(kindOf(subject) as NonNullable<ReturnType<typeof kindOf>>);
  const { brief: opened } = (recorded[0]?.body ?? {}) as { brief?: NewOpening['brief'] };
  if (opened === undefined)
    await addSubjects(manager, [{ id: subject, brief: null, workflow: null, opener: null }]);
  else await openSubjects(manager, [{ subject, brief: opened }], null);
  const row = await lockSubject(manager, subject);
  const before = records.blank(subject, row?.brief);
  const entries = recorded.map(toEntry);
  const after = entries.reduce((state, entry) => records.machine.evolve(state, entry), before);
  const versions = recorded.map((entry) => entry.organisationVersion ?? 0);
  await writeSubject(manager, records, {
    subject,
    seq: 0,
    before,
    after,
    entries,
    hasMail: (officerId, seq) => addresses.had(officerId, versions[seq - 1] as number),
  });
}

const toEntry = ({ kind, at, actor, onBehalfOf, rungKey, body }: LedgerEntryEntity): Entry => ({
  kind,
  at,
  actor,
  onBehalfOf,
  ...(rungKey === null ? {} : { rungKey }),
  body,
});

/** Who had an address in which version of the organisation. */
class AddressHistory {
  private readonly changes = new Map<OfficerId, { readonly version: number; readonly has: boolean }[]>();

  read(entries: readonly LedgerEntryEntity[]): void {
    for (const { kind, seq, body } of entries) {
      if (kind !== 'officer-set') continue;
      const { id, hasMail } = body as ChangeBodies['officer-set'];
      const known = this.changes.get(id) ?? [];
      this.changes.set(id, [...known, { version: seq, has: hasMail }]);
    }
  }

  had(officerId: OfficerId, version: number): boolean {
    const last = this.changes.get(officerId)?.findLast((change) => change.version <= version);
    return last?.has ?? false;
  }
}
