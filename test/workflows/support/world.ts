import { setTimeout as sleep } from 'node:timers/promises';
import type { WorkflowHandle } from '@temporalio/client';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { DefaultLogger, makeTelemetryFilterString, Runtime, type Worker } from '@temporalio/worker';
import type { DataSource, EntityManager } from 'typeorm';
import { DeliveryPokes } from '../../../activities/delivery-pokes.js';
import { createActivities } from '../../../activities/settle.activities.js';
import { createWorker } from '../../../apps/worker/create-worker.js';
import type { Activities } from '../../../libs/contracts/activities.js';
import { subjectStateQuery, type Accepted, type CommandMessage } from '../../../libs/contracts/messages.js';
import type { ChangeBrief } from '../../../libs/domain/change/change.js';
import type { CycleBrief } from '../../../libs/domain/cycle/cycle.js';
import type { DispatchBrief } from '../../../libs/domain/dispatch/dispatch.js';
import type { MeetingBrief } from '../../../libs/domain/meeting/meeting.js';
import type { ObligationBrief } from '../../../libs/domain/obligation/obligation.js';
import {
  changeSubject,
  cycleSubject,
  dispatchSubject,
  meetingSubject,
  obligationSubject,
} from '../../../libs/domain/subject/ids.js';
import type { Digest } from '../../../libs/notification/digest.js';
import { createDataSource } from '../../../libs/persistence/data-source.js';
import type { LedgerEntryEntity } from '../../../libs/persistence/entities/ledger-entry.entity.js';
import { SubjectEntity } from '../../../libs/persistence/entities/subject.entity.js';
import { entriesOf } from '../../../libs/persistence/repositories/ledger.repository.js';
import { openSubjects, type NewOpening } from '../../../libs/records/subjects/open-subjects.js';
import { kindOf, recordsOf } from '../../../libs/records/subjects/kinds.js';
import { CommandGateway, type GatewayOptions } from '../../../libs/temporal/command-gateway.js';
import { startSubjects } from '../../../libs/temporal/start-subjects.js';
import { SubjectStarter } from '../../../libs/temporal/subject-starter.js';
import { seedCourt, type CourtOptions } from '../../support/court.js';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.js';
import { asSuperuser } from '../../support/superuser.js';
import { createTimeSkippingEnvironment, productionBundle } from '../../support/temporal.js';
import { testTexts } from '../../support/keys.js';

const TASK_QUEUE = 'luze';

// Failures that a test makes on purpose are no news.
Runtime.install({
  logger: new DefaultLogger('ERROR'),
  telemetryOptions: { logging: { filter: makeTelemetryFilterString({ core: 'ERROR', other: 'ERROR' }) } },
});

export interface WorldOptions extends CourtOptions {
  /** Puts something between the workflows and the activities, to make these fail. */
  readonly intercept?: (activities: Activities) => Activities;
  /** Leads the worker to its database by another way. */
  readonly databaseUrl?: (applicationUrl: string) => Promise<string>;
  /** Puts another organisation on record than the small court. */
  readonly seed?: (manager: EntityManager) => Promise<void>;
  /** How commands are sent; as in production by default. */
  readonly gateway?: GatewayOptions;
  /** Another server than the one that skips time. */
  readonly server?: () => Promise<TestWorkflowEnvironment>;
}

/** A court with a worker as in production, on a PostgreSQL of its own and a clock that skips what nobody waits for. */
export class World {
  /** The mail that was sent. */
  readonly mail: Digest[] = [];
  readonly gateway: CommandGateway;
  private worker: Worker | undefined;
  private running: Promise<void> | undefined;

  private constructor(
    readonly env: TestWorkflowEnvironment,
    private readonly database: TestDatabase,
    /** For the test's own eyes; the worker has another. */
    readonly dataSource: DataSource,
    private readonly workerDataSource: DataSource,
    readonly starter: SubjectStarter,
    private readonly pokes: DeliveryPokes,
    private readonly options: WorldOptions,
  ) {
    this.gateway = new CommandGateway(env.client, options.gateway);
  }

  static async create(options: WorldOptions = {}): Promise<World> {
    const { server = createTimeSkippingEnvironment, seed = (manager) => seedCourt(manager, options) } =
      options;
    const [env, database] = await Promise.all([server(), createTestDatabase()]);
    const dataSource = await createDataSource({ url: database.applicationUrl, poolSize: 2 }).initialize();
    const url = (await options.databaseUrl?.(database.applicationUrl)) ?? database.applicationUrl;
    const workerDataSource = await createDataSource({ url }).initialize();
    await dataSource.transaction((manager) => seed(manager));
    const starter = new SubjectStarter(env.client, TASK_QUEUE);
    const pokes = new DeliveryPokes({ dataSource: workerDataSource, starter });
    const world = new World(env, database, dataSource, workerDataSource, starter, pokes, options);
    await world.startWorker();
    return world;
  }

  async close(): Promise<void> {
    await this.stopWorker();
    await this.pokes.close();
    await this.env.teardown();
    await Promise.all([this.dataSource.destroy(), this.workerDataSource.destroy()]);
    await this.database.drop();
  }

  async startWorker(): Promise<void> {
    const activities = createActivities({
      texts: testTexts,
      dataSource: this.workerDataSource,
      starter: this.starter,
      pokes: this.pokes,
      mail: { send: async (digest) => void this.mail.push(digest) },
      gateway: this.gateway,
      deliveryDelayMs: 60_000,
    });
    this.worker = await createWorker({
      connection: this.env.nativeConnection,
      namespace: 'default',
      taskQueue: TASK_QUEUE,
      workflowBundle: await productionBundle(),
      activities: this.options.intercept?.(activities) ?? activities,
    });
    this.running = this.worker.run();
  }

  async stopWorker(): Promise<void> {
    if (this.worker?.getState() === 'RUNNING') this.worker.shutdown();
    await this.running;
  }

  /** Does to the tables what the application may not. */
  asSuperuser(work: Parameters<typeof asSuperuser>[1]): Promise<void> {
    return asSuperuser(this.database, work);
  }

  /** Opens an obligation by hand, as the API does. */
  async open(brief: ObligationBrief): Promise<string> {
    return this.openSubject({ subject: obligationSubject(brief.id), brief });
  }

  async openCycle(brief: CycleBrief): Promise<string> {
    return this.openSubject({ subject: cycleSubject(brief.id), brief });
  }

  async openMeeting(brief: MeetingBrief): Promise<string> {
    return this.openSubject({ subject: meetingSubject(brief.id), brief });
  }

  async propose(brief: ChangeBrief): Promise<string> {
    return this.openSubject({ subject: changeSubject(brief.id), brief });
  }

  async dispatch(brief: DispatchBrief): Promise<string> {
    return this.openSubject({ subject: dispatchSubject(brief.id), brief });
  }

  /** An officer acts in a post of theirs; the id says which command it is. */
  act<K extends CommandMessage['kind']>(
    subject: string,
    officer: string,
    kind: K,
    fields: Record<string, unknown> = {},
    id = `${kind}-${(this.commands += 1)}`,
  ): Promise<Accepted> {
    const message = { id, kind, actor: { officer, asClerk: false }, ...fields } as unknown as CommandMessage;
    return this.gateway.execute(subject, message);
  }

  private commands = 0;

  /** Lets time pass; returns when all that it brought is in the ledger. */
  async pass(duration: string | number): Promise<void> {
    await this.env.sleep(duration);
    await this.atRest();
  }

  /** Returns when no workflow that goes on has anything to settle. */
  async atRest(): Promise<void> {
    const rows = await this.dataSource.query<{ id: string; state: unknown }[]>(
      'SELECT id, state FROM subject WHERE workflow IS NOT NULL',
    );
    const running = rows.filter(({ id, state }) => {
      const kind = kindOf(id);
      return kind !== undefined && (state === null || !recordsOf(kind).isOver(state));
    });
    await Promise.all(
      running.map(({ id }) =>
        this.handle(id)
          .query(subjectStateQuery)
          .catch(() => undefined),
      ),
    );
  }

  handle(subject: string): WorkflowHandle {
    return this.env.client.workflow.getHandle(subject);
  }

  now(): Promise<number> {
    return this.env.currentTimeMs();
  }

  ledger(subject: string): Promise<LedgerEntryEntity[]> {
    return entriesOf(this.dataSource.manager, subject);
  }

  /** The entries of a subject, shortly: the key of a rung, or the kind. */
  async story(subject: string): Promise<string[]> {
    return (await this.ledger(subject)).map((entry) => entry.rungKey ?? entry.kind);
  }

  /** What the history of the present run holds, by type: `TimerFired`, `MarkerRecorded`... */
  async events(subject: string): Promise<string[]> {
    const { events } = await this.handle(subject).fetchHistory();
    return (events ?? []).map((event) => {
      const attributes = Object.keys(event).find((key) => key.endsWith('EventAttributes')) ?? '';
      return attributes.charAt(0).toUpperCase() + attributes.slice(1, -'EventAttributes'.length);
    });
  }

  async isRunning(subject: string): Promise<boolean> {
    return (await this.handle(subject).describe()).status.name === 'RUNNING';
  }

  /** Why a workflow failed; waits for it to fail. */
  async failure(subject: string): Promise<unknown> {
    for (;;) {
      const { events } = await this.handle(subject).fetchHistory();
      const failed = events?.at(-1)?.workflowExecutionFailedEventAttributes;
      if (failed) return failed.failure;
      await sleep(50);
    }
  }

  private async openSubject(opening: NewOpening): Promise<string> {
    const { dataSource, starter } = this;
    const { subject } = opening;
    const workflow = await dataSource.transaction(async (manager) => {
      await openSubjects(manager, [opening], null);
      return (await manager.findOneByOrFail(SubjectEntity, { id: subject })).workflow;
    });
    if (workflow !== null) await startSubjects({ dataSource, starter }, [{ id: subject, workflow }]);
    return subject;
  }
}

/** What the head hands in. */
export const proof = { evidence: [{ requirement: 'proof', document: 'a'.repeat(64) }] };
