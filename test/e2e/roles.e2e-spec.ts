import { soon, type Body, type WorkingCourt } from '../support/working-court.js';
import {
  OFFICERS,
  SINCE,
  startDividedCourt,
  taskIn,
  title,
  UNITS,
  WHERE,
  type Where,
  type Who,
} from '../support/divided-court.js';

let court: WorkingCourt;
beforeAll(async () => {
  court = await startDividedCourt();
}, 60_000);
afterAll(() => court.close());

/** `does`: it was recorded. */
const tell = async (who: Who, task: { id: string }, command: string, body: object): Promise<string> => {
  const answer = await court.tell(OFFICERS[who], task, command, body);
  return answer === '201 recorded' ? 'does' : answer;
};

const unseen = '404 not-found';
const notYours = '403 not-yours';
const noAuthority = '403 no-authority';
const notReviewer = '403 not-the-reviewer';

/** A command, and what comes of it in the own unit, the unit below, and the one beside, for each who. */
interface Line {
  readonly command: string;
  readonly body: object;
  /** Of the task that it is told: open, or handed in. */
  readonly on: 'open' | 'in-review';
  readonly outcomes: Readonly<Record<Who, readonly [own: string, below: string, beside: string]>>;
}

const reason = 'because it was so decided';
const seenBelow = (outcome: string): readonly [string, string, string] => [outcome, outcome, unseen];
/** Who sees a task, and may nothing of this kind. */
const lookers = (outcome: string) => ({
  auditor: seenBelow(outcome),
  administrator: seenBelow(outcome),
});

const MATRIX: readonly Line[] = [
  {
    command: 'receipts',
    body: {},
    on: 'open',
    outcomes: {
      officer: ['does', unseen, unseen],
      clerk: seenBelow('does'),
      supervisor: seenBelow(notYours),
      'in charge': seenBelow(notYours),
      ...lookers(notYours),
    },
  },
  {
    command: 'evidence',
    body: { items: [{ requirement: 'proof', text: 'done' }] },
    on: 'open',
    outcomes: {
      officer: ['does', unseen, unseen],
      clerk: seenBelow('does'),
      supervisor: seenBelow(notYours),
      'in charge': seenBelow(notYours),
      ...lookers(notYours),
    },
  },
  {
    command: 'reviews',
    body: { verdict: 'accept' },
    on: 'in-review',
    outcomes: {
      officer: ['409 same-person', unseen, unseen],
      clerk: seenBelow(notReviewer),
      supervisor: seenBelow('does'),
      'in charge': seenBelow(notReviewer),
      ...lookers(notReviewer),
    },
  },
  {
    command: 'interventions',
    body: { kind: 'urge' },
    on: 'open',
    outcomes: {
      officer: ['409 same-person', unseen, unseen],
      clerk: seenBelow('does'),
      supervisor: seenBelow('does'),
      'in charge': seenBelow('does'),
      ...lookers(noAuthority),
    },
  },
  {
    command: 'extensions',
    body: { action: 'request', until: soon(7_200_000), reason },
    on: 'open',
    outcomes: {
      officer: ['does', unseen, unseen],
      clerk: seenBelow('does'),
      supervisor: seenBelow(notYours),
      'in charge': seenBelow(notYours),
      ...lookers(notYours),
    },
  },
  {
    command: 'suspensions',
    body: { reason },
    on: 'open',
    outcomes: {
      officer: ['409 same-person', unseen, unseen],
      clerk: seenBelow(noAuthority),
      supervisor: seenBelow('does'),
      'in charge': seenBelow('does'),
      ...lookers(noAuthority),
    },
  },
  {
    command: 'waivers',
    body: { reason },
    on: 'open',
    outcomes: {
      officer: ['409 same-person', unseen, unseen],
      clerk: seenBelow(noAuthority),
      supervisor: seenBelow('does'),
      'in charge': seenBelow('does'),
      ...lookers(noAuthority),
    },
  },
];

describe('who commands an obligation', () => {
  it.each(MATRIX)(
    '$command',
    async ({ command, body, on, outcomes }) => {
      const told: Record<string, string[]> = {};
      const open = async (where: Where): Promise<Body> => {
        const review = { within: { duration: 'PT1H' } };
        const task = await taskIn(court, where, on === 'in-review' ? { review } : {});
        if (on === 'open') return task;
        const items = [{ requirement: 'proof', text: 'done' }];
        expect(await court.tell(`${UNITS[where]}-judge`, task, 'evidence', { items })).toBe('201 recorded');
        return task;
      };
      for (const where of WHERE) {
        let task = await open(where);
        for (const who of Object.keys(OFFICERS) as Who[]) {
          const outcome = await tell(who, task, command, body);
          (told[who] ??= []).push(outcome);
          // What was done changed it: the next one finds it as it was.
          if (outcome === 'does') task = await open(where);
        }
      }
      expect(told).toEqual(outcomes);
    },
    60_000,
  );
});

describe('who sees what', () => {
  it('the own and what is below in a role, one’s own duties, and what one is in charge of', async () => {
    const tasks = {
      own: await taskIn(court, 'own'),
      below: await taskIn(court, 'below'),
      beside: await taskIn(court, 'beside'),
    };
    const seen: Record<string, string[]> = {};
    for (const [who, officer] of Object.entries(OFFICERS)) {
      seen[who] = [];
      for (const where of WHERE) {
        const path = `/obligations/${tasks[where].id}`;
        const statuses = new Set<number>();
        for (const view of ['', '/timeline', '/explanation'])
          statuses.add((await court.get(officer, `${path}${view}`)).status);
        const subject = encodeURIComponent(`obligation/${tasks[where].id}`);
        const entries = (await court.get(officer, `/ledger/entries?subject=${subject}`)).body
          .items as unknown[];
        if (entries.length > 0) statuses.add(200);
        seen[who].push([...statuses].join());
      }
    }
    const below = ['200', '200', '404'];
    expect(seen).toEqual({
      officer: ['200', '404', '404'],
      clerk: below,
      supervisor: below,
      auditor: below,
      administrator: below,
      'in charge': below,
    });
  }, 60_000);
});

describe('who opens tasks, and who arranges things', () => {
  const statusesFor = async (ask: (unit: string) => Promise<number>): Promise<number[]> => {
    const statuses = [];
    for (const where of WHERE) statuses.push(await ask(UNITS[where]));
    return statuses;
  };
  let made = 0;
  const fresh = (): string => `new-${(made += 1)}`;

  it.each<[string, readonly Who[], (officer: string, unit: string) => Promise<number>]>([
    [
      'a one-off task',
      ['clerk', 'supervisor'],
      async (officer, unit) =>
        (
          await court.send(
            officer,
            'post',
            '/obligations',
            court.task({ unit, parties: [{ kind: 'post', id: `${unit}-judge` }] }),
          )
        ).status,
    ],
    [
      'a unit',
      ['administrator'],
      async (officer, parent) =>
        (await court.send(officer, 'post', '/units', { id: fresh(), parent, title: title('new') })).status,
    ],
    [
      'a post',
      ['administrator'],
      async (officer, unit) => {
        const post = { id: fresh(), unit, title: title('new'), kind: 'new', managedBy: `${unit}-judge` };
        return (await court.send(officer, 'post', '/posts', post)).status;
      },
    ],
    [
      'an officer',
      ['administrator'],
      async (officer, unit) =>
        (await court.send(officer, 'post', '/officers', { id: fresh(), unit, name: 'New' })).status,
    ],
    [
      'a role',
      ['administrator'],
      async (officer, unit) => {
        const id = fresh();
        expect((await court.send('admin', 'post', '/officers', { id, unit, name: 'New' })).status).toBe(201);
        return (await court.send(officer, 'post', `/officers/${id}/roles`, { role: 'clerk', unit })).status;
      },
    ],
    [
      'a tenure',
      ['administrator'],
      async (officer, unit) => {
        const id = fresh();
        const post = { id, unit, title: title('new'), kind: 'new', managedBy: `${unit}-judge` };
        expect((await court.send('admin', 'post', '/posts', post)).status).toBe(201);
        const tenure = { officer: `${unit}-judge`, from: SINCE };
        return (await court.send(officer, 'post', `/posts/${id}/tenures`, tenure)).status;
      },
    ],
  ])(
    '%s: %j in their unit and below',
    async (_, allowed, ask) => {
      for (const who of Object.keys(OFFICERS) as Who[]) {
        const expected = allowed.includes(who) ? [201, 201, 403] : [403, 403, 403];
        expect([who, await statusesFor((unit) => ask(OFFICERS[who], unit))]).toEqual([who, expected]);
      }
    },
    60_000,
  );
});

it('who was in charge neither acts nor sees from when their portfolio ends, also in what had opened before', async () => {
  const task = await taskIn(court, 'own');
  expect(await tell('in charge', task, 'interventions', { kind: 'urge' })).toBe('does');
  const [portfolio] = (await court.get('admin', '/posts/vice-president/portfolios')).body.items as [
    { id: string },
  ];
  const ending = await court.send(
    'admin',
    'post',
    `/posts/vice-president/portfolios/${portfolio.id}/ending`,
    {
      to: new Date().toISOString(),
    },
  );
  expect(ending.status).toBe(200);
  expect(await tell('in charge', task, 'interventions', { kind: 'urge' })).toBe(unseen);
  expect(await tell('supervisor', task, 'interventions', { kind: 'urge' })).toBe('does');
}, 30_000);
