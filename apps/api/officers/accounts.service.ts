import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { closeAccount, openAccount } from '../../../libs/identity/accounts.js';
import { Passwords } from '../../../libs/identity/passwords.js';
import { AccountEntity } from '../../../libs/persistence/entities/account.entity.js';
import { OfficerEntity } from '../../../libs/persistence/entities/officer.entity.js';
import { RoleGrantEntity } from '../../../libs/persistence/entities/role-grant.entity.js';
import { UnitEntity } from '../../../libs/persistence/entities/unit.entity.js';
import { lockOrAddSubject } from '../../../libs/persistence/repositories/subject.repository.js';
import { accountSubject } from '../../../libs/records/configuration/changes.js';
import type { Caller } from '../auth/caller.js';
import { Changes } from '../changes/changes.js';
import type { Command } from '../common/idempotency/command.js';
import { notFound, refused } from '../common/problem/problem.js';
import { found, lockOrganisation, referenced, requireStanding } from '../organisation/references.js';
import type { GrantRoleRequest, RoleParams, SetAccountRequest } from './dto/officer.request.dto.js';
import {
  toGrant,
  type AccountResponse,
  type GrantResponse,
  type GrantsResponse,
} from './dto/officer.response.dto.js';

/** How officers sign in, and what they may do in which unit. */
@Injectable()
export class AccountsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly changes: Changes,
    private readonly passwords: Passwords,
  ) {}

  async set(command: Command, id: string, request: SetAccountRequest): Promise<AccountResponse> {
    // Takes a while, so not while others wait for a row.
    const passwordHash = await this.passwords.hash(request.oneTimePassword);
    return this.changes.run(command, async (tx) => {
      await lockOrAddSubject(tx.manager, accountSubject(id));
      const officer = await this.mayManage(tx.manager, command.caller, id);
      requireStanding(officer, 'officer');
      const { username } = request;
      const other = await tx.manager.findOneBy(AccountEntity, { username });
      if (other !== null && other.officerId !== officer.id)
        throw refused('username-taken', 'Somebody else signs in with this name.');
      await tx.record(accountSubject(id), 'account-opened', {});
      await openAccount(tx.manager, { officerId: id, username, passwordHash, mustChangePassword: true });
      return { officer: id, username, mustChangePassword: true };
    });
  }

  async close(command: Command, id: string): Promise<void> {
    await this.changes.run(command, async (tx) => {
      await this.mayManage(tx.manager, command.caller, id);
      if (!(await closeAccount(tx.manager, id))) throw notFound('account');
      await tx.record(accountSubject(id), 'account-closed', {});
    });
  }

  async roles(caller: Caller, id: string): Promise<GrantsResponse> {
    const officer = await found(this.dataSource.manager, OfficerEntity, id);
    const maySee = caller.officerId === id || caller.holds(['administrator', 'auditor'], officer.unitId);
    if (!maySee) throw notFound('officer');
    const grants = await this.dataSource.manager.find(RoleGrantEntity, {
      where: { officerId: id },
      order: { role: 'ASC', unitId: 'ASC' },
    });
    return { items: grants.map(toGrant) };
  }

  grant(command: Command, id: string, { role, unit: unitId }: GrantRoleRequest): Promise<GrantResponse> {
    return this.changes.run(command, async (tx) => {
      await lockOrganisation(tx.manager);
      requireStanding(await found(tx.manager, OfficerEntity, id), 'officer');
      await referenced(tx.manager, UnitEntity, unitId, '/unit');
      command.caller.require(['administrator'], unitId);
      if (command.caller.officerId === id) throw refused('same-person', 'Nobody gives a role to themselves.');
      await lockOrAddSubject(tx.manager, accountSubject(id));
      if (await tx.manager.existsBy(RoleGrantEntity, { officerId: id, role, unitId }))
        throw refused('already-exists', 'They have this role there already.');
      await tx.record(accountSubject(id), 'role-granted', { role, unitId });
      return { role, unit: unitId };
    });
  }

  async revoke(command: Command, { id, role, unit: unitId }: RoleParams): Promise<void> {
    await this.changes.run(command, async (tx) => {
      await lockOrganisation(tx.manager);
      const grant = { officerId: id, role, unitId };
      if (!(await tx.manager.existsBy(RoleGrantEntity, grant))) throw notFound('role');
      command.caller.require(['administrator'], unitId);
      if (role === 'administrator') await requireAnotherAdministrator(tx.manager, id, unitId);
      await tx.record(accountSubject(id), 'role-revoked', { role, unitId });
    });
  }

  private async mayManage(manager: EntityManager, caller: Caller, id: string): Promise<OfficerEntity> {
    const officer = await found(manager, OfficerEntity, id);
    caller.require(['administrator'], officer.unitId);
    return officer;
  }
}

/** At a root of the tree: below it, the administrators above can always give the role again. */
async function requireAnotherAdministrator(
  manager: EntityManager,
  officerId: string,
  unitId: string,
): Promise<void> {
  const [unit] = await manager.query<{ isRoot: boolean; others: number }[]>(
    `SELECT u.parent_id IS NULL AS "isRoot",
       (SELECT count(*) FROM role_grant g JOIN account a ON a.officer_id = g.officer_id
        WHERE g.unit_id = u.id AND g.role = 'administrator' AND g.officer_id <> $2) AS others
     FROM unit_span u WHERE u.id = $1 AND u.during @> now()`,
    [unitId, officerId],
  );
  if (unit?.isRoot && unit.others === 0)
    throw refused('last-administrator', 'Nobody would be left who can give the role again.');
}
