import type { EntityManager } from 'typeorm';
import type { Instant } from '../../domain/time.js';
import { LedgerEntryEntity } from '../entities/ledger-entry.entity.js';

/** An entry to be appended; its number follows from its place. */
export interface NewEntry {
  readonly kind: string;
  readonly at: Instant;
  readonly actor: string | null;
  readonly onBehalfOf: string | null;
  /** Canonical JSON. */
  readonly body: string;
  readonly commandId: string | null;
  readonly commandHash: string | null;
  readonly rungKey: string | null;
}

/** With what entries were decided and by whom they were written, for all of one append. */
export interface AppendContext {
  readonly runId: string | null;
  readonly organisationVersion: number | null;
}

/**
 * Appends entries to a subject whose lock the transaction holds: the first gets the number `seq + 1`.
 *
 * @throws QueryFailedError when a number, a command or a rung is there already, or a gap would be left
 */
export async function appendEntries(
  manager: EntityManager,
  subject: { readonly id: string; readonly seq: number },
  entries: readonly NewEntry[],
  context: AppendContext,
): Promise<void> {
  if (entries.length === 0) return;
  await manager.query(
    `INSERT INTO ledger_entry (subject, seq, kind, at, actor, on_behalf_of, body, command_id, command_hash, rung_key,
       run_id, organisation_version)
     SELECT $1, $2 + place, kind, at, actor, on_behalf_of, body, command_id, command_hash, rung_key, $3, $4
     FROM ROWS FROM (
       unnest($5::text[], $6::timestamptz[], $7::text[], $8::text[], $9::text[], $10::text[], $11::text[]),
       json_array_elements($12::json))
       WITH ORDINALITY AS new (kind, at, actor, on_behalf_of, command_id, command_hash, rung_key, body, place)`,
    [
      subject.id,
      subject.seq,
      context.runId,
      context.organisationVersion,
      entries.map((e) => e.kind),
      entries.map((e) => e.at),
      entries.map((e) => e.actor),
      entries.map((e) => e.onBehalfOf),
      entries.map((e) => e.commandId),
      entries.map((e) => e.commandHash),
      entries.map((e) => e.rungKey),
      // Elements keep their text to the letter.
      `[${entries.map((e) => e.body).join(',')}]`,
    ],
  );
}

/** A command that the ledger holds. */
export interface RecordedCommand {
  readonly commandId: string;
  /** The number of its first entry. */
  readonly seq: number;
  /** Compare it: another hash means that the id was used for something else. */
  readonly commandHash: string | null;
}

/** Which of these commands the subject's ledger holds. */
export async function findCommands(
  manager: EntityManager,
  subject: string,
  commandIds: readonly string[],
): Promise<Map<string, RecordedCommand>> {
  if (commandIds.length === 0) return new Map();
  const rows = await manager.query<RecordedCommand[]>(
    `SELECT command_id AS "commandId", seq, command_hash AS "commandHash" FROM ledger_entry
     WHERE subject = $1 AND command_id = ANY($2)`,
    [subject, commandIds],
  );
  return new Map(rows.map((row) => [row.commandId, row]));
}

/** The entries of one subject in their order, from after `afterSeq` on. */
export function entriesOf(
  manager: EntityManager,
  subject: string,
  { afterSeq = 0, limit }: { readonly afterSeq?: number; readonly limit?: number } = {},
): Promise<LedgerEntryEntity[]> {
  return manager
    .createQueryBuilder(LedgerEntryEntity, 'entry')
    .where('entry.subject = :subject AND entry.seq > :afterSeq', { subject, afterSeq })
    .orderBy('entry.seq')
    .limit(limit)
    .getMany();
}
