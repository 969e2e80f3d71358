import { createDataSource } from '../../../libs/persistence/data-source.js';
import { rotateKey } from '../../../libs/sealing/rotate-key.js';
import { instanceConfig } from '../instance-config.js';

/** @returns the exit code */
export async function rotate({ lost }: { lost: boolean }): Promise<number> {
  const closers: (() => Promise<unknown>)[] = [];
  try {
    const config = instanceConfig();
    const dataSource = await createDataSource({ url: config.databaseUrl, poolSize: 1 }).initialize();
    closers.unshift(() => dataSource.destroy());
    const source = { given: config.ledgerKey, folder: config.ledgerDir };
    const { verifier, toBeGiven } = await rotateKey(dataSource, source, { lost });
    if (toBeGiven !== null) {
      console.error('Set this where the workers run, let nobody else see it, and start the workers again:');
      console.log(`LUZE_LEDGER_KEY=${toBeGiven}`);
    }
    console.error(`The next checkpoint is signed by ${verifier}`);
    if (!lost) console.error('and by the key so far, which may be destroyed once that is done.');
    return 0;
  } catch (error) {
    console.error(`luze: ${error instanceof Error ? error.message : String(error)}`);
    return 1;
  } finally {
    for (const close of closers) await close();
  }
}
