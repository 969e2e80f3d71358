import { instanceConfig } from '../instance-config.js';
import { createDataSource } from '../../../libs/persistence/data-source.js';
import { rebuild, type Difference } from '../../../libs/records/rebuild/rebuild.js';

/** @returns the exit code: 1 where a check found something, or nothing could be done */
export async function rebuildTables({ check }: { check: boolean }): Promise<number> {
  try {
    const differences = await differencesIn(instanceConfig().databaseUrl, check);
    for (const difference of differences) console.log(describe(difference));
    if (differences.length === 0) console.log('Every row is as the ledger says.');
    else console.log(check ? 'Put right by the same command without --check.' : 'Put right.');
    return check && differences.length > 0 ? 1 : 0;
  } catch (error) {
    console.error(`luze: ${error instanceof Error ? error.message : String(error)}`);
    return 1;
  }
}

async function differencesIn(url: string, check: boolean): Promise<Difference[]> {
  const dataSource = await createDataSource({ url, poolSize: 1 }).initialize();
  try {
    return await rebuild(dataSource, { check });
  } finally {
    await dataSource.destroy();
  }
}

function describe({ table, unfounded, missing, examples }: Difference): string {
  const lines = examples.map((example) => `  ${JSON.stringify(example)}`);
  return [`${table}: ${unfounded} rows not as the ledger says, ${missing} missing`, ...lines].join('\n');
}
