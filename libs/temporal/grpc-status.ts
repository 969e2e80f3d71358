import { isGrpcServiceError } from '@temporalio/client';
import { TemporalUnavailable } from './errors.js';

/** gRPC status codes that pass by themselves (https://grpc.io/docs/guides/status-codes/). */
const PASSING: ReadonlySet<number> = new Set([
  1, // cancelled: by our own time limit
  4, // deadline exceeded
  8, // resource exhausted: more updates in flight than the server takes
  10, // aborted: the workflow was just beginning again as new
  13, // internal
  14, // unavailable
]);

/** Whether the server could not be asked, or could not say, for a reason that passes by itself. */
export function isPassing(error: unknown): boolean {
  const cause = isGrpcServiceError(error) ? error : (error as Error | undefined)?.cause;
  return isGrpcServiceError(cause) && PASSING.has(cause.code);
}

const FAILED_PRECONDITION = 9;

/**
 * Whether an update went down with the workflow task that it came in: something else reached the workflow as it was about to end, so
 * that the task is done again, without the update.
 */
export function isLostWithItsTask(error: unknown): boolean {
  const cause = isGrpcServiceError(error) ? error : (error as Error | undefined)?.cause;
  return (
    isGrpcServiceError(cause) &&
    cause.code === FAILED_PRECONDITION &&
    cause.details.includes('workflow task failure')
  );
}

/** The error to throw on: `TemporalUnavailable` in place of one that passes by itself. */
export const orUnavailable = (error: unknown): unknown =>
  isPassing(error) ? new TemporalUnavailable('away', { cause: error }) : error;
