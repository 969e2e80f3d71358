import type { DataSource } from 'typeorm';
import type { Instant } from '../domain/time.js';
import { ORGANISATION } from '../persistence/repositories/organisation.repository.js';
import { accountSubject } from '../records/configuration/changes.js';
import { setPerson } from '../records/configuration/person.js';
import { record } from '../records/configuration/record.js';
import { openAccount } from './accounts.js';
import { oneTimePassword, Passwords } from './passwords.js';

export interface NewAdministrator {
  readonly officerId: string;
  /** Exists already; the role holds there and below. */
  readonly unitId: string;
  readonly name: string;
  readonly username: string;
  readonly at: Instant;
}

/**
 * Makes the first administrator of a unit: officer, account and role.
 *
 * @returns the password to sign in with once, which is kept nowhere: show it to the person who starts the product; undefined
 *   when the officer has an account already, which then stays as it is
 */
export async function createAdministrator(
  dataSource: DataSource,
  { officerId, unitId, name, username, at }: NewAdministrator,
): Promise<string | undefined> {
  const password = oneTimePassword();
  const passwordHash = await new Passwords().hash(password);
  return dataSource.transaction(async (manager) => {
    const first = { at, actor: null, commandId: 'first-administrator' };
    // Waits for whoever makes the same one at the same time.
    const officer = await record(manager, ORGANISATION, {
      ...first,
      commandId: `first-administrator/${officerId}`,
      kind: 'officer-set',
      body: { id: officerId, unitId, hasMail: false },
    });
    if (!officer.isNew) return undefined;
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
