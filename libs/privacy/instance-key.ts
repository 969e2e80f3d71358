import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readIfThere } from '../files/read-if-there.js';
import { writeDurably } from '../files/write-durably.js';
import { SecretKey } from './secret-key.js';

const FILE = 'persons.key';

/**
 * The key under which the keys of persons are kept: it lies outside the database, so that what is taken from there alone reveals nothing.
 * All processes of an instance need the same.
 *
 * @param given the key in base64; without it, it is read from the folder, where the first that asks makes it
 * @throws Error for what is no key of 32 bytes; the message says where it came from, never what it is
 */
export async function instanceKey(folder: string, given?: string): Promise<SecretKey> {
  if (given !== undefined) return read(given, 'LUZE_PERSONS_KEY');
  const file = join(folder, FILE);
  const found = await readIfThere(file);
  if (found !== null) return read(found, file);
  // Of several processes that make it at once, the key of one stands.
  await writeDurably(file, `${SecretKey.random().bytes.toString('base64')}\n`, { replace: false });
  return read(await readFile(file, 'utf8'), file);
}

function read(text: string, source: string): SecretKey {
  const bytes = Buffer.from(text.trim(), 'base64');
  if (bytes.length !== 32) throw new Error(`${source} holds no key of 32 bytes in base64`);
  return new SecretKey(bytes);
}
