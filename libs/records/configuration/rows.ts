import type { EntityManager } from 'typeorm';
import type { CalendarDay } from '../../domain/calendar/calendar-version.js';
import { bareId } from '../../domain/subject/ids.js';
import type { Instant, PlainDate } from '../../domain/time.js';
import { deleteFindings } from '../../persistence/repositories/finding.repository.js';
import type { ChangeBodies, ChangeKind } from './changes.js';
import { openFindings } from './finding-rows.js';

/** A change as the ledger holds it. */
export interface RecordedChange<K extends ChangeKind> {
  readonly subject: string;
  readonly seq: number;
  readonly at: Instant;
  readonly body: ChangeBodies[K];
}

type Writer<K extends ChangeKind> = (manager: EntityManager, change: RecordedChange<K>) => Promise<unknown>;

const COPY_DAYS = `
  INSERT INTO calendar_day (calendar_id, version, date, working, name)
  SELECT calendar_id, $2, date, working, name FROM calendar_day
  WHERE calendar_id = $1 AND version = $2 - 1 AND date NOT BETWEEN $3 AND $4`;

const ADD_DAYS = `
  INSERT INTO calendar_day (calendar_id, version, date, working, name)
  SELECT $1, $2, date, working, name FROM unnest($3::date[], $4::boolean[], $5::text[]) AS d (date, working, name)`;

const MAKE_OFFICIAL = `
  UPDATE calendar_version SET official_years = ARRAY(SELECT DISTINCT y FROM unnest(official_years || $3::int) y ORDER BY y)
  WHERE id = $1 AND version = $2`;

const COPY_VERSION = `
  INSERT INTO calendar_version (id, version, zone, official_years, published_at)
  SELECT id, $2, zone, official_years, $3 FROM calendar_version WHERE id = $1 AND version = $2 - 1`;

/** A new version that has other days between two dates. */
async function nextCalendar(
  manager: EntityManager,
  { subject, seq, at }: Pick<RecordedChange<ChangeKind>, 'subject' | 'seq' | 'at'>,
  [from, to]: readonly [PlainDate, PlainDate],
  days: readonly CalendarDay[],
): Promise<void> {
  const id = bareId(subject);
  await manager.query(COPY_VERSION, [id, seq, at]);
  await manager.query(COPY_DAYS, [id, seq, from, to]);
  await addDays(manager, id, seq, days);
}

const addDays = (
  manager: EntityManager,
  id: string,
  version: number,
  days: readonly CalendarDay[],
): Promise<unknown> =>
  manager.query(ADD_DAYS, [
    id,
    version,
    days.map((d) => d.date),
    days.map((d) => d.working),
    days.map((d) => d.name),
  ]);

/** A change whose row the ledger cannot give back. */
const onlyAnEntry = (): Promise<void> => Promise.resolve();

/** Notes since when it is no more. */
const end =
  (table: 'unit' | 'post' | 'body'): Writer<'unit-ended' | 'post-ended' | 'body-ended'> =>
  (manager, { at, body: { id } }) =>
    manager.query(`UPDATE ${table} SET ended_at = $2, version = version + 1 WHERE id = $1`, [id, at]);

/** How each change is written into the tables; called when it happens and when they are rebuilt. */
const writers: { readonly [K in ChangeKind]: Writer<K> } = {
  'unit-set': (manager, { at, body: { id, from = at, parentId, title, calendarId } }) =>
    setFrom(manager, 'unit', from, { id, parentId, title: JSON.stringify(title), calendarId }),
  'post-set': (manager, { at, body: { id, from = at, unitId, title, kind, managedBy } }) =>
    setFrom(manager, 'post', from, { id, unitId, title: JSON.stringify(title), kind, managedBy }),
  'body-set': (manager, { at, body }) =>
    setFrom(manager, 'body', body.from ?? at, {
      id: body.id,
      unitId: body.unitId,
      title: JSON.stringify(body.title),
      kind: body.kind,
      superiorPostId: body.superiorPostId,
      quorum: body.quorum ? JSON.stringify(body.quorum) : null,
      deskPostId: body.deskPostId ?? null,
    }),
  'unit-ended': end('unit'),
  'post-ended': end('post'),
  'body-ended': end('body'),
  'officer-set': (manager, { body: { id, unitId } }) =>
    manager.query(
      `INSERT INTO officer (id, unit_id, name, email, version) VALUES ($1, $2, '', NULL, 1)
       ON CONFLICT (id) DO UPDATE SET unit_id = excluded.unit_id, version = officer.version + 1`,
      [id, unitId],
    ),
  'tenure-set': (manager, { body: { id, postId, officerId, from, to } }) =>
    set(manager, 'tenure', { id, postId, officerId, startsAt: from, endsAt: to }),
  'absence-set': (manager, { body: { id, officerId, substituteId, from, to } }) =>
    set(manager, 'absence', { id, officerId, substituteId, startsAt: from, endsAt: to }),
  'seat-set': (manager, { body: { id, bodyId, postId, as, from, to } }) =>
    set(manager, 'seat', { id, bodyId, postId, heldAs: as, startsAt: from, endsAt: to }),
  'portfolio-set': (manager, { body: { id, postId, unitId, from, to } }) =>
    set(manager, 'portfolio', { id, postId, unitId, startsAt: from, endsAt: to }),
  'channel-set': (manager, { body }) =>
    set(manager, 'channel', {
      id: body.id,
      unitId: body.unitId,
      kind: body.kind,
      title: JSON.stringify(body.title),
      ownerPostId: body.ownerPostId,
      deputyPostId: body.deputyPostId,
      startsAt: body.from,
      endsAt: body.to,
    }),
  'key-date-set': (manager, { body: { id, unitId, title, from, to, cancelledAt } }) =>
    set(manager, 'key_date', {
      id,
      unitId,
      title: JSON.stringify(title),
      dateFrom: from,
      dateTo: to,
      cancelledAt,
    }),
  'policy-set': (manager, { body, at }) =>
    manager.query(
      `INSERT INTO policy (unit_id, version, policy, set_at)
       SELECT $1, coalesce(max(version), 0) + 1, $2, $3 FROM policy WHERE unit_id = $1`,
      [body.unitId, JSON.stringify(body.policy), body.from ?? at],
    ),
  'intake-set': (manager, { body: { unitId, duties } }) =>
    set(manager, 'intake_setting', { id: unitId, duties }),
  'intake-rated': (manager, { at, body: { obligation, satisfied } }) =>
    manager.query(`INSERT INTO intake_rating (obligation_id, satisfied, rated_at) VALUES ($1, $2, $3)`, [
      obligation,
      satisfied,
      at,
    ]),
  'calendar-published': async (manager, { subject, seq, at, body }) => {
    const id = bareId(subject);
    await manager.query(
      `INSERT INTO calendar_version (id, version, zone, official_years, published_at) VALUES ($1, $2, $3, $4, $5)`,
      [id, seq, body.zone, body.officialYears, at],
    );
    await addDays(manager, id, seq, body.days);
  },
  'calendar-day-set': (manager, { body, ...change }) =>
    nextCalendar(manager, change, [body.date, body.date], [body]),
  'calendar-year-set': async (manager, { body: { year, from, days }, ...change }) => {
    await nextCalendar(manager, change, [from, `${year}-12-31`], days);
    await manager.query(MAKE_OFFICIAL, [bareId(change.subject), change.seq, year]);
  },
  'calendar-day-cleared': (manager, { body: { date }, ...change }) =>
    nextCalendar(manager, change, [date, date], []),
  'duty-published': (manager, { subject, seq, at, body }) =>
    manager.query(
      `INSERT INTO duty (id, version, unit_id, plan_id, definition, published_at) VALUES ($1, $2, $3, $4, $5, $6)`,
      [bareId(subject), seq, body.unitId, body.planId, JSON.stringify(body.definition), at],
    ),
  'plan-imported': (manager, { subject, at, body }) =>
    set(manager, 'plan', {
      id: bareId(subject),
      unitId: body.unitId,
      title: JSON.stringify(body.title),
      adoptionDate: body.adoptionDate,
      trialUntil: body.trialUntil,
      trialOffice: body.trialOffice,
      packVersion: String(body.packVersion),
      document: body.document,
      importedAt: at,
    }),
  'account-opened': onlyAnEntry,
  'account-closed': onlyAnEntry,
  'password-replaced': onlyAnEntry,
  'file-declared': onlyAnEntry,
  'erasure-requested': (manager, { subject, at, body: { grounds, by } }) =>
    manager.query(
      `INSERT INTO erasure (officer_id, grounds, requested_by, requested_at) VALUES ($1, $2, $3, $4)`,
      [bareId(subject), grounds, by, at],
    ),
  'erasure-withdrawn': (manager, { subject }) =>
    manager.query(`DELETE FROM erasure WHERE officer_id = $1`, [bareId(subject)]),
  'person-erased': async (manager, { subject, at }) => {
    const id = bareId(subject);
    await manager.query(`UPDATE erasure SET erased_at = $2 WHERE officer_id = $1`, [id, at]);
    await manager.query(`UPDATE officer SET name = id, email = NULL, erased_at = $2 WHERE id = $1`, [id, at]);
    await manager.query(
      `INSERT INTO person_key (id, erased_at) VALUES ($1, $2)
       ON CONFLICT (id) DO UPDATE SET key = NULL, made_at = NULL, erased_at = excluded.erased_at`,
      [`officer/${id}`, at],
    );
  },
  'legal-hold-placed': (manager, { subject, at, body: { id, grounds, by } }) =>
    manager.query(
      `INSERT INTO legal_hold (id, officer_id, grounds, placed_by, placed_at) VALUES ($1, $2, $3, $4, $5)`,
      [id, bareId(subject), grounds, by, at],
    ),
  'legal-hold-released': (manager, { at, body: { id } }) =>
    manager.query(`UPDATE legal_hold SET released_at = $2 WHERE id = $1`, [id, at]),
  'auditor-looked': onlyAnEntry,
  'auditor-exported': onlyAnEntry,
  'role-granted': (manager, { subject, body }) =>
    manager.query(
      `INSERT INTO role_grant (officer_id, role, unit_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`,
      [bareId(subject), body.role, body.unitId],
    ),
  'role-revoked': (manager, { subject, body }) =>
    manager.query(`DELETE FROM role_grant WHERE officer_id = $1 AND role = $2 AND unit_id = $3`, [
      bareId(subject),
      body.role,
      body.unitId,
    ]),
  'rung-overdue': (manager, { seq, at, body: { about, told } }) =>
    openFindings(manager, { seq, at, kind: 'rung-overdue', what: 'rung-overdue', about, told }),
  'finding-opened': (manager, { seq, at, body }) =>
    openFindings(manager, { seq, at, kind: 'finding-opened', ...body }),
  'clock-repaired': onlyAnEntry,
  'finding-closed': (manager, { body: { what, about } }) => deleteFindings(manager, what, about),
  'notifications-read': (manager, { subject, at, body }) =>
    manager.query(
      `UPDATE notification SET read_at = $3
       WHERE id = ANY($2::uuid[]) AND officer_id = $1 AND channel = 'inbox' AND read_at IS NULL`,
      [bareId(subject), body.notifications, at],
    ),
};

/** Writes a recorded change into the tables. */
export async function writeChange<K extends ChangeKind>(
  manager: EntityManager,
  kind: K,
  change: RecordedChange<K>,
): Promise<void> {
  const write: Writer<K> = writers[kind];
  await write(manager, change);
}

/** Whether an entry's kind is one of the changes. */
export const isChangeKind = (kind: string): kind is ChangeKind => Object.hasOwn(writers, kind);

type Value = string | null | readonly string[];
type Row = Readonly<Record<string, Value>> & { readonly id: string };

/** Has something be as the row says from an instant on; what was planned from the same instant gives way. */
async function setFrom(
  manager: EntityManager,
  table: 'unit' | 'post' | 'body',
  startsAt: Instant,
  row: Row,
): Promise<void> {
  await set(manager, table, { id: row.id });
  const { names, places, changes } = columnsOf(row);
  await manager.query(
    `INSERT INTO ${table}_version (${names.join(', ')}, starts_at) VALUES (${places.join(', ')}, $${places.length + 1})
     ON CONFLICT (id, starts_at) DO UPDATE SET ${changes.join(', ')}`,
    [...Object.values(row), startsAt],
  );
}

/** Inserts a row by its `id`, or changes the one that is there and counts the change. */
async function set(manager: EntityManager, table: string, row: Row): Promise<void> {
  const { names, places, changes } = columnsOf(row);
  const counted = [...changes, `version = ${table}.version + 1`];
  await manager.query(
    `INSERT INTO ${table} (${names.join(', ')}, version) VALUES (${places.join(', ')}, 1)
     ON CONFLICT (id) DO UPDATE SET ${counted.join(', ')}`,
    Object.values(row),
  );
}

/** A row's columns for a statement that inserts it or, by its `id`, changes what is there. */
function columnsOf(row: Row): { names: string[]; places: string[]; changes: string[] } {
  const names = Object.keys(row).map((name) =>
    name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
  );
  const places = names.map((_, index) => `$${index + 1}`);
  const changes = names.filter((name) => name !== 'id').map((name) => `${name} = excluded.${name}`);
  return { names, places, changes };
}
