import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { EvidenceStore } from './store.js';

let folder: string;
let store: EvidenceStore;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'luze-store-'));
  store = new EvidenceStore(folder);
  await store.create();
});
afterEach(() => rm(folder, { recursive: true }));

const files = async (): Promise<string[]> =>
  (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((e) => e.isFile())
    .map(({ name }) => name);

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

it('keeps a file under what it holds, once, for nobody else to read', async () => {
  for (let times = 0; times < 2; times += 1)
    await store.keep(await store.receive(Readable.from([Buffer.from('one')]), 3));
  const name = sha256('one');
  expect(await files()).toEqual([name]);
  const place = join(folder, name.slice(0, 2), name.slice(2, 4), name);
  expect(await readFile(place, 'utf8')).toBe('one');
  expect((await stat(place)).mode & 0o777).toBe(0o600);
  expect((await stat(folder)).mode & 0o777).toBe(0o700);
  expect((await stat(join(folder, name.slice(0, 2)))).mode & 0o777).toBe(0o700);
  const handle = await store.open(name);
  expect(await handle?.readFile('utf8')).toBe('one');
  await handle?.close();
  await store.remove(name);
  expect(await store.open(name)).toBeUndefined();
});

it('leaves nothing of what is too large, breaks off, or is discarded', async () => {
  const large = Readable.from([Buffer.from('12'), Buffer.from('34')]);
  await expect(store.receive(large, 3)).rejects.toMatchObject({ code: 'file-too-large' });
  const broken = new Readable({
    read() {
      this.push(Buffer.from('x'));
      this.destroy(new Error('gone'));
    },
  });
  await expect(store.receive(broken, 100)).rejects.toThrow('gone');
  await store.discard(await store.receive(Readable.from([Buffer.from('x')]), 100));
  expect(await files()).toEqual([]);
});

it('lists what is kept and what is not', async () => {
  await store.keep(await store.receive(Readable.from([Buffer.from('one')]), 9));
  const { path } = await store.receive(Readable.from([Buffer.from('two')]), 9);
  const listed = [];
  for await (const file of store.list()) listed.push(file);
  expect(listed.map((file) => file.sha256).sort()).toEqual([sha256('one'), null].sort());
  expect(listed.find((file) => file.sha256 === null)?.path).toBe(path);
});

it('takes no name that is no digest', async () => {
  await expect(async () => store.open('../../etc/passwd')).rejects.toThrow('SHA-256');
});
