import { hostname } from 'node:os';
import { temporalClient } from '../../../libs/temporal/client.js';
import { recentPollers } from '../../../libs/temporal/pollers.js';
import { instanceConfig } from '../instance-config.js';

const WAIT_MS = 5_000;

/**
 * Asks the server who has asked it for work: a worker that hangs, or that cannot get through to Temporal, is not among them.
 *
 * @returns the exit code
 */
export async function workerHealth(): Promise<number> {
  try {
    const config = instanceConfig();
    const client = temporalClient(config.temporalAt());
    try {
      const pollers = await recentPollers(client, config.temporalTaskQueue, WAIT_MS);
      if (pollers.some((identity) => identity.endsWith(`@${hostname()}`))) return 0;
      console.error('luze: no worker of this host has asked Temporal for work in the last minute');
    } finally {
      await client.connection.close();
    }
  } catch (error) {
    console.error(`luze: ${error instanceof Error ? error.message : String(error)}`);
  }
  return 1;
}
