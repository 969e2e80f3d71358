import type { Client } from '@temporalio/client';
import { clocksOf, openSubjectPages } from './clocks.js';
import { startSubjects, type StartParts } from './start-subjects.js';

export interface RestartParts extends StartParts {
  readonly client: Client;
  /** Only looks; starts nothing. */
  readonly check?: boolean;
}

/** What came of it: how many subjects are open, and the ids of those whose workflow did not run. */
export interface Restarted {
  readonly open: number;
  readonly notRunning: readonly string[];
}

/**
 * Starts the workflow of every open subject for which Temporal knows no open run, under the same id: after Temporal has lost its data,
 * or was exchanged for another; also of one that failed, once somebody has put right what made it fail.
 *
 * @throws TemporalUnavailable; what was started until then stays started, and repeating does the rest
 */
export async function restartSubjects(parts: RestartParts): Promise<Restarted> {
  const notRunning: string[] = [];
  let open = 0;
  for await (const page of openSubjectPages(parts.dataSource)) {
    open += page.length;
    const clocks = await clocksOf(parts.client, page);
    const stopped = clocks.filter(({ clock }) => clock !== 'running').map(({ subject }) => subject);
    if (!parts.check) await startSubjects(parts, stopped);
    notRunning.push(...stopped.map(({ id }) => id));
  }
  return { open, notRunning };
}
