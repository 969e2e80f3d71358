import { spawnSync } from 'node:child_process';
import type { Result } from './report.js';

/** Stand in for what only an installation knows. */
const secrets = {
  LUZE_POSTGRES_PASSWORD: 'checked',
  LUZE_APP_PASSWORD: 'checked',
  LUZE_TEMPORAL_DB_PASSWORD: 'checked',
};

/** Has docker's own client read docker-compose.yml; where it is not installed, the report says that this was skipped. */
export function checkCompose(): Promise<Result> {
  const compose = (...args: string[]) =>
    spawnSync('docker', ['compose', ...args], { encoding: 'utf8', env: { ...process.env, ...secrets } });
  if (compose('version').status !== 0)
    return Promise.resolve({ passed: 0, failed: 0, remark: 'skipped: docker compose is not installed here' });
  const { status, stderr } = compose('--file', 'docker-compose.yml', 'config', '--quiet');
  if (status !== 0) console.error(stderr);
  return Promise.resolve({ passed: 0, failed: status === 0 ? 0 : 1 });
}
