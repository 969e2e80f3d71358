import {
  ActivityFailure,
  ApplicationFailure,
  isCancellation,
  proxyActivities,
  proxyLocalActivities,
  TemporalFailure,
} from '@temporalio/workflow';
import type { Activities, SettleInput, SettleResult } from '../libs/contracts/activities.js';

const retry = { initialInterval: '200ms', backoffCoefficient: 2, maximumInterval: '5s' } as const;

/** Within the worker that has the workflow: three times as quick, and a third of the events. */
const near = proxyLocalActivities<Pick<Activities, 'settle'>>({
  startToCloseTimeout: '10s',
  scheduleToCloseTimeout: '15s',
  retry: { ...retry, maximumAttempts: 5 },
});

/** Through the server, which keeps asking while the database is away without a workflow task being held open. */
const patient = proxyActivities<Pick<Activities, 'settle'>>({ startToCloseTimeout: '10s', retry });

/**
 * Has the ledger decide; returns when it has, however long the database is away.
 *
 * @throws ApplicationFailure when the record is damaged or there is none, of the type that `FAILURES` names
 */
export async function settle(input: SettleInput): Promise<SettleResult> {
  const summary = summaryOf(input);
  try {
    return await near.settle.executeWithOptions({ summary }, [input]);
  } catch (error) {
    throwFinal(error);
  }
  try {
    return await patient.settle.executeWithOptions({ summary }, [input]);
  } catch (error) {
    throwFinal(error);
    throw error;
  }
}

/** What no repetition will mend stops the subject, under its own name. */
function throwFinal(error: unknown): void {
  if (!(error instanceof TemporalFailure) || isCancellation(error)) throw error;
  // A local activity fails with what it threw, any other with a failure that wraps it.
  const cause = error instanceof ActivityFailure ? error.cause : error;
  if (cause instanceof ApplicationFailure && cause.nonRetryable) {
    const { message, type } = cause;
    throw ApplicationFailure.create({ message, type: type ?? undefined, nonRetryable: true, cause });
  }
}

function summaryOf({ inputs }: SettleInput): string {
  if (inputs.length === 0) return 'what is due';
  const kinds = [...new Set(inputs.map((input) => input.kind))].join(', ');
  return inputs.length === 1 ? kinds : `${inputs.length} inputs: ${kinds}`;
}
