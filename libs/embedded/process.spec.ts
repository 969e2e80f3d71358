import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { isRunning, markOf, stopProcess, type ProcessMark } from './process.js';

/** Starts a Node program that says when it is under way. */
async function program(code: string): Promise<{ child: ChildProcess; mark: ProcessMark }> {
  const child = spawn(process.execPath, ['-e', `${code}; setInterval(() => 0, 1000); console.log('up')`]);
  await once(child.stdout, 'data');
  return { child, mark: markOf(child.pid as number) as ProcessMark };
}

describe('a process', () => {
  it('is recognised by its number and the moment it began', () => {
    const mark = markOf(process.pid) as ProcessMark;
    expect(mark).toEqual(markOf(process.pid));
    expect(mark.command).toContain('jest');
    expect(isRunning(mark)).toBe(true);
    expect(isRunning({ ...mark, began: 'some other time' })).toBe(false);
  });

  it('of a number that nobody has is none', () => {
    expect(markOf(2 ** 22 + 1)).toBeUndefined();
  });

  it('ends when it is asked to', async () => {
    const { child, mark } = await program('');
    await stopProcess(mark, { signal: 'SIGTERM', patienceMs: 10_000 });
    expect(isRunning(mark)).toBe(false);
    expect(child.signalCode ?? (await once(child, 'exit'))[1]).toBe('SIGTERM');
  });

  it('is killed when it does not listen', async () => {
    const { child, mark } = await program("process.on('SIGTERM', () => 0)");
    await stopProcess(mark, { signal: 'SIGTERM', patienceMs: 100 });
    expect(isRunning(mark)).toBe(false);
    expect(child.signalCode ?? (await once(child, 'exit'))[1]).toBe('SIGKILL');
  });
});
