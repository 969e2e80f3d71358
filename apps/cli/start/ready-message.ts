import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LuzeConfig } from '../../../libs/config/config.js';
import { addressOf } from './services.js';

/** An account of the example court; the plan pack's import writes them into the data folder. */
interface DemoAccount {
  login: string;
  password: string;
  /** What its holder may do, in words. */
  role: string;
}

/** What a person needs to know once everything runs. */
export function readyMessage(config: LuzeConfig, startedMs: number): string {
  const seconds = ((Date.now() - startedMs) / 1000).toFixed(1);
  const accounts = demoAccounts(config.dataDir);
  const width = Math.max(0, ...accounts.map(({ login }) => login.length));
  const row = (label: string, text: string) => `  ${label.padEnd(14)}${text}`;
  return [
    '',
    `Luze is ready (${seconds} s).`,
    '',
    row('Address', addressOf(config)),
    ...accounts.map(({ login, password, role }, index) =>
      row(index === 0 ? 'Demo accounts' : '', `${login.padEnd(width)}  ${password}  ${role}`),
    ),
    ...(config.temporalAddress ? [] : [row('Temporal', `http://127.0.0.1:${config.temporalUiPort}`)]),
    row('Data and logs', config.dataDir),
    '',
    'Ctrl-C stops it; what is open goes on at the next start.',
  ].join('\n');
}

/** What whoever dumps the database needs to know. */
export const databaseMessage = ({ dataDir, postgresPort }: LuzeConfig): string =>
  [
    '',
    `PostgreSQL listens on 127.0.0.1:${postgresPort}: database luze, user luze_admin, whose password is in`,
    `${join(dataDir, 'postgres.password')}.`,
    '',
    'Ctrl-C stops it.',
  ].join('\n');

function demoAccounts(dataDir: string): DemoAccount[] {
  try {
    return JSON.parse(readFileSync(join(dataDir, 'demo-accounts.json'), 'utf8')) as DemoAccount[];
  } catch {
    return [];
  }
}
