import { setTimeout as sleep } from 'node:timers/promises';
import type { OfficerId } from '../domain/organisation/organisation.js';
import { instantOf } from '../domain/time.js';
import { LEDGER, type FindingKind } from '../persistence/entities/finding.entity.js';
import { findingsOf } from '../persistence/repositories/finding.repository.js';
import { countNextSubjects, gapsAmong } from '../persistence/repositories/ledger-gaps.repository.js';
import { sealingLag } from '../persistence/repositories/sealing.repository.js';
import { lastRun, saveRun, type WatchdogRun } from '../persistence/repositories/watchdog-run.repository.js';
import { startSubjects, type StartParts } from '../temporal/start-subjects.js';
import { noteFindings, noteRepaired, type Seen } from './findings.js';
import { lookAgain, lookOnce, type LookParts } from './look.js';

/** So many subjects have their entries counted in one run; all have within some runs. */
const COUNTED_AT_ONCE = 20_000;

export interface CompareParts extends LookParts, StartParts {
  /** How long an entry may wait for its place in the log. */
  readonly sealedWithinMs: number;
  /** How long after the first look the second one is taken. */
  readonly secondLookMs: number;
  /** Told of administrators for whom there is new mail. */
  readonly onMail: (officers: readonly OfficerId[]) => void;
}

/**
 * Compares the record with what runs, records what is found and what is over, and starts again every workflow that is missing. Each finding
 * is seen twice before it is one.
 *
 * @throws TemporalUnavailable; repeating does the rest
 */
export async function compare(parts: CompareParts): Promise<WatchdogRun> {
  const { dataSource, onProgress } = parts;
  const { manager } = dataSource;
  const startedAt = instantOf(Date.now());
  const first = await lookOnce(parts);
  if (first.notListed.length > 0 || first.unfired.length > 0) await sleep(parts.secondLookMs);
  onProgress();
  const { missing, stopped, unfired } = await lookAgain(parts, first);
  const { countedUpTo = '' } = (await lastRun(manager)) ?? {};
  const counted = await countNextSubjects(manager, countedUpTo, COUNTED_AT_ONCE);
  const known = (await findingsOf(manager, ['ledger-gap'])).map(({ about }) => about);
  const gaps = new Set([...counted.gaps, ...(await gapsAmong(manager, known))]);
  onProgress();

  const { lagMs, refusal } = await sealingLag(manager);
  const isSealingBehind = refusal !== null || lagMs > parts.sealedWithinMs;

  const seen: Seen = new Map<FindingKind, readonly string[]>([
    ['clock-missing', missing.map(({ id }) => id)],
    ['subject-stopped', stopped.map(({ id }) => id)],
    ['rung-not-fired', unfired.map(({ subject }) => subject)],
    ['ledger-gap', [...gaps]],
    ['sealing-behind', isSealingBehind ? [LEDGER] : []],
  ]);
  parts.onMail(await dataSource.transaction((tx) => noteFindings(tx, seen)));
  await startSubjects(parts, missing);
  await dataSource.transaction((tx) =>
    noteRepaired(
      tx,
      missing.map(({ id }) => id),
    ),
  );
  const run: WatchdogRun = {
    startedAt,
    endedAt: instantOf(Date.now()),
    openSubjects: first.openSubjects,
    runningWorkflows: first.runningWorkflows,
    mismatches: Object.fromEntries([...seen].map(([what, about]) => [what, about.length])),
    repaired: missing.length,
    countedUpTo: counted.upTo,
  };
  await saveRun(manager, run);
  return run;
}
