import type { DataSource, EntityManager } from 'typeorm';
import type { Instant } from '../domain/time.js';
import type { Title } from '../domain/organisation/organisation.js';
import { AccountEntity } from '../persistence/entities/account.entity.js';
import { UnitEntity } from '../persistence/entities/unit.entity.js';
import { ORGANISATION } from '../persistence/repositories/organisation.repository.js';
import { lockOrAddSubject } from '../persistence/repositories/subject.repository.js';
import { accountSubject } from '../records/configuration/changes.js';
import { setPerson } from '../records/configuration/person.js';
import { record } from '../records/configuration/record.js';
import { seedCalendar } from '../records/configuration/seed-calendar.js';
import { openAccount } from './accounts.js';
import { oneTimePassword, Passwords } from './passwords.js';

/** The calendar that the first unit follows. */
const FIRST_CALENDAR = 'china';

export interface NewAdministrator {
  readonly officerId: string;
  /** The role holds there and below. */
  readonly unitId: string;
  /** Makes the unit where there is no organisation yet: with this title, and the calendar of mainland China in this zone. */
  readonly newUnit?: { readonly title: Title; readonly zone: string };
  readonly name: string;
  readonly username: string;
  readonly at: Instant;
}

/** Why there can be no such administrator; told to whoever asks, without a stack. */
export class AdministratorRefused extends Error {
  override readonly name = 'AdministratorRefused';
}

/**
 * Makes the first administrator of a unit: officer, account and role; in an empty database the unit before that.
 *
 * @throws AdministratorRefused when there is no such unit and it cannot be made, or the user name is taken
 * @returns the password to sign in with once, which is kept nowhere: show it to the person who starts the product; undefined
 *   when the officer has an account already, which then stays as it is
 */
export async function createAdministrator(
  dataSource: DataSource,
  { officerId, unitId, newUnit, name, username, at }: NewAdministrator,
): Promise<string | undefined> {
  const password = oneTimePassword();
  const passwordHash = await new Passwords().hash(password);
  return dataSource.transaction(async (manager) => {
    const first = { at, actor: null, commandId: 'first-administrator' };
    // Waits for whoever makes the same one at the same time.
    await lockOrAddSubject(manager, ORGANISATION);
    if (!(await manager.existsBy(UnitEntity, { id: unitId }))) await makeUnit(manager, unitId, newUnit, at);
    const officer = await record(manager, ORGANISATION, {
      ...first,
      commandId: `first-administrator/${officerId}`,
      kind: 'officer-set',
      body: { id: officerId, unitId, hasMail: false },
    });
    if (!officer.isNew) return undefined;
    if (await manager.existsBy(AccountEntity, { username }))
      throw new AdministratorRefused('Somebody else signs in with this user name.');
    await setPerson(manager, { id: officerId, name, email: null });
    await record(manager, accountSubject(officerId), { ...first, kind: 'account-opened', body: {} });
    await record(manager, accountSubject(officerId), {
      at,
      actor: null,
      kind: 'role-granted',
      body: { role: 'administrator', unitId },
    });
    await openAccount(manager, { officerId, username, passwordHash, mustChangePassword: true });
    return password;
  });
}

async function makeUnit(
  manager: EntityManager,
  id: string,
  unit: NewAdministrator['newUnit'],
  at: Instant,
): Promise<void> {
  if (await manager.existsBy(UnitEntity, {})) throw new AdministratorRefused(`There is no unit "${id}".`);
  if (unit === undefined)
    throw new AdministratorRefused('There is no organisation yet: give the unit a title, and it is made.');
  const { title, zone } = unit;
  await seedCalendar(manager, { id: FIRST_CALENDAR, zone, at });
  const body = { id, parentId: null, title, calendarId: FIRST_CALENDAR };
  await record(manager, ORGANISATION, { at, actor: null, kind: 'unit-set', body });
}
