import type { ChildProcess } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { Connection } from '@temporalio/client';
import type { TemporalSettings } from '../config/temporal-variables.js';
import { connectionOptions } from '../temporal/client.js';
import type { DataFolder } from './data-folder.js';
import { until, type Part, type Program } from './part.js';

export interface TemporalServerOptions {
  folder: DataFolder;
  /** The Temporal CLI. */
  binary: string;
  /** Listens on 127.0.0.1 only. */
  port: number;
  /** Undefined for no console. */
  uiPort?: number;
  namespace: string;
  /** Names and types, such as `Keyword`. */
  searchAttributes?: Readonly<Record<string, string>>;
}

/** Temporal's development server, its state kept in one file of the data folder. */
export class TemporalServer implements Part {
  readonly name = 'temporal';
  readonly title = 'Temporal';
  readonly startTimeoutMs = 60_000;
  readonly stopSignal = 'SIGTERM';
  readonly stopTimeoutMs = 15_000;
  readonly killSignal = 'SIGKILL';

  constructor(private readonly options: TemporalServerOptions) {}

  get address(): string {
    return `127.0.0.1:${this.options.port}`;
  }

  async program(): Promise<Program> {
    const { folder, binary, port, uiPort, namespace, searchAttributes = {} } = this.options;
    // The server lets everybody read its file, so it gets a folder that nobody else may enter.
    mkdirSync(folder.file('temporal'), { recursive: true, mode: 0o700 });
    return {
      command: binary,
      args: [
        'server',
        'start-dev',
        ...['--ip', '127.0.0.1', '--port', String(port)],
        ...(uiPort === undefined ? ['--headless'] : ['--ui-port', String(uiPort), '--ui-disable-news-fetch']),
        ...['--namespace', namespace, '--log-level', 'warn'],
        ...['--db-filename', folder.file('temporal', 'temporal.db')],
        // With a log beside it the file is written once a transaction and not twice, and still survives a kill.
        ...['--sqlite-pragma', 'journal_mode=WAL', '--sqlite-pragma', 'synchronous=NORMAL'],
        ...Object.entries(searchAttributes).flatMap(([name, type]) => [
          '--search-attribute',
          `${name}=${type}`,
        ]),
      ],
      env: process.env,
      workingFolder: folder.path,
    };
  }

  /** Usable is a server that knows the namespace, not one whose port is open. */
  untilReady(_child: ChildProcess, signal: AbortSignal): Promise<void> {
    return until(
      () => knowsNamespace({ address: this.address, namespace: this.options.namespace }),
      signal,
      100,
    );
  }
}

/** Whether a Temporal server answers and has the namespace. */
export async function knowsNamespace(settings: TemporalSettings): Promise<boolean> {
  const connection = await Connection.connect({ ...connectionOptions(settings), connectTimeout: '1s' });
  try {
    await connection.workflowService.describeNamespace({ namespace: settings.namespace });
    return true;
  } finally {
    await connection.close();
  }
}
