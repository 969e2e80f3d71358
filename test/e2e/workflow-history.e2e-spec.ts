import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from '@temporalio/client';
import { DataSource } from 'typeorm';
import { API_OPTIONS, type ApiOptions } from '../../apps/api/api-options.js';
import { createApp } from '../../apps/api/create-app.js';
import { Sessions } from '../../apps/api/auth/sessions.js';
import { BASE, optionsFor } from '../support/api.js';
import { soon, WorkingCourt, type Answer, type Body } from '../support/working-court.js';

const title = (text: string) => ({ zh: text, en: text });
const LAPSING = [
  { name: 'overdue', action: 'overdue', offset: { duration: 'PT0S' } },
  { name: 'lapse', action: 'lapse', offset: { duration: 'PT0.3S' } },
];

let court: WorkingCourt;
let owner: DataSource;
/** A subject whose run Temporal is told to delete, and the run. */
let forgotten: string;
let runOfForgotten: string;

beforeAll(async () => {
  court = await WorkingCourt.start();
  owner = await new DataSource({ type: 'postgres', url: court.api.database.adminUrl }).initialize();
  forgotten = await done();
  runOfForgotten = (await historyOf(forgotten))[0].run as string;
  await forget();
}, 60_000);

/** Has the server delete the run: it takes its time. */
const forget = async (): Promise<void> => {
  const client = court.api.app.get(Client);
  const workflowExecution = { workflowId: forgotten, runId: runOfForgotten };
  const { namespace } = client.options;
  await client.workflowService
    .deleteWorkflowExecution({ namespace, workflowExecution })
    .catch(() => undefined);
};

afterAll(async () => {
  await owner.destroy();
  await court.close();
});

const pathOf = (subject: string): string => `/workflows/${encodeURIComponent(subject)}/history`;

async function historyOf(subject: string, officer = 'auditor', limit = 200): Promise<Body[]> {
  const items: Body[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const query = `?limit=${limit}${cursor && `&cursor=${cursor}`}`;
    const { status, body }: Answer = await court.get(officer, `${pathOf(subject)}${query}`);
    expect(status).toBe(200);
    items.push(...body.items);
    cursor = body.nextCursor;
  }
  return items;
}

/** Asks until the history ends as it should. */
async function historyUntil(
  subject: string,
  isSo: (items: Body[]) => boolean,
  giveUpAfterMs = 15_000,
): Promise<Body[]> {
  let items: Body[] = [];
  for (const giveUpAt = Date.now() + giveUpAfterMs; Date.now() < giveUpAt; await sleep(50)) {
    items = await historyOf(subject);
    if (isSo(items)) return items;
  }
  throw new Error(`it did not come to that: ${items.map(({ text }) => text.en as string).join('\n')}`);
}

const kindsOf = (items: readonly Body[]): string[] => items.map(({ kind }) => kind as string);
const endsWith = (kind: string) => (items: Body[]) => items.at(-1)?.kind === kind;
/** The numbers of the entries that were produced, in the order in which they were. */
const producedIn = (items: readonly Body[]): number[] =>
  items
    .filter(({ kind }) => kind === 'settled' || kind === 'recorded')
    .flatMap(({ entries }) => entries.map(({ seq }: Body) => seq as number));
const gapsIn = (items: readonly Body[]): Body[] =>
  items.filter(({ gap }) => gap !== null).map(({ kind, gap, missing }) => ({ kind, gap, missing }));
const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);

/** As somebody does who owns the database and means ill. */
const tamper = async (statement: string, parameters: unknown[]): Promise<void> => {
  const runner = owner.createQueryRunner();
  try {
    await runner.query('SET session_replication_role = replica');
    await runner.query(statement, parameters);
    await runner.query('SET session_replication_role = origin');
  } finally {
    await runner.release();
  }
};
const removeEntry = (subject: string, seq: number): Promise<void> =>
  tamper('DELETE FROM ledger_entry WHERE subject = $1 AND seq = $2', [subject, seq]);

/** A task that was signed for and handed in on time. */
async function done(): Promise<string> {
  const task = await court.open({});
  expect(await court.tell('head', task, 'receipts')).toBe('201 recorded');
  expect(await court.tell('head', task, 'evidence', { items: [] })).toBe('201 recorded');
  const subject = `obligation/${task.id}`;
  await historyUntil(subject, endsWith('completed'));
  return subject;
}

/** What the auditor is answered by an API that has another Temporal. */
async function throughAnother(temporal: ApiOptions['temporal'], subject: string): Promise<Body> {
  const app = await createApp({ ...optionsFor(court.api.database.applicationUrl), temporal });
  try {
    await app.listen(0, '127.0.0.1');
    const token = await app.get(Sessions).begin('auditor');
    const answer = await fetch(`${await app.getUrl()}${BASE}${pathOf(subject)}`, {
      headers: { Authorization: `Bearer ${token}` },
    });
    expect(answer.status).toBe(200);
    return await answer.json();
  } finally {
    await app.close();
  }
}

describe('the history of a workflow', () => {
  it('tells events in plain words, each with the entries that it produced', async () => {
    const task = await court.open({ ladder: LAPSING, dueAt: soon(1_500) });
    const subject = `obligation/${task.id}`;
    expect(await court.tell('head', task, 'receipts')).toBe('201 recorded');
    expect(await court.tell('head', task, 'receipts')).toMatch(/^409/);
    const items = await historyUntil(subject, endsWith('completed'));
    const kinds = await court.kinds(task);

    expect(items[0]).toMatchObject({
      kind: 'started',
      source: 'temporal',
      text: { zh: 'dutyWorkflow 启动' },
    });
    expect(gapsIn(items)).toEqual([]);
    expect(producedIn(items)).toEqual(upTo(kinds.length));
    const signing = items.findIndex(({ kind }) => kind === 'command-taken');
    expect(
      kindsOf(items.slice(signing))
        .filter((kind) => !kind.startsWith('timer'))
        .slice(0, 6),
    ).toEqual([
      'command-taken',
      'settled',
      'command-accepted',
      'command-taken',
      'settled',
      'command-refused',
    ]);
    const signed = items.find(({ kind }) => kind === 'command-accepted');
    expect(signed).toMatchObject({
      text: { en: `Command sign accepted: entry ${kinds.indexOf('duty-signed') + 1}` },
      entries: [{ kind: 'duty-signed', actor: 'head', text: { zh: '签收', en: 'receipt was signed for' } }],
    });
    expect(items.find(({ kind }) => kind === 'timer-armed')).toMatchObject({
      timerUntil: task.partyStates[0].dueAt,
      text: { en: `Timer armed until ${task.partyStates[0].dueAt}` },
    });
    const fired = items.findIndex(({ kind }) => kind === 'timer-fired');
    expect(items[fired + 1]).toMatchObject({
      kind: 'settled',
      entries: [{ kind: 'rung-fired', text: { zh: '已逾期', en: 'it became overdue' }, actor: null }],
    });
    expect(items.flatMap(({ entries }) => entries).map(({ text }: Body) => text.en as string)).toContain(
      'it lapsed',
    );
    expect(await historyOf(subject, 'auditor', 3)).toEqual(items);
  });

  it('goes on over runs that begin anew', async () => {
    const duty = {
      unit: 'court',
      key: 'weekly',
      title: title('Weekly'),
      row: null,
      basis: { source: title('Test'), strength: 'our-default' },
      procedure: 'duty',
      floor: false,
      stages: [
        {
          name: 'report',
          title: title('Report'),
          kind: 'duty',
          parties: { named: [{ kind: 'post', id: 'head' }] },
          due: { from: 'period-end', offset: { workingDays: 5 } },
          ladder: {
            rungs: [
              { name: 'overdue', action: 'overdue', offset: { workingDays: 0 } },
              { name: 'lapse', action: 'lapse', offset: { workingDays: 9 } },
            ],
          },
          evidence: [],
          review: null,
        },
      ],
    };
    expect((await court.send('admin', 'post', '/duties', duty)).status).toBe(201);
    const cycle = {
      id: 'weekly',
      unit: 'court',
      duty: 'court.weekly',
      rule: 'FREQ=WEEKLY',
      startDate: '2027-01-04',
    };
    expect((await court.send('admin', 'post', '/cycles', cycle)).status).toBe(201);
    const opening = { citing: 'Meeting 7, item 3', period: '2027-01-04' };
    expect((await court.send('president', 'post', '/cycles/weekly/openings', opening)).status).toBe(201);
    const items = await historyUntil(
      'cycle/weekly',
      (all) => kindsOf(all).includes('continued-as-new') && endsWith('timer-armed')(all),
    );
    const runs = [...new Set(items.map(({ run }) => run as string))];
    expect(runs.length).toBeGreaterThan(1);
    const again = items.find(({ run, kind }) => run === runs[1] && kind === 'started');
    expect(again.text).toEqual({
      zh: 'cycleWorkflow 续接上一次运行',
      en: 'A new run of cycleWorkflow goes on from the run before',
    });
    expect(gapsIn(items)).toEqual([]);
    const [{ seq }] = await owner.query<[{ seq: number }]>(
      `SELECT seq FROM subject WHERE id = 'cycle/weekly'`,
    );
    expect(producedIn(items)).toEqual(upTo(seq));
    expect(await historyOf('cycle/weekly', 'auditor', 4)).toEqual(items);
  });

  it('is told from the ledger while Temporal is away', async () => {
    const subject = await done();
    const body = await throughAnother({ address: '127.0.0.1:1', namespace: 'default' }, subject);
    expect(body.source).toBe('ledger');
    expect(body.items[0]).toMatchObject({
      kind: 'from-the-ledger',
      text: { en: 'Temporal is away: this run is told from the ledger' },
    });
    expect(producedIn(body.items)).toEqual(producedIn(await historyOf(subject)));
  });

  it('is told from the ledger where Temporal is another one, which never had it', async () => {
    const subject = await done();
    const count = producedIn(await historyOf(subject)).length;
    const { address } = court.api.app.get<ApiOptions>(API_OPTIONS).temporal;
    const elsewhere = { address, namespace: 'default' };
    const { source, items } = await throughAnother(elsewhere, subject);
    expect(source).toBe('ledger');
    expect(items[0]).toMatchObject({ kind: 'from-the-ledger', source: 'ledger', event: null });
    expect(kindsOf(items.slice(1))).toEqual(Array<string>(count).fill('recorded'));
    expect(gapsIn(items)).toEqual([]);

    await removeEntry(subject, 3);
    await removeEntry(subject, count);
    expect(gapsIn((await throughAnother(elsewhere, subject)).items)).toEqual([
      { kind: 'entries-missing', gap: 'entry-missing', missing: [3] },
      { kind: 'entries-missing', gap: 'entry-missing', missing: [count] },
    ]);
  });

  it('marks what an event produced and the ledger does not hold', async () => {
    const subject = await done();
    const count = producedIn(await historyOf(subject)).length;
    const signed = (await historyOf(subject)).find(({ kind }) => kind === 'command-accepted').entries[0].seq;
    await removeEntry(subject, signed);
    await removeEntry(subject, count);
    expect(gapsIn(await historyOf(subject))).toEqual([
      { kind: 'settled', gap: 'entry-missing', missing: [signed] },
      { kind: 'command-accepted', gap: 'entry-missing', missing: [signed] },
      { kind: 'settled', gap: 'entry-missing', missing: [count] },
    ]);
  });

  it('marks what the ledger holds and no event produced', async () => {
    const subject = await done();
    const items = await historyOf(subject);
    const forged = producedIn(items).length + 1;
    await tamper(
      `INSERT INTO ledger_entry (subject, seq, kind, actor, at, body, run_id) VALUES ($1, $2, 'waived', 'president', now(), '{}', $3)`,
      [subject, forged, items[0].run],
    );
    const after = await historyOf(subject);
    expect(after.slice(0, -1)).toEqual(items);
    expect(after.at(-1)).toMatchObject({
      kind: 'recorded',
      source: 'ledger',
      gap: 'event-missing',
      entries: [{ seq: forged, kind: 'waived' }],
    });
  });

  it('tells that a run was terminated from outside', async () => {
    const subject = `obligation/${(await court.open({})).id}`;
    await historyUntil(subject, endsWith('timer-armed'));
    await court.api.app.get(Client).workflow.getHandle(subject).terminate('by mistake');
    const items = await historyUntil(subject, endsWith('terminated'));
    expect(items.at(-1).text).toEqual({
      zh: '被外部终止：by mistake',
      en: 'Terminated from outside: by mistake',
    });
    expect(gapsIn(items)).toEqual([]);
  });

  it('is shown to whoever may see the subject, and there for subjects of workflows only', async () => {
    const { id } = await court.open({});
    const statusFor = async (officer: string, subject: string): Promise<number> =>
      (await court.get(officer, pathOf(subject))).status;
    for (const officer of ['auditor', 'clerk', 'head'])
      expect(await statusFor(officer, `obligation/${id}`)).toBe(200);
    for (const officer of ['member-1', 'other-auditor'])
      expect(await statusFor(officer, `obligation/${id}`)).toBe(404);
    expect(await statusFor('auditor', 'obligation/none')).toBe(404);
    expect(await statusFor('auditor', 'calendar/court-calendar')).toBe(404);
    expect(await statusFor('auditor', 'organisation')).toBe(400);
    expect((await court.get('auditor', `${pathOf(`obligation/${id}`)}?cursor=WyJ4IiwieSIsMV0`)).status).toBe(
      400,
    );
    const [look] = await owner.query<Body[]>(
      `SELECT body FROM ledger_entry WHERE subject = 'looks/auditor' ORDER BY seq DESC LIMIT 1`,
    );
    expect(look.body).toEqual({ what: 'workflow-history', by: { id: `obligation/${id}` } });
  });

  it('is told from the ledger once Temporal has deleted it, and says so', async () => {
    const items = await historyUntil(forgotten, ([first]) => first?.kind === 'from-the-ledger', 60_000);
    expect((await court.get('auditor', pathOf(forgotten))).body.source).toBe('ledger');
    expect(items[0]).toMatchObject({ source: 'ledger', run: runOfForgotten });
    expect(producedIn(items)).toEqual(upTo(items.length - 1));
  }, 70_000);
});
