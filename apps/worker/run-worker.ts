import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { NativeConnection } from '@temporalio/worker';
import type { Logger } from 'pino';
import { DeliveryPokes } from '../../activities/delivery-pokes.js';
import { createCollectOrphans } from '../../activities/collect-orphans.activities.js';
import { createSeal } from '../../activities/seal.activities.js';
import { witnessAt } from '../../activities/seal/witness.js';
import { createActivities } from '../../activities/settle.activities.js';
import { createWatch } from '../../activities/watch.activities.js';
import type { ServiceConfig } from '../../libs/config/config.js';
import { EvidenceStore } from '../../libs/evidence/store.js';
import { createMailSender } from '../../libs/notification/mail-sender.js';
import { createDataSource } from '../../libs/persistence/data-source.js';
import { instanceKey } from '../../libs/privacy/instance-key.js';
import { Texts } from '../../libs/privacy/texts.js';
import { CheckpointFolder } from '../../libs/sealing/checkpoint-folder.js';
import { connectionOptions, temporalClient } from '../../libs/temporal/client.js';
import { CommandGateway } from '../../libs/temporal/command-gateway.js';
import { ensureSchedules } from '../../libs/temporal/schedules.js';
import { startUnstarted } from '../../libs/temporal/start-subjects.js';
import { SubjectStarter } from '../../libs/temporal/subject-starter.js';
import { createWorker } from './create-worker.js';
import { logThroughPino } from './logging.js';

/** Made by the build, beside the compiled sources. */
const BUNDLE = fileURLToPath(new URL('../../workflow-bundle.js', import.meta.url));
/** Enough that what comes due at one instant keeps two processors busy. */
const DATABASE_CONNECTIONS = 16;

/**
 * Runs the worker until the process is asked to end. Before it takes work it makes good what a killed one left undone:
 * subjects opened and not started, mail not sent.
 *
 * @param onReady called when it takes work
 * @throws Error when Temporal or the database cannot be reached at the start, or the worker fails
 */
export async function runWorker(config: ServiceConfig, logger: Logger, onReady: () => void): Promise<void> {
  logThroughPino(logger);
  const { temporalNamespace: namespace, temporalTaskQueue: taskQueue } = config;
  const closers: (() => unknown)[] = [];
  try {
    const dataSource = createDataSource({ url: config.databaseUrl, poolSize: DATABASE_CONNECTIONS });
    await reach('the database that DATABASE_URL names', dataSource.initialize());
    closers.unshift(() => dataSource.destroy());
    const texts = new Texts(await instanceKey(config.keysDir, config.personsKey));
    await texts.keys.check(dataSource.manager);
    const temporal = NativeConnection.connect(connectionOptions(config.temporalAt()));
    const connection = await reach('Temporal, which TEMPORAL_ADDRESS names,', temporal);
    closers.unshift(() => connection.close());
    const client = temporalClient(config.temporalAt());
    closers.unshift(() => client.connection.close());
    const { smtpUrl, mailDir, mailFrom: from } = config;
    const mail = createMailSender({ smtpUrl, mailDir, from });
    closers.unshift(() => mail.close());

    const starter = new SubjectStarter(client, taskQueue);
    const pokes = new DeliveryPokes({
      dataSource,
      starter,
      // A small part of the time for which the delivery itself gathers.
      gatherMs: Math.min(5_000, config.deliveryDelayMs / 4),
      onFailure: (err, officerId) => logger.warn({ err, officerId }, 'a delivery could not be woken yet'),
    });
    closers.unshift(() => pokes.close());
    await ensureSchedules(client, taskQueue);
    await startUnstarted({ dataSource, starter });
    await pokes.recoverUnsent();

    const { witnessUrl, witnessKey } = config;
    const witness = witnessUrl && witnessKey ? witnessAt(witnessUrl, witnessKey) : undefined;
    const worker = await createWorker({
      connection,
      namespace,
      taskQueue,
      workflowBundle: { codePath: BUNDLE },
      activities: {
        ...createActivities({
          dataSource,
          starter,
          pokes,
          mail,
          gateway: new CommandGateway(client),
          texts,
          deliveryDelayMs: config.deliveryDelayMs,
        }),
        ...createCollectOrphans({ dataSource, evidence: new EvidenceStore(config.evidenceDir) }),
        ...createSeal({
          dataSource,
          keys: { given: config.ledgerKey, folder: config.ledgerDir, logName: config.ledgerName },
          checkpoints: new CheckpointFolder(join(config.ledgerDir, 'checkpoints')),
          witness,
          onAlarm: (message) => logger.error(message),
        }),
        ...createWatch({ dataSource, client, starter, pokes }),
      },
    });
    const running = worker.run();
    onReady();
    await running;
  } finally {
    for (const close of closers) await close();
  }
}

/** Says what could not be reached, where the error says at most an address. */
async function reach<T>(what: string, reaching: Promise<T>): Promise<T> {
  try {
    return await reaching;
  } catch (error) {
    throw new Error(`${what} cannot be reached: ${(error as Error).message}`, { cause: error });
  }
}
