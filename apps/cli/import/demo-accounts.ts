import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ExampleOrganisation } from '../../../libs/plan/organisation.js';

/** Writes down who may sign in to the example, for `luze start` to show; only this user of the system can read it. */
export async function writeDemoAccounts(
  dataDir: string,
  { officers }: ExampleOrganisation,
  password: string,
): Promise<void> {
  const accounts = officers.flatMap(({ account }) =>
    account === null ? [] : [{ login: account.username, password, role: account.shows }],
  );
  await mkdir(dataDir, { recursive: true });
  const file = join(dataDir, 'demo-accounts.json');
  await writeFile(`${file}.new`, `${JSON.stringify(accounts, null, 2)}\n`, { mode: 0o600 });
  await rename(`${file}.new`, file);
}
