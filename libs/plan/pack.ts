import { readFile, readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { ExampleOrganisation } from './organisation.js';
import { parseOrganisation } from './parse-organisation.js';
import { parsePlan } from './parse-plan.js';
import type { PlanSource } from './plan.js';
import { FaultyFile } from './source/fault.js';

/** A folder that holds a plan, and perhaps an organisation to try it on. */
export interface Pack {
  readonly source: PlanSource;
  readonly example: ExampleOrganisation | null;
}

/** The folder of the packs that the product ships, seen from this file in the sources or under dist/. */
const shippedPacks = new URL(
  'libs/plan/packs/',
  import.meta.url.replace(/(\/dist)?\/libs\/plan\/[^/]+$/, '/'),
);

/** Names of the packs that the product ships. */
export const shippedPackNames = async (): Promise<string[]> => (await readdir(shippedPacks)).sort();

/** The folder of a shipped pack. */
export const shippedPackFolder = (name: string): string =>
  fileURLToPath(new URL(`${encodeURIComponent(name)}/`, shippedPacks));

/**
 * Reads `plan.yaml` of a folder and, where it is there, `organisation.yaml`.
 *
 * @throws FaultyFile when one of them is not as it must be
 * @throws Error of the file system when there is no plan
 */
export async function readPack(folder: string): Promise<Pack> {
  const source = parse('plan.yaml', await readFile(`${folder}/plan.yaml`, 'utf8'), parsePlan);
  const text = await readFile(`${folder}/organisation.yaml`, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  return { source, example: text === null ? null : parse('organisation.yaml', text, parseOrganisation) };
}

function parse<T>(file: string, text: string, read: (text: string) => T): T {
  try {
    return read(text);
  } catch (error) {
    throw error instanceof FaultyFile ? new FaultyFile(error.faults, file) : error;
  }
}
