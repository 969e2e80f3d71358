import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { holderEntered } from '../../../../libs/domain/dispatch/briefs.js';
import { openAccount } from '../../../../libs/identity/accounts.js';
import { oneTimePassword, Passwords } from '../../../../libs/identity/passwords.js';
import { FileRefused } from '../../../../libs/evidence/refusal.js';
import { ORGANISATION } from '../../../../libs/persistence/repositories/organisation.repository.js';
import { accountSubject } from '../../../../libs/records/configuration/changes.js';
import { setPerson } from '../../../../libs/records/configuration/person.js';
import { Facts } from '../../../../libs/records/facts/facts.js';
import { readRoster, type Roster } from '../../../../libs/roster/read-roster.js';
import { rosterTemplate } from '../../../../libs/roster/template.js';
import { readFirstSheet } from '../../../../libs/spreadsheet/read-sheet.js';
import type { Caller } from '../../auth/caller.js';
import { Calendars } from '../../calendars/calendars.js';
import { Changes, type Transaction } from '../../changes/changes.js';
import type { Command } from '../../common/idempotency/command.js';
import { badRequest, Problem } from '../../common/problem/problem.js';
import { lockOrganisation } from '../../organisation/references.js';
import type { ImportedRosterResponse, SlipResponse } from './roster.dto.js';
import { planRoster, type NewOfficer, type RosterPlan } from './roster-plan.js';

const MAX_FAULTS = 200;

/** People, with their posts, accounts and roles, as a spreadsheet lists them: all of it or nothing. */
@Injectable()
export class RosterService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly changes: Changes,
    private readonly passwords: Passwords,
    private readonly facts: Facts,
    private readonly calendars: Calendars,
  ) {}

  /** @throws Problem 413, 415 for what is no workbook; 400 for one that cannot be read */
  async read(path: string): Promise<Roster> {
    try {
      return readRoster(await readFirstSheet(path));
    } catch (error) {
      if (!(error instanceof FileRefused)) throw error;
      if (error.ground === 'type') throw new Problem(415, error.code, error.detail);
      throw badRequest([{ pointer: '/file', detail: error.detail }]);
    }
  }

  async preview(caller: Caller, roster: Roster): Promise<ImportedRosterResponse> {
    const plan = await this.plan(this.dataSource.manager, caller, roster);
    return { ...counts(plan), isPreview: true, faults: plan.faults.slice(0, MAX_FAULTS), slips: [] };
  }

  async import(command: Command, roster: Roster): Promise<ImportedRosterResponse> {
    const { caller } = command;
    requireFaultless(await this.plan(this.dataSource.manager, caller, roster));
    const secrets = await this.makePasswords(roster);
    return this.changes.run(command, async (tx) => {
      await lockOrganisation(tx.manager);
      const plan = requireFaultless(await this.plan(tx.manager, caller, roster));
      const slips: SlipResponse[] = [];
      for (const officer of plan.officers) {
        await recordOfficer(tx, officer);
        const { username, name } = officer;
        if (username === null) continue;
        const { password, passwordHash } = secrets.get(username) as Secret;
        await recordAccount(tx, officer, username, passwordHash);
        slips.push({ name, username, oneTimePassword: password });
      }
      return { ...counts(plan), isPreview: false, faults: [], slips };
    });
  }

  /** With the units that the caller administers. */
  template(caller: Caller): Promise<Buffer> {
    const { organisation, at } = caller;
    const units = organisation.unitsAt(at).filter(({ id }) => caller.holds(['administrator'], id));
    return rosterTemplate(units, organisation.postsAt(at));
  }

  private async plan(manager: EntityManager, caller: Caller, roster: Roster): Promise<RosterPlan> {
    const { organisation } = await this.facts.organisation(manager);
    return planRoster(manager, caller, organisation, roster, async ({ calendarId }) => {
      const { zone } = await this.calendars.current(calendarId, manager);
      return zone;
    });
  }

  /** Before the transaction: it takes a while, and others would wait for it. */
  private async makePasswords({ rows }: Roster): Promise<ReadonlyMap<string, Secret>> {
    const usernames = [...new Set(rows.flatMap(({ username }) => username ?? []))];
    const made = usernames.map(async (username): Promise<[string, Secret]> => {
      const password = oneTimePassword();
      return [username, { password, passwordHash: await this.passwords.hash(password) }];
    });
    return new Map(await Promise.all(made));
  }
}

interface Secret {
  readonly password: string;
  readonly passwordHash: string;
}

/** @throws Problem 400 naming every cell */
function requireFaultless(plan: RosterPlan): RosterPlan {
  const faults = plan.faults.slice(0, MAX_FAULTS);
  if (faults.length > 0)
    throw badRequest(faults.map(({ cell, detail }) => ({ pointer: `/file/${cell}`, detail })));
  return plan;
}

async function recordOfficer(
  tx: Transaction,
  { id, unitId, name, email, tenures }: NewOfficer,
): Promise<void> {
  await tx.record(ORGANISATION, 'officer-set', { id, unitId, hasMail: email !== null });
  await setPerson(tx.manager, { id, name, email });
  for (const { postId, from } of tenures) {
    const tenure = { id: randomUUID(), postId, officerId: id, from, to: null };
    await tx.record(ORGANISATION, 'tenure-set', tenure);
    await tx.dispatch(holderEntered(tenure));
  }
}

async function recordAccount(
  tx: Transaction,
  { id, unitId, roles }: NewOfficer,
  username: string,
  passwordHash: string,
): Promise<void> {
  await tx.record(accountSubject(id), 'account-opened', {});
  await openAccount(tx.manager, { officerId: id, username, passwordHash, mustChangePassword: true });
  for (const role of roles) await tx.record(accountSubject(id), 'role-granted', { role, unitId });
}

const counts = ({ officers }: RosterPlan) => ({
  officers: officers.length,
  tenures: officers.reduce((sum, { tenures }) => sum + tenures.length, 0),
  accounts: officers.filter(({ username }) => username !== null).length,
  roles: officers.reduce((sum, { roles }) => sum + roles.length, 0),
});
