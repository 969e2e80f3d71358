import type { EntityManager } from 'typeorm';
import type { OfficerId } from '../../domain/organisation/organisation.js';

/** What is personal about an officer: it stays out of the ledger, so a rebuild leaves it as it is. */
export interface Person {
  readonly id: OfficerId;
  readonly name: string;
  /** Where mail goes; null: the inbox only. */
  readonly email: string | null;
}

/** Writes name and address of an officer whose `officer-set` the same transaction records, which says whether there is an address. */
export async function setPerson(manager: EntityManager, { id, name, email }: Person): Promise<void> {
  await manager.query('UPDATE officer SET name = $2, email = $3 WHERE id = $1', [id, name, email]);
}
