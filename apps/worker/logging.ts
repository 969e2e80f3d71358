import { makeTelemetryFilterString, Runtime, type Logger as TemporalLogger } from '@temporalio/worker';
import { pino, type Logger } from 'pino';

/** One line of JSON for each event. */
export const createLogger = (level: string): Logger =>
  pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime });

/** What Temporal's SDK has to say goes through pino; its own states are of use only when something is being looked for. */
export function logThroughPino(logger: Logger): void {
  Runtime.install({
    logger: asTemporalLogger(logger),
    telemetryOptions: {
      logging: { forward: {}, filter: makeTelemetryFilterString({ core: 'WARN', other: 'ERROR' }) },
    },
  });
}

function asTemporalLogger(logger: Logger): TemporalLogger {
  const temporal: TemporalLogger = {
    log: (level, message, meta) => temporal[level.toLowerCase() as 'info'](message, meta),
    trace: (message, meta) => logger.trace(meta, message),
    debug: (message, meta) => logger.debug(meta, message),
    info: (message, meta) => logger.debug(meta, message),
    warn: (message, meta) => logger.warn(serialised(meta), message),
    error: (message, meta) => logger.error(serialised(meta), message),
  };
  return temporal;
}

/** Pino writes errors out under the name `err` only. */
function serialised(meta: object | undefined): object {
  const { error, ...rest } = { ...meta } as { error?: unknown };
  return error === undefined ? rest : { ...rest, err: error };
}
