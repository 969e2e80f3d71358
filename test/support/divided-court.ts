import { openAccount } from '../../libs/identity/accounts.js';
import { accountSubject } from '../../libs/records/configuration/changes.js';
import { record } from '../../libs/records/configuration/record.js';
import { WorkingCourt, type Body } from './working-court.js';

/**
 * Below the court are two divisions, and a chamber below the first. Each role is held in the first division, so that it is the own unit,
 * the chamber the unit below and the second division the one beside. In each a judge owes; the head of the first division stands above the
 * judges of division and chamber, and the vice-president has the first division in their portfolio.
 */
export const UNITS = { own: 'division', below: 'chamber', beside: 'sister' } as const;
export type Where = keyof typeof UNITS;
export const WHERE = Object.keys(UNITS) as Where[];

/** Who acts: by the role they have, or by the post that they hold. */
export const OFFICERS = {
  officer: 'division-judge',
  clerk: 'd-clerk',
  supervisor: 'division-head',
  auditor: 'd-auditor',
  administrator: 'd-admin',
  'in charge': 'vice-president',
} as const;
export type Who = keyof typeof OFFICERS;
const ROLES = {
  clerk: 'd-clerk',
  supervisor: 'division-head',
  auditor: 'd-auditor',
  administrator: 'd-admin',
} as const;
export const SINCE = '2020-01-01T00:00:00.000Z';

export const title = (text: string) => ({ zh: text, en: text });
export const EVERYBODY = Object.keys(OFFICERS) as Who[];

/** The working court with those divisions. */
export async function startDividedCourt(): Promise<WorkingCourt> {
  const court = await WorkingCourt.start();
  const done = async (path: string, body: object): Promise<void> => {
    const answer = await court.send('admin', 'post', path, body);
    if (answer.status !== 201) throw new Error(`${path}: ${JSON.stringify(answer.body)}`);
  };
  for (const [id, parent] of [
    ['division', 'court'],
    ['chamber', 'division'],
    ['sister', 'court'],
  ] as const)
    await done('/units', { id, parent, title: title(id) });
  for (const [id, unit, managedBy] of [
    ['division-head', 'division', 'president'],
    ['division-judge', 'division', 'division-head'],
    ['chamber-judge', 'chamber', 'division-head'],
    ['sister-head', 'sister', 'president'],
    ['sister-judge', 'sister', 'sister-head'],
  ] as const) {
    await done('/posts', { id, unit, title: title(id), kind: id, managedBy });
    await done('/officers', { id, unit, name: id });
    await done(`/posts/${id}/tenures`, { officer: id, from: SINCE });
  }
  for (const id of ['d-clerk', 'd-auditor', 'd-admin'])
    await done('/officers', { id, unit: 'division', name: id });
  await done('/posts/vice-president/portfolios', { unit: 'division', from: SINCE });
  await court.api.dataSource.transaction(async (manager) => {
    for (const id of [
      'division-judge',
      'chamber-judge',
      'sister-judge',
      'd-clerk',
      'division-head',
      'd-auditor',
      'd-admin',
    ])
      await openAccount(manager, {
        officerId: id,
        username: id,
        passwordHash: 'none',
        mustChangePassword: false,
      });
    for (const [role, id] of Object.entries(ROLES))
      await record(manager, accountSubject(id), {
        kind: 'role-granted',
        at: SINCE,
        actor: null,
        body: { role: role as keyof typeof ROLES, unitId: 'division' },
      });
  });
  return court;
}

/** Its end does not come while a test runs. */
const ladder = [
  { name: 'overdue', action: 'overdue', offset: { duration: 'PT0S' } },
  { name: 'launch', action: 'launch', offset: { duration: 'P10D' } },
];
/** A task of the judge of a unit. */
export const taskIn = (court: WorkingCourt, where: Where, more: object = {}): Promise<Body> =>
  court.open({
    unit: UNITS[where],
    parties: [{ kind: 'post', id: `${UNITS[where]}-judge` }],
    evidence: [{ name: 'proof', title: title('proof') }],
    ladder,
    ...more,
  });
