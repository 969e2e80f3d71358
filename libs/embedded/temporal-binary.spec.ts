import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findTemporalProgram } from './temporal-binary.js';
import { temporalCli, temporalTestServer } from './temporal-programs.js';

describe('the search for a program of Temporal', () => {
  let home: string;
  beforeEach(() => (home = mkdtempSync(join(tmpdir(), 'luze-unit-'))));
  afterEach(() => rmSync(home, { recursive: true }));

  /** Writes a shell script and returns where it is. */
  function script(path: string, body: string): string {
    const file = join(home, path);
    mkdirSync(join(file, '..'), { recursive: true });
    writeFileSync(file, `#!/bin/sh\n${body}\n`);
    chmodSync(file, 0o755);
    return file;
  }
  const version = (number: string) => `echo "temporal version ${number} (Server 1.2.3)"`;
  const quiet = () => undefined;

  it('takes first the one that its variable names', async () => {
    const named = script('mine/temporal', version('1.5.0'));
    script('path/temporal', version('1.6.0'));
    const found = await findTemporalProgram(temporalCli, quiet, {
      TEMPORAL_CLI: named,
      PATH: join(home, 'path'),
    });
    expect(found).toEqual({ path: named, source: 'TEMPORAL_CLI', version: '1.5.0' });
  });

  it.each([
    ['relative', () => 'temporal', 'must be an absolute path'],
    ['of nothing', () => join(home, 'nothing'), 'there is no such file'],
    ['of another program', () => script('other', 'echo hello'), 'it does not tell its version'],
  ])('refuses a name %s', async (_what, named, reason) => {
    await expect(findTemporalProgram(temporalCli, quiet, { TEMPORAL_CLI: named() })).rejects.toThrow(reason);
  });

  it('looks on PATH next, and into the cache when that one does not run', async () => {
    const onPath = script('path/temporal', version('1.6.0'));
    const cached = script(`cache/temporal-${temporalCli.version}`, version(temporalCli.version));
    const env = { PATH: `/nowhere:${join(home, 'path')}`, LUZE_CACHE_DIR: join(home, 'cache') };
    expect(await findTemporalProgram(temporalCli, quiet, env)).toMatchObject({
      path: onPath,
      source: 'PATH',
    });

    script('path/temporal', 'exit 1');
    expect(await findTemporalProgram(temporalCli, quiet, env)).toMatchObject({
      path: cached,
      source: 'cache',
    });
  });

  it('knows a test server by what it says to a port that is none', async () => {
    const named = script('server', 'echo NumberFormatException >&2; exit 1');
    const env = { TEMPORAL_TEST_SERVER: named };
    expect(await findTemporalProgram(temporalTestServer, quiet, env)).toMatchObject({ path: named });
    script('server', 'echo something else >&2; exit 1');
    await expect(findTemporalProgram(temporalTestServer, quiet, env)).rejects.toThrow('something else');
  });
});
