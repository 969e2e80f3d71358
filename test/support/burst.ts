import { setTimeout as sleep } from 'node:timers/promises';
import { Instance, type PartName } from './instance.js';
import { InstanceClient, type Answer } from './instance-client.js';

const PARTIES = 100;
const TASKS = 2;
/** Long enough to open the tasks and to hand some in. */
const LEAD_MS = 4_000;
const CLIENTS = 8;
const LADDER = [
  { name: 'overdue', action: 'overdue', offset: { duration: 'PT0S' } },
  { name: 'escalate-1', action: 'escalate', level: 1, offset: { duration: 'PT2S' } },
  { name: 'escalate-2', action: 'escalate', level: 2, offset: { duration: 'PT4S' } },
  { name: 'launch', action: 'launch', offset: { duration: 'PT6S' } },
];
const RUNGS = LADDER.map((rung) => rung.name);

/** What a client was told about one party. */
export interface Told {
  readonly task: string;
  readonly party: string;
  readonly answer: Answer;
}

/** A whole instance with many who owe something at the same instant, and clients that hand it in. */
export class Burst {
  private constructor(
    readonly instance: Instance,
    private readonly clerk: InstanceClient,
    private readonly auditor: InstanceClient,
  ) {}

  /** @param parties how many posts there are that can owe something, `watch-0` the first */
  static async create(parties = PARTIES): Promise<Burst> {
    const instance = await Instance.create();
    await instance.start();
    const [admin, clerk, auditor] = await Promise.all(
      ['admin', 'clerk', 'auditor'].map((name) => new InstanceClient(instance, name).signIn()),
    );
    for (let n = 0; n < parties; n += 1) {
      const title = { zh: `值班岗${n}`, en: `Watch ${n}` };
      const post = { id: `watch-${n}`, unit: 'office', title, kind: 'watch', managedBy: 'office-head' };
      expect((await admin!.post('/posts', post)).status).toBe(201);
    }
    return new Burst(instance, clerk!, auditor!);
  }

  stop(): Promise<void> {
    return this.instance.stop();
  }

  /** Kills a part as rungs fall due and commands come in, then the rest, and starts it again: all that was answered is on record, once. */
  async killAndCheck(victim: PartName): Promise<void> {
    const due = Date.now() + LEAD_MS;
    const tasks: string[] = [];
    for (let n = 0; n < TASKS; n += 1) tasks.push(await this.openTask(PARTIES, due - Date.now()));
    const told: Told[] = [];
    const clients = Array.from({ length: CLIENTS }, async () => {
      while (Date.now() < due + 3_000) {
        const task = tasks[Math.floor(Math.random() * TASKS)] as string;
        told.push(await this.handIn(task, `watch-${Math.floor((Math.random() * PARTIES) / 2)}`));
        await sleep(Math.random() * 100);
      }
    });
    await sleep(Math.max(0, due - Date.now()) + 300);
    this.instance.kill(victim);
    await sleep(1_200);
    await this.instance.killSupervisor();
    await this.instance.start();
    await Promise.all(clients);
    for (const task of tasks) await this.untilEnded(task);
    for (const task of tasks) await this.check(task, told);
    const statuses = new Set(told.map((t) => t.answer.status));
    expect([...statuses].filter((status) => status !== 201 && status !== 409)).toEqual([]);
    expect(told.some((t) => t.answer.status === 201)).toBe(true);
    expect(told.some((t) => t.answer.status === 409)).toBe(true);
  }

  async openTask(parties: number, dueInMs: number): Promise<string> {
    const opened = await this.clerk.post('/obligations', {
      title: { zh: '报送材料', en: 'Hand in' },
      unit: 'court',
      parties: Array.from({ length: parties }, (_, n) => ({ kind: 'post', id: `watch-${n}` })),
      dueAt: new Date(Date.now() + dueInMs).toISOString(),
      evidence: [{ name: 'report', title: { zh: '材料', en: 'Report' } }],
      ladder: LADDER,
    });
    expect(opened.status).toBe(201);
    return opened.body.id as string;
  }

  async handIn(task: string, party: string): Promise<Told> {
    const items = [{ requirement: 'report', text: `of ${party}` }];
    return {
      task,
      party,
      answer: await this.clerk.post(`/obligations/${task}/evidence`, { party, items }),
    };
  }

  /** Its stage is over; the task itself stays open until what the clerk did has been confirmed, days later. */
  async untilEnded(task: string): Promise<void> {
    for (let tries = 0; tries < 600; tries += 1) {
      const { body } = await this.auditor.get(`/obligations/${task}`);
      if (body.id === task && body.stage === null) return;
      await sleep(200);
    }
    throw new Error(`task ${task} does not come to its end`);
  }

  /** Every entry of a task, in its order. */
  entriesOf(task: string): Promise<Answer['body'][]> {
    return this.auditor.entriesOf(`obligation/${task}`);
  }

  /** What the ledger holds is what clients were told, each rung once, in order and not early. */
  private async check(task: string, told: readonly Told[]): Promise<void> {
    const entries = await this.entriesOf(task);
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
  }
}
