import { ConfigurationError } from '../../libs/config/environment.js';
import { readServiceConfig } from '../../libs/config/config.js';
import { apiOptionsFrom } from './api-options.js';
import { createApp } from './create-app.js';

try {
  const config = readServiceConfig();
  const app = await createApp(await apiOptionsFrom(config));
  await app.listen(config.port, config.host);
} catch (error) {
  console.error(explain(error));
  // At once: what has been started would keep the process waiting.
  process.exit(1);
}

/** One line for what a person can put right, the whole error for the rest. */
function explain(error: unknown): unknown {
  if (error instanceof ConfigurationError) return error.message;
  const { code, address, port } = error as { code?: string; address?: string; port?: number };
  if (code === 'EADDRINUSE') return `port ${port} of ${address} is taken: set LUZE_PORT to another one`;
  if (code === 'EACCES')
    return `port ${port} of ${address} is not open to this user: set LUZE_PORT to another one`;
  return error;
}
