import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** The absolute path of a place inside the project. */
export const inProject = (...parts) => join(root, ...parts);

/**
 * All files under a folder of the project, as paths relative to the project, sorted; none when there is no such folder.
 * @param {string} folder relative to the project
 * @param {(path: string) => boolean} wanted asked for each file, and for each folder before it is entered
 */
export function filesUnder(folder, wanted) {
  let entries;
  try {
    entries = readdirSync(inProject(folder), { withFileTypes: true });
  } catch {
    return [];
  }
  return entries
    .map((entry) => ({ path: `${folder}/${entry.name}`, isFolder: entry.isDirectory() }))
    .filter(({ path }) => wanted(path))
    .flatMap(({ path, isFolder }) => (isFolder ? filesUnder(path, wanted) : [path]))
    .sort();
}
