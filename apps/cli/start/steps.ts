import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Refusal } from '../../../libs/embedded/refusal.js';

/** Brings the tables to what this build expects. */
export async function migrate(adminUrl: string): Promise<string> {
  const { runMigrations } = await import('../../../libs/persistence/migrate.js');
  const done = await runMigrations(adminUrl);
  return done.length === 0 ? 'nothing to do' : `${done.length} done`;
}

/** Loads the plan pack with its example court into a database that holds no plan yet. */
export async function loadPlan(env: NodeJS.ProcessEnv, signal: AbortSignal): Promise<void> {
  const luze = fileURLToPath(new URL('../main.js', import.meta.url));
  try {
    await promisify(execFile)(process.execPath, ['--enable-source-maps', luze, 'import', '--if-empty'], {
      env,
      signal,
    });
  } catch (error) {
    const { stderr, message } = error as { stderr?: string; message: string };
    throw new Refusal(`the plan pack cannot be loaded: ${stderr?.trim() || message}`);
  }
}
