import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AccountEntity } from '../../../libs/persistence/entities/account.entity.js';
import { Passwords } from '../../../libs/identity/passwords.js';
import { unauthorized } from '../common/problem/problem.js';
import type { LoginRequest, LoginResponse } from './auth.dto.js';
import type { Caller } from './caller.js';
import { SESSION_SECONDS, Sessions } from './sessions.js';

/** Signing in and out with local accounts. */
@Injectable()
export class AuthService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly passwords: Passwords,
    private readonly sessions: Sessions,
  ) {}

  /** @throws Problem 401, the same whether the name or the password is wrong */
  async login({ username, password }: LoginRequest): Promise<LoginResponse> {
    const account = await this.dataSource.getRepository(AccountEntity).findOneBy({ username });
    if (!(await this.passwords.matches(account?.passwordHash ?? null, password)) || account === null)
      throw unauthorized('The name or the password is wrong.');
    const accessToken = await this.sessions.begin(account.officerId);
    return { accessToken, tokenType: 'Bearer', expiresIn: SESSION_SECONDS };
  }

  async logout(caller: Caller): Promise<void> {
    await this.sessions.end(caller.session);
  }
}
