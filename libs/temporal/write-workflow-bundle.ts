import { rename, writeFile } from 'node:fs/promises';
import { bundleWorkflows } from './workflow-bundle.js';

/**
 * Run by the build from the project's folder: writes the bundle that a worker of this build loads. Renamed into place,
 * so that a worker starting now reads an old bundle or a new one, never half of one.
 */
const file = 'dist/workflow-bundle.js';
const { code } = await bundleWorkflows();
await writeFile(`${file}.new`, code);
await rename(`${file}.new`, file);
