import type { EntityManager } from 'typeorm';
import { dateOfEpochDay, epochDayOf } from '../../domain/calendar/plain-date.js';
import { dayStartMs, epochDayAt } from '../../domain/calendar/zone.js';
import { epochMs, instantOf, type Instant } from '../../domain/time.js';
import { openAccount } from '../../identity/accounts.js';
import { UnitEntity } from '../../persistence/entities/unit.entity.js';
import { lockOrAddSubject } from '../../persistence/repositories/subject.repository.js';
import { accountSubject, ORGANISATION, type Change } from '../../records/configuration/changes.js';
import { setPerson } from '../../records/configuration/person.js';
import { recordAll } from '../../records/configuration/record.js';
import { seedCalendar } from '../../records/configuration/seed-calendar.js';
import { rowsOf, type ExampleOrganisation } from '../organisation.js';

/** The calendar that an example follows. */
export const EXAMPLE_CALENDAR = 'china';

export interface ExampleOptions {
  readonly at: Instant;
  /** argon2id hash of the password that all demo accounts share. */
  readonly passwordHash: string;
}

/** Whether there is an organisation already; whoever else would make one waits for this transaction. */
export async function hasOrganisation(manager: EntityManager): Promise<boolean> {
  await lockOrAddSubject(manager, ORGANISATION);
  return manager.existsBy(UnitEntity, {});
}

/**
 * Puts an example organisation on record, with its calendar, its officers, their roles and the demo accounts. All of it stands, and
 * everybody has held their posts, since the year began.
 */
export async function installExample(
  manager: EntityManager,
  example: ExampleOrganisation,
  { at, passwordHash }: ExampleOptions,
): Promise<void> {
  await seedCalendar(manager, { id: EXAMPLE_CALENDAR, zone: example.zone, at });
  const from = yearStart(example.zone, at);
  const {
    units,
    posts,
    bodies,
    seats,
    tenures,
    portfolios,
    channels = [],
  } = rowsOf(example, EXAMPLE_CALENDAR, from);
  const common = { at, actor: null };
  const changes: Change[] = [
    ...units.map((unit) => ({ ...common, kind: 'unit-set' as const, body: { ...unit, from } })),
    ...posts.map((post) => ({ ...common, kind: 'post-set' as const, body: { ...post, from } })),
    ...bodies.map((one) => ({ ...common, kind: 'body-set' as const, body: { ...one, from } })),
    ...seats.map((body) => ({ ...common, kind: 'seat-set' as const, body })),
    ...example.officers.map(({ id, unitId, email }) => ({
      ...common,
      kind: 'officer-set' as const,
      body: { id, unitId, hasMail: email !== null },
    })),
    ...tenures.map((body) => ({ ...common, kind: 'tenure-set' as const, body })),
    ...portfolios.map((body) => ({ ...common, kind: 'portfolio-set' as const, body })),
    ...channels.map((body) => ({ ...common, kind: 'channel-set' as const, body })),
  ];
  await recordAll(manager, ORGANISATION, changes);
  for (const { id, name, email, grants, account } of example.officers) {
    await setPerson(manager, { id, name, email });
    if (account !== null) {
      const { username } = account;
      await openAccount(manager, { officerId: id, username, passwordHash, mustChangePassword: false });
    }
    await recordAll(manager, accountSubject(id), [
      ...(account === null ? [] : [{ ...common, kind: 'account-opened' as const, body: {} }]),
      ...grants.map((body) => ({ ...common, kind: 'role-granted' as const, body })),
    ]);
  }
}

function yearStart(zone: string, at: Instant): Instant {
  const today = dateOfEpochDay(epochDayAt(zone, epochMs(at)));
  return instantOf(dayStartMs(zone, epochDayOf(`${today.slice(0, 4)}-01-01`)));
}
