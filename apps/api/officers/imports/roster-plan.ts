import { randomUUID } from 'node:crypto';
import { In, type EntityManager } from 'typeorm';
import { epochDayOf } from '../../../../libs/domain/calendar/plain-date.js';
import { dayStartMs } from '../../../../libs/domain/calendar/zone.js';
import type { Organisation, Unit } from '../../../../libs/domain/organisation/organisation.js';
import { instantOf, type Instant, type PlainDate } from '../../../../libs/domain/time.js';
import { AccountEntity } from '../../../../libs/persistence/entities/account.entity.js';
import { TenureEntity } from '../../../../libs/persistence/entities/tenure.entity.js';
import type { CellFault, Roster, RosterRow } from '../../../../libs/roster/read-roster.js';
import type { Caller } from '../../auth/caller.js';
import { overlap } from '../../organisation/spans.js';

/** Somebody who becomes known, with all that the roster says of them. */
export interface NewOfficer {
  readonly id: string;
  readonly unitId: string;
  readonly name: string;
  readonly email: string | null;
  readonly username: string | null;
  readonly roles: readonly RosterRow['roles'][number][];
  readonly tenures: readonly { readonly postId: string; readonly from: Instant }[];
}

export interface RosterPlan {
  readonly officers: readonly NewOfficer[];
  readonly faults: readonly CellFault[];
}

/** What a roster leads to, or what keeps it from leading to anything: as the organisation is now, and for who asks. */
export async function planRoster(
  manager: EntityManager,
  caller: Caller,
  organisation: Organisation,
  { rows, faults: readFaults }: Roster,
  zoneOf: (unit: Unit) => Promise<string>,
): Promise<RosterPlan> {
  const faults: CellFault[] = [...readFaults];
  const taken = await takenUsernames(manager, rows);
  const tenures = await manager.findBy(TenureEntity, { postId: In(rows.flatMap(({ post }) => post ?? [])) });
  const held = new Map<string, string>();
  const people = new Map<
    string,
    { officer: NewOfficer & { tenures: NewOfficer['tenures'][number][] }; row: RosterRow }
  >();

  for (const row of rows) {
    const complain = (key: Parameters<RosterRow['cell']>[0], detail: string) =>
      faults.push({ cell: row.cell(key), detail });
    const unit = organisation.unit(row.unit, caller.at);
    if (unit === undefined) {
      complain('unit', 'there is no such unit');
      continue;
    }
    if (!caller.holds(['administrator'], row.unit)) complain('unit', 'you do not administer this unit');
    if (row.username !== null && taken.has(row.username))
      complain('username', 'somebody else signs in with this name');
    const tenure =
      row.post === null || row.from === null
        ? null
        : { postId: row.post, from: startOf(row.from, await zoneOf(unit)) };
    if (tenure !== null) {
      const post = organisation.post(tenure.postId, caller.at);
      if (post === undefined) complain('post', 'there is no such post');
      else if (post.unitId !== row.unit) complain('post', 'this post belongs to another unit');
      else if (held.has(post.id)) complain('post', `is held by the row of ${held.get(post.id)} already`);
      else if (
        tenures.some((other) => other.postId === post.id && overlap(other, { from: tenure.from, to: null }))
      )
        complain('post', 'somebody holds this post at that time: end that tenure first');
      held.set(tenure.postId, row.cell('post'));
    }
    const known = people.get(row.username ?? '');
    if (known === undefined) {
      const { name, email, username, unit: unitId } = row;
      const officer = {
        id: randomUUID(),
        unitId,
        name,
        email,
        username,
        roles: row.roles,
        tenures: tenure ? [tenure] : [],
      };
      people.set(username ?? officer.id, { officer, row });
      continue;
    }
    for (const key of ['unit', 'name', 'email'] as const)
      if (row[key] !== known.row[key])
        complain(key, `is another one than in ${known.row.cell(key)}, for the same user name`);
    if (row.roles.length > 0)
      complain('roles', `stand in the first row of this user name: ${known.row.cell('roles')}`);
    if (tenure !== null) known.officer.tenures.push(tenure);
  }
  return { officers: [...people.values()].map(({ officer }) => officer), faults };
}

async function takenUsernames(manager: EntityManager, rows: readonly RosterRow[]): Promise<Set<string>> {
  const wanted = rows.flatMap(({ username }) => username ?? []);
  const found = await manager.findBy(AccountEntity, { username: In(wanted) });
  return new Set(found.map(({ username }) => username));
}

const startOf = (day: PlainDate, zone: string): Instant => instantOf(dayStartMs(zone, epochDayOf(day)));
