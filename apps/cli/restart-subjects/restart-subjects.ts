import { createDataSource } from '../../../libs/persistence/data-source.js';
import { temporalClient } from '../../../libs/temporal/client.js';
import { restartSubjects } from '../../../libs/temporal/restart-subjects.js';
import { SubjectStarter } from '../../../libs/temporal/subject-starter.js';
import { instanceConfig } from '../instance-config.js';

/** @returns the exit code: 1 where a check found something, or nothing could be done */
export async function restart({ check }: { check: boolean }): Promise<number> {
  const closers: (() => Promise<unknown>)[] = [];
  try {
    const config = instanceConfig();
    const dataSource = await createDataSource({ url: config.databaseUrl, poolSize: 5 }).initialize();
    closers.unshift(() => dataSource.destroy());
    const client = temporalClient(config.temporalAt());
    closers.unshift(() => client.connection.close());
    const starter = new SubjectStarter(client, config.temporalTaskQueue);
    const { open, notRunning } = await restartSubjects({ dataSource, client, starter, check });
    const verdict = check ? 'do not run' : 'did not run, and were started';
    console.log(`${open} subjects are open; ${notRunning.length} of them ${verdict}.`);
    return check && notRunning.length > 0 ? 1 : 0;
  } catch (error) {
    console.error(`luze: ${error instanceof Error ? error.message : String(error)}`);
    return 1;
  } finally {
    for (const close of closers) await close();
  }
}
