import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { replacePassword } from '../../../libs/identity/accounts.js';
import { Passwords } from '../../../libs/identity/passwords.js';
import { AccountEntity } from '../../../libs/persistence/entities/account.entity.js';
import { OfficerEntity } from '../../../libs/persistence/entities/officer.entity.js';
import { accountSubject } from '../../../libs/records/configuration/changes.js';
import type { ChangePasswordRequest } from '../auth/auth.dto.js';
import type { Caller } from '../auth/caller.js';
import { Changes } from '../changes/changes.js';
import type { Command } from '../common/idempotency/command.js';
import { badRequest } from '../common/problem/problem.js';
import { toOfficer } from '../officers/dto/officer.response.dto.js';
import { found } from '../organisation/references.js';
import type { HeldPostResponse, MeResponse } from './dto/me.response.dto.js';
import { waitingFor } from './waiting.js';

/** The caller, as the product knows them. */
@Injectable()
export class MeService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly changes: Changes,
    private readonly passwords: Passwords,
  ) {}

  async show(caller: Caller): Promise<MeResponse> {
    const posts = heldPosts(caller);
    const ids = posts.map(({ post }) => post);
    const [officer, waiting] = await Promise.all([
      found(this.dataSource.manager, OfficerEntity, caller.officerId),
      waitingFor(this.dataSource, caller, ids),
    ]);
    return {
      officer: toOfficer(officer, true),
      mustChangePassword: caller.mustChangePassword,
      posts,
      roles: caller.grants.map(({ role, unitId }) => ({ role, unit: unitId })),
      waiting,
    };
  }

  /** @throws Problem 400 when the current password is another one, or the new one the same */
  async changePassword(command: Command, request: ChangePasswordRequest): Promise<void> {
    const { officerId, session } = command.caller;
    const { currentPassword, newPassword } = request;
    const account = await this.dataSource.manager.findOneBy(AccountEntity, { officerId });
    if (!(await this.passwords.matches(account?.passwordHash ?? null, currentPassword)))
      throw badRequest([{ pointer: '/currentPassword', detail: 'is not the current password' }]);
    if (currentPassword === newPassword)
      throw badRequest([{ pointer: '/newPassword', detail: 'must differ from the current one' }]);
    const passwordHash = await this.passwords.hash(newPassword);
    await this.changes.run(command, async (tx) => {
      await tx.record(accountSubject(officerId), 'password-replaced', {});
      await replacePassword(tx.manager, officerId, passwordHash, session);
    });
  }
}

function heldPosts({ organisation, officerId, at }: Caller): HeldPostResponse[] {
  return organisation.postsOf(officerId, at).flatMap((id) => {
    const post = organisation.post(id, at);
    const holder = organisation.holderOf(id, at) ?? null;
    if (post === undefined) return [];
    const standingInFor = holder === officerId ? null : holder;
    return [{ post: id, unit: post.unitId, title: post.title, standingInFor }];
  });
}
