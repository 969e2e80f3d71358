import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { Client, Connection } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time.js';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { NativeConnection } from '@temporalio/worker';
import { given } from './environment.js';

/** A namespace of one test file on the development server, and connections to it. */
export interface TestNamespace {
  address: string;
  namespace: string;
  taskQueue: string;
  client: Client;
  /** For the workers of the test. */
  workerConnection: NativeConnection;
  close(): Promise<void>;
}

/** Makes a namespace, so that test files see and disturb nothing of each other. */
export async function createTestNamespace(): Promise<TestNamespace> {
  const address = given('LUZE_TEST_TEMPORAL_ADDRESS');
  const namespace = `test-${randomBytes(6).toString('hex')}`;
  const connection = await Connection.connect({ address });
  await connection.workflowService.registerNamespace({
    namespace,
    workflowExecutionRetentionPeriod: msToTs('1 day'),
  });
  const workerConnection = await NativeConnection.connect({ address });
  return {
    address,
    namespace,
    taskQueue: 'luze',
    client: new Client({ connection, namespace }),
    workerConnection,
    close: async () => {
      await workerConnection.close();
      await connection.close();
    },
  };
}

/**
 * A server of its own whose clock skips ahead while workflows wait: drive it by `env.sleep`. The clock is shared by all
 * that runs on it, so one test at a time.
 */
export const createTimeSkippingEnvironment = (): Promise<TestWorkflowEnvironment> =>
  TestWorkflowEnvironment.createTimeSkipping({
    server: { executable: { type: 'existing-path', path: given('TEMPORAL_TEST_SERVER') } },
  });

/** The workflows as they run in production: the bundle that the build has made. */
export const productionBundle = async (): Promise<{ code: string }> => ({
  code: await readFile(new URL('../../dist/workflow-bundle.js', import.meta.url), 'utf8'),
});
