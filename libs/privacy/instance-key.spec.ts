import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { instanceKey } from './instance-key.js';

let folder: string;
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'luze-keys-')), 'keys');
});
afterEach(() => rmSync(join(folder, '..'), { recursive: true, force: true }));

it('is made once, by whoever is first, for its owner alone, and found again', async () => {
  const keys = await Promise.all([instanceKey(folder), instanceKey(folder), instanceKey(folder)]);
  const found = await instanceKey(folder);
  for (const { bytes } of keys) expect(bytes.equals(found.bytes)).toBe(true);
  expect(readdirSync(folder)).toEqual(['persons.key']);
  expect(statSync(join(folder, 'persons.key')).mode & 0o777).toBe(0o600);
  expect(statSync(folder).mode & 0o777).toBe(0o700);
});

it('is the one that is given, and then nothing is kept', async () => {
  const { bytes } = await instanceKey(folder, Buffer.alloc(32, 7).toString('base64'));
  expect(bytes.equals(Buffer.alloc(32, 7))).toBe(true);
  expect(() => readdirSync(folder)).toThrow();
});

it('is refused where it is none, and the error does not tell it', async () => {
  await instanceKey(folder);
  writeFileSync(join(folder, 'persons.key'), 'c2VjcmV0');
  const refusal = await instanceKey(folder).then(
    () => '',
    (error: Error) => error.message,
  );
  expect(refusal).toContain('persons.key holds no key');
  expect(refusal).not.toContain('c2VjcmV0');
});
