import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { LuzeConfig } from '../../../libs/config/config.js';
import { until, type Part } from '../../../libs/embedded/part.js';

const compiled = (path: string) => fileURLToPath(new URL(`../../../${path}`, import.meta.url));

/** The process that carries workflows and activities; it sends the message `ready` when it takes work. */
export function worker(config: LuzeConfig, env: NodeJS.ProcessEnv): Part {
  return {
    ...service('worker', 'The worker', config, env),
    untilReady: async (child: ChildProcess, signal) => {
      for (let message; message !== 'ready';) [message] = await once(child, 'message', { signal });
    },
  };
}

/** The process that people's clients talk to; it is ready when it says so under /health/ready. */
export function api(config: LuzeConfig, env: NodeJS.ProcessEnv): Part {
  const url = `${addressOf(config)}/health/ready`;
  return {
    ...service('api', 'The API', config, env),
    untilReady: (_child, signal) =>
      until(async () => (await fetch(url, { signal: AbortSignal.timeout(2000) })).ok, signal, 100),
  };
}

/** Where the API is found from this machine. */
export function addressOf({ host, port }: LuzeConfig): string {
  const everywhere = host === '0.0.0.0' || host === '::';
  const name = everywhere ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host;
  return `http://${name}:${port}`;
}

/** One of our own programs, told all it needs by the environment. */
function service(
  name: 'worker' | 'api',
  title: string,
  config: LuzeConfig,
  { DATABASE_ADMIN_URL: _kept, ...env }: NodeJS.ProcessEnv,
): Omit<Part, 'untilReady'> {
  return {
    name,
    title,
    startTimeoutMs: 60_000,
    stopSignal: 'SIGTERM',
    stopTimeoutMs: 20_000,
    // What it was busy with is safe in the ledger, or is asked again.
    leftoverTimeoutMs: 2_000,
    killSignal: 'SIGKILL',
    program: async () => ({
      command: process.execPath,
      args: [
        '--enable-source-maps',
        ...['--import', new URL('../../../libs/embedded/exit-with-parent.js', import.meta.url).href],
        compiled(`apps/${name}/main.js`),
      ],
      env: {
        ...env,
        LUZE_DATA_DIR: config.dataDir,
        LUZE_HOST: config.host,
        LUZE_PORT: String(config.port),
        TEMPORAL_NAMESPACE: config.temporalNamespace,
        TEMPORAL_TASK_QUEUE: config.temporalTaskQueue,
      },
      channel: true,
    }),
  };
}
