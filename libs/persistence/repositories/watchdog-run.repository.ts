import type { EntityManager } from 'typeorm';
import type { WatchdogRunEntity } from '../entities/watchdog-run.entity.js';

export type WatchdogRun = Readonly<Omit<WatchdogRunEntity, 'one'>>;

/** The last full comparison that came to its end; undefined before the first. */
export async function lastRun(manager: EntityManager): Promise<WatchdogRun | undefined> {
  const [run] = await manager.query<WatchdogRun[]>(
    `SELECT started_at AS "startedAt", ended_at AS "endedAt", open_subjects AS "openSubjects",
       running_workflows AS "runningWorkflows", mismatches, repaired, counted_up_to AS "countedUpTo"
     FROM watchdog_run`,
  );
  return run;
}

export async function saveRun(manager: EntityManager, run: WatchdogRun): Promise<void> {
  await manager.query(
    `INSERT INTO watchdog_run (started_at, ended_at, open_subjects, running_workflows, mismatches, repaired, counted_up_to)
     VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (one) DO UPDATE SET started_at = excluded.started_at, ended_at = excluded.ended_at,
       open_subjects = excluded.open_subjects, running_workflows = excluded.running_workflows,
       mismatches = excluded.mismatches, repaired = excluded.repaired, counted_up_to = excluded.counted_up_to`,
    [
      run.startedAt,
      run.endedAt,
      run.openSubjects,
      run.runningWorkflows,
      JSON.stringify(run.mismatches),
      run.repaired,
      run.countedUpTo,
    ],
  );
}
