import { setTimeout as sleep } from 'node:timers/promises';
import type { DataSource } from 'typeorm';

const PATIENCE_MS = 5_000;

/** Waits for the workflow to record the opening, so that the answer shows it; not for long. */
export async function untilOpened(dataSource: DataSource, obligationId: string): Promise<void> {
  for (const until = Date.now() + PATIENCE_MS; Date.now() < until; await sleep(25)) {
    const [row] = await dataSource.query<{ stage: string | null; closed_at: unknown }[]>(
      'SELECT stage, closed_at FROM obligation WHERE id = $1',
      [obligationId],
    );
    if (row?.stage || row?.closed_at) return;
  }
}
