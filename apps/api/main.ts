import { ConfigurationError } from '../../libs/config/environment.js';
import { readServiceConfig } from '../../libs/config/config.js';
import { apiOptionsFrom } from './api-options.js';
import { createApp } from './create-app.js';

try {
  const config = readServiceConfig();
  const app = await createApp(apiOptionsFrom(config));
  await app.listen(config.port, config.host);
} catch (error) {
  console.error(error instanceof ConfigurationError ? error.message : error);
  process.exitCode = 1;
}
