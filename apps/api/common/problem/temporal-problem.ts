import { TemporalUnavailable } from '../../../../libs/temporal/errors.js';
import { unavailable, type Problem } from './problem.js';

/** The answer while Temporal cannot be reached; undefined for any other error. */
export const problemOfTemporalError = (error: unknown): Problem | undefined =>
  error instanceof TemporalUnavailable
    ? unavailable('temporal-away', 'Commands cannot be taken for now; what is recorded can still be read.')
    : undefined;
