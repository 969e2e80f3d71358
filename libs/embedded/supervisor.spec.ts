import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readMark, DataFolder } from './data-folder.js';
import { until, type Part } from './part.js';
import { isRunning, type ProcessMark } from './process.js';
import { Refusal } from './refusal.js';
import { Supervisor } from './supervisor.js';

describe('the supervisor', () => {
  let folder: DataFolder;
  let said: string[];
  let supervisor: Supervisor;

  const newSupervisor = () => new Supervisor(folder, (line) => said.push(line));
  /** A part that writes its name into a common file when it begins and when it ends. */
  const part = (name: string, code = '', more: Partial<Part> = {}): Part => ({
    name,
    title: name.toUpperCase(),
    startTimeoutMs: 10_000,
    stopSignal: 'SIGTERM',
    stopTimeoutMs: 5000,
    killSignal: 'SIGKILL',
    program: async () => ({
      command: process.execPath,
      args: [
        '-e',
        `const note = (what) => fs.appendFileSync(process.env.NOTES, what + ' ${name}\\n'); ${code || wellBehaved}`,
      ],
      env: { NOTES: folder.file('notes') },
    }),
    untilReady: (_child, signal) => until(async () => notes().includes(`begin ${name}`), signal, 10),
    ...more,
  });
  const wellBehaved = `
    process.on('SIGTERM', () => { note('end'); process.exit(0); });
    setInterval(() => 0, 1000);
    note('begin');`;
  const notes = () => (existsSync(folder.file('notes')) ? readFileSync(folder.file('notes'), 'utf8') : '');
  const markOfPart = (name: string) => readMark(folder.file('run', `${name}.json`)) as ProcessMark;

  beforeEach(() => {
    folder = new DataFolder(mkdtempSync(join(tmpdir(), 'luze-unit-')));
    folder.create();
    said = [];
    supervisor = newSupervisor();
  });
  afterEach(async () => {
    await supervisor.stop();
    rmSync(folder.path, { recursive: true });
  });

  it('starts parts in order and stops them in the opposite order', async () => {
    await supervisor.start(part('one'));
    await supervisor.start(part('two'));
    await supervisor.stop();
    expect(notes()).toBe('begin one\nbegin two\nend two\nend one\n');
    expect(existsSync(folder.file('run', 'one.json'))).toBe(false);
  });

  it('starts a part again that was killed, and says so', async () => {
    await supervisor.start(part('one'));
    const before = markOfPart('one');
    process.kill(before.pid, 'SIGKILL');
    await until(async () => said.length === 2, AbortSignal.timeout(10_000));
    expect(said).toEqual([
      'ONE ended by itself (killed by SIGKILL): starting it again in 0.5 s',
      'ONE runs again',
    ]);
    expect(markOfPart('one').pid).not.toBe(before.pid);
  });

  it('tells the last words of a part that ends at once', async () => {
    const broken = part('one', "console.error('the reason'); process.exit(3)");
    await expect(supervisor.start(broken)).rejects.toThrow(Refusal);
    await expect(supervisor.start(broken)).rejects.toThrow(
      /^ONE does not start: it ended at once \(exit code 3\)[^]*the reason$/,
    );
  });

  it('tells of a program that is not there', async () => {
    const program = async () => ({ command: '/no/such/program', args: [], env: {} });
    await expect(supervisor.start(part('one', '', { program }))).rejects.toThrow(/ENOENT/);
  });

  it('gives up on a part that is never usable, and leaves nothing running', async () => {
    const deaf = part('one', 'setInterval(() => 0, 1000)', { startTimeoutMs: 300 });
    await expect(supervisor.start(deaf)).rejects.toThrow('it was not usable within 0.3 s');
    expect(existsSync(folder.file('run', 'one.json'))).toBe(false);
  });

  it('kills a part that does not end when asked', async () => {
    const stubborn = "process.on('SIGTERM', () => 0); setInterval(() => 0, 1000); note('begin')";
    await supervisor.start(part('one', stubborn, { stopTimeoutMs: 200 }));
    const mark = markOfPart('one');
    await supervisor.stop();
    expect(isRunning(mark)).toBe(false);
  });

  it('ends all parts at once when it is told to', async () => {
    const stubborn = "process.on('SIGTERM', () => 0); setInterval(() => 0, 1000); note('begin')";
    await supervisor.start(part('one', stubborn));
    const stopped = supervisor.stop();
    await sleep(50);
    supervisor.kill();
    await stopped;
    expect(said).toEqual([]);
  });

  it('breaks off a start when it is stopped', async () => {
    const starting = supervisor.start(part('one', 'setInterval(() => 0, 1000)'));
    await sleep(100);
    await Promise.all([supervisor.stop(), expect(starting).rejects.toThrow('aborted')]);
    expect(existsSync(folder.file('run', 'one.json'))).toBe(false);
  });

  it('finds and stops what a killed predecessor left running', async () => {
    await supervisor.start(part('one'));
    const left = markOfPart('one');
    const successor = newSupervisor();
    await successor.stopLeftovers(['one', 'two']);
    expect(isRunning(left)).toBe(false);
    expect(notes()).toContain('end one');
    expect(said).toContain('stopped one, left running by an earlier start');
  });
});
