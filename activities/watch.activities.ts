import { asyncLocalStorage, log } from '@temporalio/activity';
import type { Housekeeping } from '../libs/contracts/activities.js';
import { compare, type CompareParts } from '../libs/watchdog/compare.js';
import type { DeliveryPokes } from './delivery-pokes.js';

/** Longer than a subject takes to start, to fire or to close. */
const SECOND_LOOK_MS = 10_000;
/** Longer than a worker takes to fire what came due while another one was killed. */
const UNFIRED_AFTER_MS = 60_000;

/** Ten runs of the schedule. */
const SEALED_WITHIN_MS = 300_000;

export interface WatchParts extends Pick<CompareParts, 'dataSource' | 'client' | 'starter'> {
  readonly pokes: Pick<DeliveryPokes, 'poke'>;
  /** 10 s by default. */
  readonly secondLookMs?: number;
  /** 60 s by default. */
  readonly unfiredAfterMs?: number;
  /** Five minutes by default. */
  readonly sealedWithinMs?: number;
}

/** The full comparison of the record with what runs. */
export const createWatch = ({
  pokes,
  secondLookMs = SECOND_LOOK_MS,
  unfiredAfterMs = UNFIRED_AFTER_MS,
  sealedWithinMs = SEALED_WITHIN_MS,
  ...parts
}: WatchParts): Pick<Housekeeping, 'watch'> => ({
  async watch() {
    const { openSubjects, runningWorkflows, mismatches, repaired } = await compare({
      ...parts,
      secondLookMs,
      unfiredAfterMs,
      sealedWithinMs,
      onProgress: () => asyncLocalStorage.getStore()?.heartbeat(),
      onMail: (officers) => pokes.poke(officers),
    });
    if (repaired > 0) log.warn('workflows were missing and were started again', { repaired });
    return { openSubjects, runningWorkflows, mismatches, repaired };
  },
});
