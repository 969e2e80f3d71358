import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Facts } from '../../../libs/records/facts/facts.js';
import { Caller, type Grant } from './caller.js';
import { hashOfToken, newToken } from './token.js';

/** How long a login lasts. */
export const SESSION_SECONDS = 12 * 3_600;

interface SessionRow {
  readonly officerId: string;
  readonly mustChangePassword: boolean;
  readonly grants: readonly Grant[];
}

/** Logins that last; the database holds only what a token hashes to. */
@Injectable()
export class Sessions {
  constructor(
    private readonly dataSource: DataSource,
    private readonly facts: Facts,
  ) {}

  /** Begins a session, and forgets those that have ended. Answers the token, which is kept nowhere. */
  async begin(officerId: string): Promise<string> {
    const token = newToken();
    await this.dataSource.query('DELETE FROM session WHERE expires_at < clock_timestamp()');
    await this.dataSource.query(
      `INSERT INTO session (token_hash, officer_id, created_at, expires_at)
       VALUES ($1, $2, clock_timestamp(), clock_timestamp() + make_interval(secs => $3))`,
      [hashOfToken(token), officerId, SESSION_SECONDS],
    );
    return token;
  }

  async end(session: string): Promise<void> {
    await this.dataSource.query('DELETE FROM session WHERE token_hash = $1', [session]);
  }

  /** Who bears the token; undefined when nobody does, or the session has ended. */
  async callerOf(token: string): Promise<Caller | undefined> {
    const session = hashOfToken(token);
    const [row] = await this.dataSource.query<SessionRow[]>(
      `SELECT s.officer_id AS "officerId", a.must_change_password AS "mustChangePassword",
         (SELECT coalesce(json_agg(json_build_object('role', g.role, 'unitId', g.unit_id)), '[]')
          FROM role_grant g WHERE g.officer_id = s.officer_id) AS grants
       FROM session s JOIN account a ON a.officer_id = s.officer_id
       WHERE s.token_hash = $1 AND s.expires_at > clock_timestamp()`,
      [session],
    );
    if (row === undefined) return undefined;
    const { organisation } = await this.facts.organisation(this.dataSource.manager);
    return new Caller(row.officerId, row.grants, organisation, row.mustChangePassword, session);
  }
}
