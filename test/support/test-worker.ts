import { DefaultLogger, makeTelemetryFilterString, Runtime, type Worker } from '@temporalio/worker';
import type { DataSource } from 'typeorm';
import { DeliveryPokes } from '../../activities/delivery-pokes.js';
import { createActivities } from '../../activities/settle.activities.js';
import { createWatch } from '../../activities/watch.activities.js';
import { createWorker } from '../../apps/worker/create-worker.js';
import { CommandGateway } from '../../libs/temporal/command-gateway.js';
import { SubjectStarter } from '../../libs/temporal/subject-starter.js';
import { productionBundle, type TestNamespace } from './temporal.js';
import { testTexts } from './keys.js';

// What a worker does when all goes well is no news.
Runtime.install({
  logger: new DefaultLogger('ERROR'),
  telemetryOptions: { logging: { filter: makeTelemetryFilterString({ core: 'ERROR', other: 'ERROR' }) } },
});

/** A worker with the built bundle, on the servers of a test; its mail goes nowhere. */
export class TestWorker {
  private constructor(
    private readonly worker: Worker,
    private readonly running: Promise<void>,
  ) {}

  static async start(dataSource: DataSource, temporal: TestNamespace): Promise<TestWorker> {
    const { client, taskQueue, namespace, workerConnection: connection } = temporal;
    const starter = new SubjectStarter(client, taskQueue);
    const pokes = new DeliveryPokes({ dataSource, starter });
    const worker = await createWorker({
      connection,
      namespace,
      taskQueue,
      workflowBundle: await productionBundle(),
      activities: {
        ...createActivities({
          texts: testTexts,
          dataSource,
          starter,
          pokes,
          mail: { send: () => Promise.resolve() },
          gateway: new CommandGateway(client),
          deliveryDelayMs: 60_000,
        }),
        ...createWatch({ dataSource, client, starter, pokes, secondLookMs: 200, unfiredAfterMs: 1_000 }),
      },
    });
    return new TestWorker(worker, worker.run());
  }

  async stop(): Promise<void> {
    this.worker.shutdown();
    await this.running;
  }
}
