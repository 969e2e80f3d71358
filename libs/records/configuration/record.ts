import type { EntityManager } from 'typeorm';
import { canonicalJson } from '../../ledger/canonical-json.js';
import { appendEntries, findCommands } from '../../persistence/repositories/ledger.repository.js';
import { advanceSubject, lockOrAddSubject } from '../../persistence/repositories/subject.repository.js';
import type { Change } from './changes.js';
import { writeChange } from './rows.js';

/** What became of a change. */
export interface Recorded {
  /** The number of its entry; of a calendar or a duty it is also the version that it made. */
  readonly seq: number;
  /** False where the ledger held it already, and nothing was done. */
  readonly isNew: boolean;
  /** Of the command that the ledger holds under this id: another one than was given means an id used twice. */
  readonly commandHash: string | null;
}

/**
 * Records a change of a subject that no workflow owns: its entry and its row, in the caller's transaction. Whoever writes the same
 * subject meanwhile waits.
 */
export async function record(manager: EntityManager, subject: string, change: Change): Promise<Recorded> {
  const [recorded] = await recordAll(manager, subject, [change]);
  return recorded as Recorded;
}

/** The same for several changes of one subject, in their order. */
export async function recordAll(
  manager: EntityManager,
  subject: string,
  changes: readonly Change[],
): Promise<Recorded[]> {
  const { seq: before } = await lockOrAddSubject(manager, subject);
  const commandIds = changes.map((change) => change.commandId).filter((id) => id !== undefined);
  const known = await findCommands(manager, subject, commandIds);
  let seq = before;
  const recorded: Recorded[] = [];
  const fresh: Change[] = [];
  for (const change of changes) {
    const found = change.commandId === undefined ? undefined : known.get(change.commandId);
    if (found) {
      recorded.push({ seq: found.seq, isNew: false, commandHash: found.commandHash });
    } else {
      seq += 1;
      fresh.push(change);
      recorded.push({ seq, isNew: true, commandHash: change.commandHash ?? null });
    }
  }
  const last = fresh.at(-1);
  if (last === undefined) return recorded;
  await appendEntries(manager, { id: subject, seq: before }, fresh.map(newEntry), {
    runId: null,
    organisationVersion: null,
  });
  let place = before;
  for (const { kind, at, body } of fresh) {
    place += 1;
    await writeChange(manager, kind, { subject, seq: place, at, body });
  }
  await advanceSubject(manager, subject, { seq, state: null, lastAt: last.at, wake: null, isOver: false });
  return recorded;
}

const newEntry = (change: Change) => ({
  kind: change.kind,
  at: change.at,
  actor: change.actor,
  onBehalfOf: null,
  body: canonicalJson(change.body),
  commandId: change.commandId ?? null,
  commandHash: change.commandHash ?? null,
  rungKey: null,
});
