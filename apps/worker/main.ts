import { ConfigurationError } from '../../libs/config/environment.js';
import { readServiceConfig } from '../../libs/config/config.js';
import { createLogger } from './logging.js';
import { runWorker } from './run-worker.js';

/** @returns the exit code */
async function main(): Promise<number> {
  try {
    const config = readServiceConfig();
    await runWorker(config, createLogger(config.logLevel), () => process.send?.('ready'));
    return 0;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    console.error(error instanceof ConfigurationError ? message : `the worker cannot go on: ${message}`);
    return 1;
  }
}

// Whoever started it may hold a channel to it open, which would keep it alive.
process.exit(await main());
