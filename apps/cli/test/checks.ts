import { existsSync } from 'node:fs';

/** A check that a tool makes of the sources: it passes when the tool exits with 0. */
export interface Guard {
  name: string;
  /** The script that Node runs, and its arguments. */
  command: string[];
}

/** A level of tests: a project of jest.config.js, and the services that its tests use. */
export interface Level {
  name: string;
  needs: readonly Service[];
  /** Runs only where it is named: what it measures means nothing on a busy machine. */
  onRequest?: true;
}

export type Service = 'postgres' | 'temporal' | 'time-skipping server';

const bin = (path: string, ...args: string[]) => [`node_modules/${path}`, ...args];
const sourceFolders = ['apps', 'workflows', 'activities', 'libs', 'test'];

/** The guards in their order: what is quickest to mend comes first. */
export const guards = (): Guard[] => [
  { name: 'types', command: bin('typescript/bin/tsc', '-p', 'tsconfig.json', ...incremental) },
  { name: 'lint', command: bin('eslint/bin/eslint.js', '.', '--max-warnings', '0') },
  { name: 'format', command: bin('prettier/bin/prettier.cjs', '--check', '.', '--log-level', 'warn') },
  {
    name: 'imports',
    command: bin(
      'dependency-cruiser/bin/dependency-cruise.mjs',
      ...['--config', '.dependency-cruiser.mjs'],
      ...sourceFolders.filter((folder) => existsSync(folder)),
    ),
  },
];

const incremental = ['--incremental', '--tsBuildInfoFile', 'dist/.tsbuildinfo-check'];

/** The levels in their order: what fails soonest and cheapest comes first. */
export const levels: readonly Level[] = [
  { name: 'unit', needs: [] },
  { name: 'workflow', needs: ['time-skipping server', 'postgres'] },
  { name: 'replay', needs: [] },
  { name: 'integration', needs: ['postgres', 'temporal'] },
  { name: 'e2e', needs: ['postgres', 'temporal'] },
  { name: 'bench', needs: [], onRequest: true },
];
