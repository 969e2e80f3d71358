import { rebuild } from '../../libs/records/rebuild/rebuild.js';
import { asRequest, incidentDuty } from '../support/duties.js';
import { soon, WorkingCourt, type Answer, type Body } from '../support/working-court.js';

let court: WorkingCourt;

const duty = {
  ...incidentDuty(),
  unit: 'court',
  stages: incidentDuty().stages.map((stage) => ({
    ...stage,
    ladder: asRequest(stage.ladder),
    review: stage.review && { ...stage.review, ladder: asRequest(stage.review.ladder) },
  })),
};

beforeAll(async () => {
  court = await WorkingCourt.start();
  const published = await court.send('admin', 'post', '/duties', duty);
  expect(published).toMatchObject({ status: 201, body: { procedure: 'incident', severities: [{}, {}] } });
}, 60_000);

afterAll(() => court.close());

const what = { unit: 'court', matter: 'publication', text: 'A wrong case number was published.' };
const report = (officer = 'member-1', more: object = {}): Promise<Answer> =>
  court.send(officer, 'post', '/incidents', { ...what, ...more });
const reported = async (): Promise<Body> => (await report()).body;

/** One step; answers its status, and the code of a refusal. */
async function step(officer: string, { id }: Body, name: string, body: object = {}): Promise<string> {
  const answer = await court.send(officer, 'post', `/incidents/${id}/${name}`, body);
  return `${answer.status} ${answer.body.code ?? 'recorded'}`;
}
const RECORDED = '201 recorded';
const light = { severity: 'light', reason: 'Only one reader saw it.' };

describe('an incident (row 3)', () => {
  it('is reported by anybody in the unit, and waits for its triage', async () => {
    const { status, body } = await report();
    expect(status).toBe(201);
    expect(body).toMatchObject({
      stage: 'triage',
      planRow: 3,
      incident: {
        matter: 'publication',
        severity: { name: 'grave' },
        isTriaged: false,
        command: ['head'],
        duplicates: [],
      },
    });
    expect((await court.get('member-1', `/incidents/${body.id}`)).status).toBe(200);
    expect((await court.get('member-2', `/incidents/${body.id}`)).status).toBe(404);
  });

  it('is about something of the institution: bad reports are refused with every fault', async () => {
    const wrong = await report('member-1', { matter: 'a-private-account', unit: 'nowhere' });
    expect(wrong).toMatchObject({ status: 400, body: { errors: [{ pointer: '/matter' }] } });
    expect(await report('member-1', { unit: 'nowhere' })).toMatchObject({ status: 400 });
    expect(await report('member-1', { matter: 'channel' })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '/channel' }] },
    });
    expect(await report('member-1', { matter: 'channel', channel: 'none' })).toMatchObject({ status: 400 });
    expect(await report('member-1', { occurredAt: soon(60_000) })).toMatchObject({ status: 400 });
    expect(await report('auditor')).toMatchObject({ status: 403 });
  });

  it('goes from triage to the window in which it may be reopened, step by step', async () => {
    const incident = await reported();
    expect(await step('member-1', incident, 'triage', light)).toBe('403 not-yours');
    expect(await step('head', incident, 'triage', { ...light, severity: 'huge' })).toBe(
      '409 unknown-severity',
    );
    expect(await step('head', incident, 'triage', light)).toBe(RECORDED);
    await court.until(incident, ({ partyStates }) => partyStates.length === 5);
    expect(await step('head', incident, 'acknowledgement')).toBe(RECORDED);
    expect(await step('head', incident, 'containment', { text: 'Taken down.' })).toBe(RECORDED);
    expect(await step('head', incident, 'upward-report', { text: 'Told.' })).toBe('403 not-yours');
    expect(await step('vice-president', incident, 'upward-report', { text: 'Told.' })).toBe(RECORDED);
    expect(await step('head', incident, 'notes', { text: 'A reader called.' })).toBe(RECORDED);
    const task = { text: 'Ask the platform.', post: 'member-1', dueAt: soon(86_400_000) };
    expect(await step('head', incident, 'tasks', task)).toBe(RECORDED);
    expect(await step('head', incident, 'resolution', { text: 'Corrected.' })).toBe(RECORDED);
    await court.until(incident, ({ stage }) => stage === 'review');
    const review = {
      causes: 'One person proofread.',
      measures: 'Two do.',
      followUps: [{ text: 'A rule for it.', post: 'member-1', dueAt: soon(86_400_000) }],
    };
    expect(await step('head', incident, 'review', review)).toBe(RECORDED);
    expect(await court.tell('vice-president', incident, 'reviews', { verdict: 'accept' })).toBe(RECORDED);
    await court.until(incident, ({ stage }) => stage === 'reopening');
    for (const follows of [`${incident.id}.task-1`, `${incident.id}.review.1`])
      expect(await court.until({ id: follows }, ({ stage }) => stage !== null)).toMatchObject({
        parent: incident.id,
        partyStates: [{ party: 'member-1' }],
      });

    expect(await step('head', incident, 'reopenings', { reason: 'It is back.' })).toBe(RECORDED);
    await court.until(incident, ({ partyStates }) =>
      partyStates.some(({ stage }: Body) => stage === 'resolve-2'),
    );
    expect(await step('head', incident, 'containment', { text: 'Again.' })).toBe(RECORDED);
    const { body } = await court.get('auditor', `/obligations/${incident.id}/timeline?limit=200`);
    const kinds = body.items.map(({ kind }: Body) => kind);
    for (const kind of ['severity-set', 'incident-noted', 'task-assigned', 'incident-reopened'])
      expect(kinds).toContain(kind);
    // What was written about it stands in documents alone.
    const rows = await court.api.dataSource.query<Body[]>('SELECT body::text AS text FROM ledger_entry');
    for (const { text } of rows) expect(text).not.toContain('Only one reader');
  }, 60_000);

  it('changes hands, is merged into the earlier report, and leads to a launch file', async () => {
    const [earlier, later] = [await reported(), await reported()];
    const handOver = { to: 'president', reason: 'It concerns the whole court.' };
    expect(await step('member-1', earlier, 'handovers', handOver)).toBe('403 no-authority');
    expect(await step('vice-president', earlier, 'handovers', handOver)).toBe(RECORDED);
    expect(await step('head', later, 'merges', { into: earlier.id, reason: 'The same.' })).toBe(
      '403 no-authority',
    );
    expect(await step('superior', earlier, 'merges', { into: later.id, reason: 'The same.' })).toBe(
      '409 merge-into-the-earlier',
    );
    expect(await step('president', later, 'merges', { into: earlier.id, reason: 'The same.' })).toBe(
      RECORDED,
    );
    const ended = await court.until(later, ({ status }) => status === 'merged');
    expect(ended.light).toBeNull();
    expect(await step('head', later, 'acknowledgement')).toBe('409 merged');
    const answering = { answering: 'head', reason: 'Nobody proofread it.' };
    expect(await step('head', earlier, 'referrals', answering)).toBe('403 no-authority');
    const oneself = { ...answering, answering: 'president' };
    expect(await step('president', earlier, 'referrals', oneself)).toBe('409 same-person');
    expect(await step('president', earlier, 'referrals', answering)).toBe(RECORDED);
    const { body } = await court.get('president', `/incidents/${earlier.id}`);
    expect(body.incident).toMatchObject({
      command: ['president'],
      handovers: [{ post: 'president' }],
    });
    const files = await court.api.dataSource.query<Body[]>(
      `SELECT answering, stage FROM launch_file WHERE subject = 'obligation/' || $1`,
      [earlier.id],
    );
    expect(files).toEqual([{ answering: 'head', stage: 'referral' }]);
    for (const giveUpAt = Date.now() + 10_000; ;) {
      const { duplicates } = (await court.get('president', `/incidents/${earlier.id}`)).body.incident;
      if (duplicates.includes(later.id)) break;
      if (Date.now() > giveUpAt) throw new Error('the earlier incident never heard of it');
    }
  }, 60_000);

  it('is listed, and an obligation of another kind is none', async () => {
    const open = await court.get('auditor', '/incidents?status=open&unit=court');
    expect(open.body.items.length).toBeGreaterThan(1);
    expect((await court.get('auditor', '/incidents?status=closed')).body.items).toHaveLength(1);
    const task = await court.open();
    expect((await court.get('clerk', `/incidents/${task.id}`)).status).toBe(404);
    expect(await step('head', task, 'triage', light)).toMatch('404');
    const elsewhere = await court.send('head', 'post', '/duties/court.incident-handling/occurrences', {
      unit: 'court',
      text: 'x',
    });
    expect(elsewhere).toMatchObject({ status: 409, body: { code: 'carried-elsewhere' } });
  });

  it('comes in without an account where the unit takes it, under a receipt code', async () => {
    const setting = await court.send(
      'admin',
      'put',
      '/units/court/intake',
      { duties: ['court.incident-handling'] },
      { 'If-Match': '"0"' },
    );
    expect(setting.status).toBeLessThan(300);
    const answer = await court.api
      .raw('post', '/api/v1/intake/court')
      .send({ duty: 'court.incident-handling', text: 'Your page is defaced.', anonymous: true });
    expect(answer).toMatchObject({ status: 201, body: { receiptCode: expect.any(String) } });
    const { items } = (await court.get('auditor', '/incidents?status=open&limit=1')).body;
    const { body } = await court.get('auditor', `/incidents/${items[0].id}`);
    expect(body).toMatchObject({ via: 'intake', incident: { matter: null } });
  });

  it('leaves rows that the ledger gives again', async () => {
    expect(await rebuild(court.api.dataSource, { check: true })).toEqual([]);
  });
});
