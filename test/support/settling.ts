import type { DataSource } from 'typeorm';
import { DeliveryPokes } from '../../activities/delivery-pokes.js';
import { createActivities } from '../../activities/settle.activities.js';
import type { Activities, SettleInput, SettleResult, SubjectInput } from '../../libs/contracts/activities.js';
import type { CycleBrief } from '../../libs/domain/cycle/cycle.js';
import type { ObligationBrief } from '../../libs/domain/obligation/obligation.js';
import { cycleSubject, obligationSubject } from '../../libs/domain/subject/ids.js';
import { instantOf, type Instant } from '../../libs/domain/time.js';
import type { Digest } from '../../libs/notification/digest.js';
import { SubjectNotRunning } from '../../libs/temporal/errors.js';
import { createDataSource } from '../../libs/persistence/data-source.js';
import { openSubjects } from '../../libs/records/subjects/open-subjects.js';
import { seedCourt, type CourtOptions } from './court.js';
import { createTestDatabase, type TestDatabase } from './postgres.js';
import { testTexts } from './keys.js';

/** Monday 4 January 2027, nine o'clock in Shanghai. */
const BEGIN_MS = Date.parse('2027-01-04T01:00:00.000Z');

/** The instant `ms` after the beginning. */
export const after = (ms: number): Instant => instantOf(BEGIN_MS + ms);

/** An input without its instant. */
export type Sent = SubjectInput extends infer I ? (I extends SubjectInput ? Omit<I, 'at'> : never) : never;

/** The activities on a database with the small court, without Temporal: who would be started and woken is noted. */
export interface Settling {
  readonly database: TestDatabase;
  readonly dataSource: DataSource;
  readonly activities: Activities;
  readonly pokes: DeliveryPokes;
  /** Workflows started, as `type id`, and deliveries woken, in their order. */
  readonly started: string[];
  readonly woken: string[];
  readonly mails: Digest[];
  /** Makes every start fail until it is set back. */
  startsFail: boolean;
  openObligation(brief: ObligationBrief): Promise<string>;
  openCycle(brief: CycleBrief): Promise<string>;
  /** Settles as the workflow would at `ms` after the beginning, knowing all entries so far. */
  settle(subject: string, ms: number, ...inputs: readonly Sent[]): Promise<SettleResult>;
  close(): Promise<void>;
}

export async function createSettling(court: CourtOptions = {}): Promise<Settling> {
  const database = await createTestDatabase();
  const dataSource = await createDataSource({ url: database.applicationUrl, poolSize: 10 }).initialize();
  await dataSource.transaction((manager) => seedCourt(manager, court));
  const started: string[] = [];
  const woken: string[] = [];
  const mails: Digest[] = [];
  const starter = {
    start: async ({ id, workflow }: { id: string; workflow: string }) => {
      if (settling.startsFail) throw new Error('Temporal is away');
      started.push(`${workflow} ${id}`);
    },
    deliver: async (officerId: string) => void woken.push(officerId),
  };
  const pokes = new DeliveryPokes({ dataSource, starter });
  const activities = createActivities({
    texts: testTexts,
    dataSource,
    starter,
    pokes,
    mail: { send: async (digest) => void mails.push(digest) },
    gateway: {
      execute: (subject) => Promise.reject(new SubjectNotRunning(subject)),
      notify: (subject) => Promise.reject(new SubjectNotRunning(subject)),
    },
    deliveryDelayMs: 1_000,
  });
  const seen = new Map<string, number>();
  const open = async (subject: string, brief: ObligationBrief | CycleBrief): Promise<string> => {
    await dataSource.transaction((manager) => openSubjects(manager, [{ subject, brief }], null));
    return subject;
  };
  const settling: Settling = {
    database,
    dataSource,
    activities,
    pokes,
    started,
    woken,
    mails,
    startsFail: false,
    openObligation: (brief) => open(obligationSubject(brief.id), brief),
    openCycle: (brief) => open(cycleSubject(brief.id), brief),
    async settle(subject, ms, ...inputs) {
      const result = await activities.settle(settleInput(subject, seen.get(subject) ?? 0, ms, inputs));
      seen.set(subject, result.seq);
      return result;
    },
    async close() {
      await pokes.close();
      await dataSource.destroy();
      await database.drop();
    },
  };
  return settling;
}

/** What a workflow that has seen `seq` entries hands over at `ms` after the beginning. */
export const settleInput = (
  subject: string,
  seq: number,
  ms: number,
  inputs: readonly Sent[] = [],
): SettleInput => ({
  subject,
  seq,
  now: after(ms),
  inputs: inputs.map((input) => ({ ...input, at: after(ms) }) as SubjectInput),
});

/** The step that opens a stage. */
export const openStage = (stage: string): Sent => ({ id: `open-stage:${stage}`, kind: 'open-stage', stage });

/** A command of an officer in a post of their own. */
export const command = (
  id: string,
  officer: string,
  rest: { readonly kind: string } & Readonly<Record<string, unknown>>,
): Sent => ({ id, actor: { officer, asClerk: false }, ...rest }) as unknown as Sent;

/** The numbers of a subject's entries, in the order of the ledger. */
export async function seqsOf(dataSource: DataSource, subject: string): Promise<number[]> {
  const rows = await dataSource.query<{ seq: number }[]>(
    'SELECT seq FROM ledger_entry WHERE subject = $1 ORDER BY id',
    [subject],
  );
  return rows.map((row) => row.seq);
}
