import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';

const LUZE = fileURLToPath(new URL('../../../dist/apps/cli/main.js', import.meta.url));

/** `luze verify` as an auditor runs it: somewhere else, knowing nothing of this instance. */
export async function luzeVerify(args: readonly string[]): Promise<{ code: number; output: string }> {
  const child = spawn(process.execPath, [LUZE, 'verify', ...args], {
    cwd: tmpdir(),
    env: { PATH: process.env.PATH },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  const [code] = (await once(child, 'close')) as [number];
  return { code, output };
}
