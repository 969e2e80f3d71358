import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { filesUnder, inProject } from './paths.mjs';
import { capture, step } from './step.mjs';
import { knownCause, Unable } from './unable.mjs';

const tools = ['package-lock.json', 'tsconfig.json', 'tsconfig.build.json'];
const isSource = (path) =>
  !/\.spec\.ts$|^apps\/console/.test(path) && !/\/[^/]+\.(?!(ts|js|json)$)[^/.]+$/.test(path);
const sourcesUnder = (...folders) => folders.flatMap((folder) => filesUnder(folder, isSource));

/** What is made, from which sources, and what it leaves; each is made again when its sources look different. */
const products = {
  code: {
    title: 'compiling',
    sources: () => sourcesUnder('apps', 'workflows', 'activities', 'libs'),
    leaves: 'dist/apps/cli/main.js',
    make: compile,
  },
  bundle: {
    title: 'bundling workflows',
    sources: () => sourcesUnder('workflows', 'libs/contracts', 'libs/domain', 'libs/temporal'),
    needs: 'workflows/index.ts',
    leaves: 'dist/workflow-bundle.js',
    make: bundle,
  },
};

/**
 * Compiles and bundles what has changed since it was made last.
 * @param {{ typeErrorsAreFatal: boolean }} options code with type errors is emitted all the same; whether to go on with it
 */
export async function build(options) {
  for (const [name, product] of Object.entries(products)) {
    if (isCurrent(name)) continue;
    const sources = product.sources();
    const look = lookOf(sources);
    removeLeftovers(name, sources);
    const typeErrors = await step(product.title, () => product.make(options));
    if (typeErrors) console.error(firstLines(typeErrors));
    else writeStamp(name, { look, sources });
  }
}

function firstLines(text, limit = 5) {
  const lines = text.split('\n');
  return [
    ...lines.slice(0, limit),
    ...(lines.length > limit ? [`and ${lines.length - limit} more lines`] : []),
  ].join('\n');
}

export const buildIsCurrent = () => Object.keys(products).every(isCurrent);

/** @returns the type errors that there are, empty for none */
async function compile({ typeErrorsAreFatal }) {
  const { code, output } = await node('node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json');
  if (code === 0) return '';
  failOnKnownCause('compiling', output);
  if (typeErrorsAreFatal) throw new Unable(`the code does not compile:\n${output.trim()}`);
  return output.trim();
}

async function bundle() {
  const { code, output } = await node('dist/libs/temporal/write-workflow-bundle.js');
  if (code === 0) return '';
  failOnKnownCause('bundling', output);
  throw new Unable(`the workflows cannot be bundled:\n${output.trim()}`);
}

const node = (...args) => capture(process.execPath, args);

function failOnKnownCause(what, output) {
  const cause = knownCause(output);
  if (cause) throw new Unable(`${what} failed: ${cause}`);
}

function isCurrent(name) {
  const { sources, leaves, needs } = products[name];
  // Before the first workflow is written there is nothing to bundle.
  if (needs && !existsSync(inProject(needs))) return true;
  return existsSync(inProject(leaves)) && readStamp(name).look === lookOf(sources());
}

/** Changes whenever a file was added, removed or written: names, sizes and times, which are quick to read. */
function lookOf(files) {
  const hash = createHash('sha256').update(process.version);
  for (const file of [...tools, ...files]) {
    const { size, mtimeMs } = statSync(inProject(file));
    hash.update(`${file} ${size} ${mtimeMs}\n`);
  }
  return hash.digest('hex');
}

/** The compiler leaves what it once made of a file that is gone; such code must not be found by anybody. */
function removeLeftovers(name, sources) {
  const gone = (readStamp(name).sources ?? []).filter((file) => name === 'code' && !sources.includes(file));
  for (const file of gone) {
    const compiled = inProject('dist', file.replace(/\.ts$/, '.js'));
    for (const path of [compiled, `${compiled}.map`]) rmSync(path, { force: true });
  }
}

const stampFile = (name) => inProject(`dist/.stamp-${name}.json`);

function readStamp(name) {
  try {
    return JSON.parse(readFileSync(stampFile(name), 'utf8'));
  } catch {
    return {};
  }
}

function writeStamp(name, stamp) {
  mkdirSync(inProject('dist'), { recursive: true });
  writeFileSync(stampFile(name), JSON.stringify(stamp));
}
