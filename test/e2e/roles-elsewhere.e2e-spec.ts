import {
  EVERYBODY,
  OFFICERS,
  startDividedCourt,
  taskIn,
  title,
  UNITS,
  WHERE,
  type Where,
  type Who,
} from '../support/divided-court.js';
import { OVERDUE_LADDER, soon, type Body, type WorkingCourt } from '../support/working-court.js';

/** What comes of something in the own unit, the unit below, and the one beside. */
type Outcomes = Readonly<Record<Who, readonly [own: unknown, below: unknown, beside: unknown]>>;

const stage = (post: string): object => ({
  name: 'answer',
  title: title('answer'),
  kind: 'duty',
  parties: { named: [{ kind: 'post', id: post }] },
  due: { from: 'stage-opening', offset: { workingDays: 5 } },
  ladder: { rungs: OVERDUE_LADDER },
  evidence: [],
  review: null,
});
const duty = (unit: string, key: string, post: string, occurrence: object): object => ({
  unit,
  key,
  row: null,
  title: title(key),
  basis: { strength: 'our-default', source: title('test') },
  procedure: 'duty',
  floor: false,
  stages: [stage(post)],
  occurrence,
});

let court: WorkingCourt;
beforeAll(async () => {
  court = await startDividedCourt();
  const judges = WHERE.map((where) => `${UNITS[where]}-judge`);
  const done = async (path: string, body: object): Promise<void> => {
    const answer = await court.send('admin', 'post', path, body);
    if (answer.status !== 201) throw new Error(`${path}: ${JSON.stringify(answer.body)}`);
  };
  await done('/duties', duty('court', 'relay', 'head', { openedBy: judges }));
  for (const where of WHERE) {
    const unit = UNITS[where];
    const judge = `${unit}-judge`;
    await done('/duties', duty(unit, 'feedback', judge, { openedBy: [judge], fromIntake: true }));
    const group = { id: `${unit}-group`, unit, title: title('group'), kind: 'group', superior: null };
    await done('/bodies', { ...group, chair: judge, secretary: null, members: [judge] });
  }
}, 60_000);
afterAll(() => court.close());

/** Asks in the name of everybody in every unit. */
async function everywhere(ask: (officer: string, where: Where) => Promise<unknown>): Promise<Outcomes> {
  const outcomes: Partial<Record<Who, unknown>> = {};
  for (const who of EVERYBODY) {
    const told = [];
    for (const where of WHERE) told.push(await ask(OFFICERS[who], where));
    outcomes[who] = told;
  }
  return outcomes as Outcomes;
}

const call = (officer: string, where: Where): Promise<Body> =>
  court.send(officer, 'post', '/meetings', {
    body: `${UNITS[where]}-group`,
    startsAt: soon(3_600_000),
    notice: 'We meet in room 2.',
  });
const nowhere = ['404 not-found', '404 not-found', '404 not-found'] as const;
const notYours = ['403 not-yours', '403 not-yours', '404 not-found'] as const;
const outcomeOf = ({ status, body }: Body): string => (status < 300 ? 'does' : `${status} ${body.code}`);

describe('meetings', () => {
  it('are called by a clerk in their unit and below, and by who chairs the body', async () => {
    const outcomes = await everywhere(async (officer, where) => (await call(officer, where)).status);
    expect(outcomes).toEqual({
      officer: [201, 403, 403],
      clerk: [201, 201, 403],
      supervisor: [403, 403, 403],
      auditor: [403, 403, 403],
      administrator: [403, 403, 403],
      'in charge': [403, 403, 403],
    });
  }, 60_000);

  it('are seen in a role in the unit and below, and by who is called; run by a clerk and by who chairs', async () => {
    const meetings: Partial<Record<Where, string>> = {};
    for (const where of WHERE) meetings[where] = (await call(`${UNITS[where]}-judge`, where)).body.id;
    const seen = await everywhere(
      async (officer, where) => (await court.get(officer, `/meetings/${meetings[where]}`)).status,
    );
    const inRole = [200, 200, 404] as const;
    expect(seen).toEqual({
      officer: [200, 404, 404],
      clerk: inRole,
      supervisor: inRole,
      auditor: inRole,
      administrator: inRole,
      // A portfolio is for what is owed, and calls nobody to a meeting.
      'in charge': [404, 404, 404],
    });
    for (const [command, body] of [
      ['items', { title: 'An item' }],
      ['cancellation', { reason: 'It is not held.' }],
    ] as const) {
      const ran = await everywhere(async (officer, where) => {
        const outcome = outcomeOf(
          await court.send(officer, 'post', `/meetings/${meetings[where]}/${command}`, body),
        );
        // What was cancelled is called anew, so that the next one finds it as it was.
        if (command === 'cancellation' && outcome === 'does')
          meetings[where] = (await call(`${UNITS[where]}-judge`, where)).body.id;
        return outcome;
      });
      expect([command, ran]).toEqual([
        command,
        {
          officer: ['does', '404 not-found', '404 not-found'],
          clerk: ['does', 'does', '404 not-found'],
          supervisor: notYours,
          auditor: notYours,
          administrator: notYours,
          'in charge': nowhere,
        },
      ]);
    }
  }, 60_000);
});

describe('occurrences', () => {
  it('are opened by who holds such a post in the unit, above or beside it, and by a clerk in their name', async () => {
    const opened = await everywhere(async (officer, where) => {
      const occurrence = { unit: UNITS[where], text: 'Document 12 has come.' };
      return (await court.send(officer, 'post', '/duties/court.relay/occurrences', occurrence)).status;
    });
    const nobody = [403, 403, 403] as const;
    expect(opened).toEqual({
      officer: [201, 201, 201],
      clerk: [201, 201, 403],
      supervisor: nobody,
      auditor: nobody,
      administrator: nobody,
      'in charge': nobody,
    });
    // A judge of the chamber serves what is in the division, and not the one beside that.
    const fromBelow = { unit: 'sister', text: 'Document 13.' };
    const answer = await court.send('chamber-judge', 'post', '/duties/court.relay/occurrences', fromBelow);
    expect(answer.status).toBe(403);
    const { items } = (await court.get('d-auditor', '/duties/court.relay/occurrences')).body;
    expect(new Set(items.map(({ unit }: Body) => unit))).toEqual(new Set(['division', 'chamber']));
  }, 60_000);
});

describe('batches', () => {
  it('take of each item what its own route would take', async () => {
    const codes: Partial<Record<Who, unknown>> = {};
    for (const who of EVERYBODY) {
      const tasks = [];
      for (const where of WHERE) tasks.push(await taskIn(court, where));
      codes[who] = [];
      for (const kind of ['receipt', 'urging']) {
        const items = tasks.map(({ id }) => ({ kind, obligation: id }));
        const { body } = await court.send(OFFICERS[who], 'post', '/batches', { items });
        (codes[who] as unknown[]).push(body.answers.map(({ code }: Body) => code ?? 'does'));
      }
    }
    const seen = (code: string): string[] => [code, code, 'not-found'];
    expect(codes).toEqual({
      officer: [
        ['does', 'not-found', 'not-found'],
        ['same-person', 'not-found', 'not-found'],
      ],
      clerk: [seen('does'), seen('does')],
      supervisor: [seen('not-yours'), seen('does')],
      'in charge': [seen('not-yours'), seen('does')],
      auditor: [seen('not-yours'), seen('no-authority')],
      administrator: [seen('not-yours'), seen('no-authority')],
    });
  }, 60_000);
});

describe('intake', () => {
  it('is set by an administrator, and read by those alone who have to answer', async () => {
    const set = async (officer: string, where: Where): Promise<number> => {
      const path = `/units/${UNITS[where]}/intake`;
      const { version } = (await court.get(officer, path)).body;
      const body = { duties: [`${UNITS[where]}.feedback`] };
      return (await court.send(officer, 'put', path, body, { 'If-Match': `"${version}"` })).status;
    };
    const nobody = [403, 403, 403] as const;
    expect(await everywhere(set)).toEqual({
      officer: nobody,
      clerk: nobody,
      supervisor: nobody,
      auditor: nobody,
      administrator: [200, 200, 403],
      'in charge': nobody,
    });
    expect(await set('admin', 'beside')).toBe(200);
    const reports: Partial<Record<Where, string>> = {};
    for (const where of WHERE) {
      const unit = UNITS[where];
      const report = { duty: `${unit}.feedback`, text: `The door of ${unit} is shut.`, anonymous: true };
      expect((await court.api.raw('post', `/api/v1/intake/${unit}`).send(report)).status).toBe(201);
      const [row] = await court.api.dataSource.query<{ id: string }[]>(
        'SELECT obligation_id AS id FROM intake_report WHERE unit_id = $1',
        [unit],
      );
      reports[where] = row?.id ?? '';
      await court.until({ id: row?.id ?? '' }, ({ stage: open }) => open !== null);
    }
    const read = await everywhere(
      async (officer, where) => (await court.get(officer, `/obligations/${reports[where]}/report`)).status,
    );
    const none = [404, 404, 404] as const;
    expect(read).toEqual({
      officer: [200, 404, 404],
      clerk: none,
      supervisor: none,
      auditor: none,
      administrator: none,
      'in charge': none,
    });
  }, 60_000);
});
