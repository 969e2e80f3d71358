import { LRUCache } from 'lru-cache';
import type { EntityManager } from 'typeorm';
import { calendarFrom } from '../../domain/calendar/calendar-version.js';
import type { WorkingCalendar } from '../../domain/calendar/calendar.js';
import { calendarSubject, calendarVersion } from '../../persistence/repositories/calendar.repository.js';
import { ORGANISATION, organisationRows } from '../../persistence/repositories/organisation.repository.js';
import { OrganisationSnapshot } from './organisation-snapshot.js';

/** The newest version of a subject, as one transaction sees it. */
interface Head {
  readonly id: string;
  readonly seq: number;
  /** Written by this very transaction, which may still be rolled back: not to be kept. */
  readonly isOwn: boolean | null;
}

/** There is no such calendar. */
export class NoSuchCalendar extends Error {
  constructor(calendarId: string) {
    super(`there is no calendar ${calendarId}`);
  }
}

/** Some versions are enough: old ones are asked for by explanations only. */
const MAX_CALENDARS = 50;

/**
 * What is known of the world outside a subject: organisation and calendars. A version never changes, so it is read once for this
 * process; which one is the newest is asked each time.
 */
export class Facts {
  private snapshot: OrganisationSnapshot | undefined;
  /** What is being read, inside transactions and outside of them. */
  private readonly reading = new Map<boolean, { version: number; snapshot: Promise<OrganisationSnapshot> }>();
  private readonly calendars = new LRUCache<string, Promise<WorkingCalendar>>({ max: MAX_CALENDARS });

  /** The organisation as it is. */
  async organisation(manager: EntityManager): Promise<OrganisationSnapshot> {
    const [head] = await heads(manager, [ORGANISATION]);
    return this.organisationAt(manager, head);
  }

  /**
   * The newest version of a calendar.
   *
   * @throws NoSuchCalendar
   */
  async calendar(manager: EntityManager, calendarId: string): Promise<WorkingCalendar> {
    const [head] = await heads(manager, [calendarSubject(calendarId)]);
    return this.calendarAt(manager, calendarId, head);
  }

  /**
   * Both, asked at once.
   *
   * @throws NoSuchCalendar
   */
  async current(
    manager: EntityManager,
    calendarId: string,
  ): Promise<{ snapshot: OrganisationSnapshot; calendar: WorkingCalendar }> {
    const subject = calendarSubject(calendarId);
    const found = await heads(manager, [ORGANISATION, subject]);
    return {
      snapshot: await this.organisationAt(
        manager,
        found.find((head) => head.id === ORGANISATION),
      ),
      calendar: await this.calendarAt(
        manager,
        calendarId,
        found.find((head) => head.id === subject),
      ),
    };
  }

  /**
   * One version of a calendar, such as the one that an old entry was decided with.
   *
   * @throws Error when there is no such version
   */
  calendarOf(manager: EntityManager, calendarId: string, version: number): Promise<WorkingCalendar> {
    const key = `${calendarId}/${version}`;
    const known = this.calendars.get(key);
    if (known) return known;
    const loading = loadCalendar(manager, calendarId, version);
    this.calendars.set(key, loading);
    loading.catch(() => this.calendars.delete(key));
    return loading;
  }

  private async organisationAt(
    manager: EntityManager,
    head: Head | undefined,
  ): Promise<OrganisationSnapshot> {
    const version = head?.seq ?? 0;
    if (this.snapshot?.version === version && !head?.isOwn) return this.snapshot;
    const load = async (): Promise<OrganisationSnapshot> =>
      new OrganisationSnapshot(await organisationRows(manager));
    if (head?.isOwn || version < (this.snapshot?.version ?? 0)) return load();
    // A transaction holds a connection: it must not wait for a reader that may be waiting for one.
    const isInside = manager.queryRunner?.isTransactionActive === true;
    const known = this.reading.get(isInside);
    if (known?.version === version) return known.snapshot;
    const reading = { version, snapshot: load() };
    this.reading.set(isInside, reading);
    try {
      const snapshot = await reading.snapshot;
      if (snapshot.version >= (this.snapshot?.version ?? 0)) this.snapshot = snapshot;
      return snapshot;
    } finally {
      if (this.reading.get(isInside) === reading) this.reading.delete(isInside);
    }
  }

  private calendarAt(
    manager: EntityManager,
    calendarId: string,
    head: Head | undefined,
  ): Promise<WorkingCalendar> {
    if (head === undefined) throw new NoSuchCalendar(calendarId);
    return head.isOwn
      ? loadCalendar(manager, calendarId, head.seq)
      : this.calendarOf(manager, calendarId, head.seq);
  }
}

const heads = (manager: EntityManager, subjects: readonly string[]): Promise<Head[]> =>
  manager.query<Head[]>(
    `SELECT id, seq, xmin::text = pg_current_xact_id_if_assigned()::xid::text AS "isOwn"
     FROM subject WHERE id = ANY($1)`,
    [subjects],
  );

async function loadCalendar(
  manager: EntityManager,
  calendarId: string,
  version: number,
): Promise<WorkingCalendar> {
  const source = await calendarVersion(manager, calendarId, version);
  if (source === undefined) throw new Error(`there is no version ${version} of calendar ${calendarId}`);
  return calendarFrom(source);
}
