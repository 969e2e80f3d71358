import type { EntityManager } from 'typeorm';
import { OfficerEntity } from '../../../libs/persistence/entities/officer.entity.js';
import { lockOrAddSubject } from '../../../libs/persistence/repositories/subject.repository.js';
import { accountSubject, personSubject } from '../../../libs/records/configuration/changes.js';
import type { Caller } from '../auth/caller.js';
import { refused } from '../common/problem/problem.js';
import { found, lockOrganisation, requireStanding } from '../organisation/references.js';

/**
 * The officer whom an administrator erases or holds, locked for this transaction: nobody gives them a post, a role, an account or a hold
 * meanwhile.
 *
 * @throws Problem 403, 404; 409 for themselves, and for somebody who has been erased
 */
export async function lockManagedOfficer(
  manager: EntityManager,
  caller: Caller,
  id: string,
): Promise<OfficerEntity> {
  await lockOrganisation(manager);
  const officer = await managedOfficer(manager, caller, id);
  if (caller.officerId === id) throw refused('same-person', 'Nobody decides here about themselves.');
  await lockOrAddSubject(manager, accountSubject(id));
  await lockOrAddSubject(manager, personSubject(id));
  const current = await found(manager, OfficerEntity, officer.id);
  requireStanding(current, 'officer');
  return current;
}

/** @throws Problem 403, 404 */
export async function managedOfficer(
  manager: EntityManager,
  caller: Caller,
  id: string,
): Promise<OfficerEntity> {
  const officer = await found(manager, OfficerEntity, id);
  caller.require(['administrator'], officer.unitId);
  return officer;
}
