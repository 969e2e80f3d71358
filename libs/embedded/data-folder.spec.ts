import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataFolder } from './data-folder.js';
import { markOf } from './process.js';
import { Refusal } from './refusal.js';

describe('the data folder', () => {
  let home: string;
  let folder: DataFolder;

  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'luze-unit-'));
    folder = new DataFolder(join(home, 'a', 'b'));
    folder.create();
  });
  afterEach(() => rmSync(home, { recursive: true }));

  it('is made with all folders above it, and nobody else may look into it', () => {
    expect(statSync(folder.path).mode & 0o066).toBe(0);
    expect(existsSync(folder.logFile('x'))).toBe(false);
    expect(statSync(folder.file('logs')).isDirectory()).toBe(true);
  });

  it('that cannot be made is refused with the way out', () => {
    writeFileSync(join(home, 'file'), '');
    const impossible = new DataFolder(join(home, 'file', 'folder'));
    expect(() => impossible.create()).toThrow(/cannot be made \(ENOTDIR\): set LUZE_DATA_DIR/);
  });

  it('is locked by one process at a time', () => {
    folder.lock();
    expect(() => new DataFolder(folder.path).lock()).toThrow(Refusal);
    folder.unlock();
    new DataFolder(folder.path).lock();
    expect(JSON.parse(readFileSync(folder.file('luze.lock'), 'utf8'))).toEqual(markOf(process.pid));
  });

  it.each([
    ['a process that is gone', JSON.stringify({ pid: 2 ** 22 + 1, began: 'then', command: 'luze' })],
    [
      'an older process of the same number',
      JSON.stringify({ pid: process.pid, began: 'then', command: 'luze' }),
    ],
    ['nobody, half written', '{"pid":'],
  ])('is taken over from %s', (_who, lock) => {
    writeFileSync(folder.file('luze.lock'), lock);
    folder.lock();
    expect(JSON.parse(readFileSync(folder.file('luze.lock'), 'utf8'))).toEqual(markOf(process.pid));
  });
});
