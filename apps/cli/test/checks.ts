import { existsSync } from 'node:fs';
import { checkCompose } from './compose.js';
import { whyNoGo } from './go.js';
import type { Result } from './report.js';
import { runTool } from './tool.js';

/** A check that a tool makes of the sources. */
export interface Guard {
  name: string;
  run(): Promise<Result>;
}

/** A level of tests: a project of jest.config.js, and the services that its tests use. */
export interface Level {
  name: string;
  needs: readonly Service[];
  /** How many of its test files run at once; one after the other when absent. */
  atOnce?: string;
  /** Runs only where it is named: it takes minutes, or what it measures means nothing on a busy machine. */
  onRequest?: true;
  /** Why it cannot run here, which the report says; null where it can. */
  skippedFor?: () => string | null;
}

export type Service = 'postgres' | 'temporal' | 'time-skipping server';

/** Passes when a script that Node runs exits with 0. */
const tool = (name: string, path: string, ...args: string[]): Guard => ({
  name,
  run: async () => ({ passed: 0, failed: (await runTool([`node_modules/${path}`, ...args])) === 0 ? 0 : 1 }),
});

const sourceFolders = ['apps', 'workflows', 'activities', 'libs', 'test'];

/** The guards in their order: what is quickest to mend comes first. */
export const guards = (): Guard[] => [
  tool('types', 'typescript/bin/tsc', '-p', 'tsconfig.json', ...incremental),
  tool('lint', 'eslint/bin/eslint.js', '.', '--max-warnings', '0'),
  tool('format', 'prettier/bin/prettier.cjs', '--check', '.', '--log-level', 'warn'),
  tool(
    'imports',
    'dependency-cruiser/bin/dependency-cruise.mjs',
    ...['--config', '.dependency-cruiser.mjs'],
    ...sourceFolders.filter((folder) => existsSync(folder)),
  ),
  { name: 'compose', run: checkCompose },
];

const incremental = ['--incremental', '--tsBuildInfoFile', 'dist/.tsbuildinfo-check'];

/**
 * The levels in their order: what fails soonest and cheapest comes first. A file of a level with servers has a database, a namespace
 * or a time of its own, so two can run beside each other; more would make each other late.
 */
export const levels: readonly Level[] = [
  { name: 'unit', needs: [], atOnce: '100%' },
  { name: 'workflow', needs: ['time-skipping server', 'postgres'], atOnce: '2' },
  { name: 'replay', needs: [] },
  { name: 'interop', needs: [], skippedFor: whyNoGo },
  { name: 'integration', needs: ['postgres', 'temporal'], atOnce: '2' },
  { name: 'e2e', needs: ['postgres', 'temporal'], atOnce: '2' },
  { name: 'bench', needs: [], onRequest: true },
  { name: 'chaos', needs: [], onRequest: true },
];
