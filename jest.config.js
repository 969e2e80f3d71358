/**
 * One project for each level of test, in the order in which `npm test` runs them.
 * Unit tests stand beside the code; every other level lives under test/.
 */
const base = {
  rootDir: import.meta.dirname,
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: { '^.+\\.ts$': ['@swc/jest'] },
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.luze/'],
};

const level = (displayName, testMatch, more = {}) => ({ ...base, displayName, testMatch, ...more });

export default {
  projects: [
    level('unit', ['<rootDir>/{apps,workflows,activities,libs}/**/*.spec.ts']),
    level('workflow', ['<rootDir>/test/workflows/**/*.workflow-spec.ts']),
    level('replay', ['<rootDir>/test/replay/**/*.replay-spec.ts']),
    level('interop', ['<rootDir>/test/interop/**/*.interop-spec.ts']),
    level('integration', ['<rootDir>/test/integration/**/*.integration-spec.ts']),
    level('e2e', ['<rootDir>/test/e2e/**/*.e2e-spec.ts']),
    level('bench', ['<rootDir>/test/bench/**/*.bench.ts']),
    level('chaos', ['<rootDir>/test/chaos/**/*.chaos.ts']),
  ],
};
