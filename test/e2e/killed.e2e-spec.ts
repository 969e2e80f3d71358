import { setTimeout as sleep } from 'node:timers/promises';
import { Instance, type PartName } from '../support/instance.js';
import { InstanceClient, type Answer } from '../support/instance-client.js';

const PARTIES = 100;
const TASKS = 2;
/** Long enough to open the tasks and to hand some in. */
const LEAD_MS = 9_000;
const CLIENTS = 8;
const LADDER = [
  { name: 'overdue', action: 'overdue', offset: { duration: 'PT0S' } },
  { name: 'escalate-1', action: 'escalate', level: 1, offset: { duration: 'PT2S' } },
  { name: 'escalate-2', action: 'escalate', level: 2, offset: { duration: 'PT4S' } },
  { name: 'launch', action: 'launch', offset: { duration: 'PT6S' } },
];
const RUNGS = LADDER.map((rung) => rung.name);

/** What a client was told about one party. */
interface Told {
  readonly task: string;
  readonly party: string;
  readonly answer: Answer;
}

describe('an instance whose parts are killed in the middle of a burst', () => {
  let instance: Instance;
  let clerk: InstanceClient;
  let auditor: InstanceClient;

  beforeAll(async () => {
    instance = await Instance.create();
    await instance.start();
    const admin = await new InstanceClient(instance, 'admin').signIn();
    clerk = await new InstanceClient(instance, 'clerk').signIn();
    auditor = await new InstanceClient(instance, 'auditor').signIn();
    for (let n = 0; n < 200; n += 1) {
      const title = { zh: `值班岗${n}`, en: `Watch ${n}` };
      const post = { id: `watch-${n}`, unit: 'office', title, kind: 'watch', managedBy: 'office-head' };
      expect((await admin.post('/posts', post)).status).toBe(201);
    }
  }, 180_000);

  afterAll(() => instance.stop(), 60_000);

  const openTask = async (parties: number, dueInMs: number): Promise<string> => {
    const opened = await clerk.post('/obligations', {
      title: { zh: '报送材料', en: 'Hand in' },
      unit: 'court',
      parties: Array.from({ length: parties }, (_, n) => ({ kind: 'post', id: `watch-${n}` })),
      dueAt: new Date(Date.now() + dueInMs).toISOString(),
      evidence: [{ name: 'report', title: { zh: '材料', en: 'Report' } }],
      ladder: LADDER,
    });
    expect(opened.status).toBe(201);
    return opened.body.id as string;
  };

  const handIn = async (task: string, party: string): Promise<Told> => ({
    task,
    party,
    answer: await clerk.post(`/obligations/${task}/evidence`, {
      party,
      items: [{ requirement: 'report', text: `of ${party}` }],
    }),
  });

  /** Its stage is over; the task itself stays open until what the clerk did has been confirmed, days later. */
  const untilEnded = async (task: string): Promise<void> => {
    for (let tries = 0; tries < 240; tries += 1) {
      const { body } = await auditor.get(`/obligations/${task}`);
      if (body.id === task && body.stage === null) return;
      await sleep(500);
    }
    throw new Error(`task ${task} does not come to its end`);
  };

  /** What the ledger holds is what clients were told, each rung once, in order and not early. */
  const check = async (task: string, told: readonly Told[]): Promise<void> => {
    const entries = await auditor.entriesOf(`obligation/${task}`);
    expect(entries.map((entry) => entry.seq)).toEqual(entries.map((_, index) => index + 1));
    for (const { party, answer } of told.filter((t) => t.task === task && t.answer.status === 201)) {
      const entry = entries[answer.body.seq - 1];
      expect([entry.kind, entry.body.party]).toEqual(['evidence-submitted', party]);
    }
    const accepted = told.filter((t) => t.task === task && t.answer.status === 201).length;
    expect(entries.filter((entry) => entry.kind === 'evidence-submitted')).toHaveLength(accepted);
    for (let n = 0; n < PARTIES; n += 1) {
      const party = `watch-${n}`;
      const own = entries.filter((entry) => entry.body.party === party);
      const fired = own.filter((entry) => entry.kind === 'rung-fired');
      const names = fired.map((entry) => entry.body.rung as string);
      const submitted = own.some((entry) => entry.kind === 'evidence-submitted');
      expect(names).toEqual(submitted ? RUNGS.slice(0, names.length) : RUNGS);
      for (const entry of fired) expect(entry.at >= entry.body.plannedAt).toBe(true);
    }
  };

  it.each<PartName>(['worker', 'api', 'postgres', 'temporal'])(
    'loses and doubles nothing when the %s is killed, then the rest, and it is started again',
    async (victim) => {
      const due = Date.now() + LEAD_MS;
      const tasks: string[] = [];
      for (let n = 0; n < TASKS; n += 1) tasks.push(await openTask(PARTIES, due - Date.now()));
      const told: Told[] = [];
      const clients = Array.from({ length: CLIENTS }, async () => {
        while (Date.now() < due + 3_000) {
          const task = tasks[Math.floor(Math.random() * TASKS)] as string;
          told.push(await handIn(task, `watch-${Math.floor((Math.random() * PARTIES) / 2)}`));
          await sleep(Math.random() * 100);
        }
      });
      await sleep(Math.max(0, due - Date.now()) + 300);
      instance.kill(victim);
      await sleep(1_200);
      await instance.killSupervisor();
      await instance.start();
      await Promise.all(clients);
      for (const task of tasks) await untilEnded(task);
      for (const task of tasks) await check(task, told);
      const statuses = new Set(told.map((t) => t.answer.status));
      expect([...statuses].filter((status) => status !== 201 && status !== 409)).toEqual([]);
      expect(told.some((t) => t.answer.status === 201)).toBe(true);
      expect(told.some((t) => t.answer.status === 409)).toBe(true);
    },
    180_000,
  );

  it('takes 200 commands at once on one stage', async () => {
    const task = await openTask(200, 3_600_000);
    const told = await Promise.all(Array.from({ length: 200 }, (_, n) => handIn(task, `watch-${n}`)));
    expect(told.filter((t) => t.answer.status !== 201)).toEqual([]);
    await untilEnded(task);
    const entries = await auditor.entriesOf(`obligation/${task}`);
    expect(entries.filter((entry) => entry.kind === 'evidence-submitted')).toHaveLength(200);
  }, 120_000);

  it('has tables that equal what its ledger gives', async () => {
    const { code, output } = await instance.luze('rebuild', '--check');
    expect([code, output]).toEqual([0, expect.any(String)]);
  }, 60_000);
});
