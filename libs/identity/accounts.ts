import type { EntityManager } from 'typeorm';

export interface Account {
  readonly officerId: string;
  readonly username: string;
  /** argon2id, in PHC form. */
  readonly passwordHash: string;
  readonly mustChangePassword: boolean;
}

/** Writes an account, new or changed, and ends its sessions. The caller records `account-opened` in the same transaction. */
export async function openAccount(manager: EntityManager, account: Account): Promise<void> {
  await manager.query(
    `INSERT INTO account (officer_id, username, password_hash, must_change_password) VALUES ($1, $2, $3, $4)
     ON CONFLICT (officer_id) DO UPDATE SET username = excluded.username, password_hash = excluded.password_hash,
       must_change_password = excluded.must_change_password`,
    [account.officerId, account.username, account.passwordHash, account.mustChangePassword],
  );
  await endSessions(manager, account.officerId);
}

/**
 * Removes an account and ends its sessions.
 * @returns false where there was none
 */
export async function closeAccount(manager: EntityManager, officerId: string): Promise<boolean> {
  await endSessions(manager, officerId);
  const [, count] = await manager.query<[unknown, number]>('DELETE FROM account WHERE officer_id = $1', [
    officerId,
  ]);
  return count > 0;
}

/**
 * Replaces the password of an account, and ends its sessions but the one that asks.
 * @param keepSession SHA-256 of its token, hex
 */
export async function replacePassword(
  manager: EntityManager,
  officerId: string,
  passwordHash: string,
  keepSession: string,
): Promise<void> {
  await manager.query(
    'UPDATE account SET password_hash = $2, must_change_password = false WHERE officer_id = $1',
    [officerId, passwordHash],
  );
  await manager.query('DELETE FROM session WHERE officer_id = $1 AND token_hash <> $2', [
    officerId,
    keepSession,
  ]);
}

async function endSessions(manager: EntityManager, officerId: string): Promise<void> {
  await manager.query('DELETE FROM session WHERE officer_id = $1', [officerId]);
}
