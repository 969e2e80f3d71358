import { spawnSync } from 'node:child_process';

/** The module of Go that checks the ledger from outside. */
export const GO_MODULE = 'test/interop';

/** Why that module cannot be built here; null where it can. What it needs is fetched once, and then kept by Go. */
export function whyNoGo(): string | null {
  if (spawnSync('go', ['version']).status !== 0) return 'Go is not installed here';
  const fetched = spawnSync('go', ['mod', 'download'], { cwd: GO_MODULE, timeout: 60_000 });
  return fetched.status === 0 ? null : 'the packages of Go that it needs could not be fetched';
}
