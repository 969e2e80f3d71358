import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { build, buildIsCurrent } from './build.mjs';
import { install, installIsCurrent } from './install.mjs';
import { withLock } from './lock.mjs';
import { inProject } from './paths.mjs';
import { knownCause, Unable } from './unable.mjs';

const main = inProject('dist/apps/cli/main.js');

/**
 * Prepares what is missing and runs the command line with `args`.
 * Sets the exit code to 1 with one line on standard error when it cannot go on.
 */
export async function run(args) {
  const testing = args[0] === 'test';
  try {
    if (!installIsCurrent() || !buildIsCurrent()) {
      await withLock(async () => {
        await install();
        // A run of the tests goes on with code that has type errors: it reports them itself, among the other checks.
        await build({ typeErrorsAreFatal: !testing });
      });
    }
    if (!existsSync(main))
      throw new Unable('there is no command line to run: the build left no apps/cli/main.js');
    await import(pathToFileURL(main).href);
  } catch (error) {
    const message = error instanceof Unable ? error.message : knownCause(String(error.message));
    console.error(message ? `luze: ${message}` : error);
    if (testing) console.log('0 passed, 1 failed');
    process.exitCode = 1;
  }
}
