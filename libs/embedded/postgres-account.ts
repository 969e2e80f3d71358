import { execFileSync, spawnSync } from 'node:child_process';
import { Refusal } from './refusal.js';

/** A user of the system, by number. */
export interface Account {
  uid: number;
  gid: number;
}

const name = 'postgres';

/**
 * The account that PostgreSQL runs as: undefined for an ordinary user, who runs it as themselves; for root, as whom it
 * refuses to run, the account `postgres`, made when there is none.
 * @throws Refusal when it cannot be made
 */
export function postgresAccount(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  return lookUp() ?? make();
}

/** Whether an account can get to a file or folder, through all the folders above it. */
export function canReach(account: Account, path: string): boolean {
  // Asked of the system itself, as that account: reading the modes of the folders would miss access lists and mounts.
  return spawnSync('/bin/sh', ['-c', 'test -r "$1"', 'sh', path], { ...account, cwd: '/' }).status === 0;
}

function lookUp(): Account | undefined {
  const number = (flag: string) =>
    Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: 'pipe' }));
  try {
    return { uid: number('-u'), gid: number('-g') };
  } catch {
    return undefined;
  }
}

function make(): Account {
  for (const [command, ...args] of [
    ['useradd', '--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', name],
    ['adduser', '-S', '-D', '-H', name],
  ]) {
    spawnSync(command as string, args, { stdio: 'ignore' });
    const account = lookUp();
    if (account) return account;
  }
  throw new Refusal(
    `PostgreSQL refuses to run as root, and no user "${name}" could be made for it: make one, or start as an ordinary user`,
  );
}
