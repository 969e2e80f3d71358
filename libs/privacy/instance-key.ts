import {
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { SecretKey } from './secret-key.js';

const FILE = 'persons.key';

/**
 * The key under which the keys of persons are kept: it lies outside the database, so that what is taken from there alone reveals nothing.
 * All processes of an instance need the same.
 *
 * @param given the key in base64; without it, it is read from the folder, where the first that asks makes it
 * @throws Error for what is no key of 32 bytes; the message says where it came from, never what it is
 */
export function instanceKey(folder: string, given?: string): SecretKey {
  if (given !== undefined) return read(given, 'LUZE_PERSONS_KEY');
  const file = join(folder, FILE);
  const found = contentOf(file);
  if (found !== undefined) return read(found, file);
  make(folder, file);
  return read(readFileSync(file, 'utf8'), file);
}

function read(text: string, source: string): SecretKey {
  const bytes = Buffer.from(text.trim(), 'base64');
  if (bytes.length !== 32) throw new Error(`${source} holds no key of 32 bytes in base64`);
  return new SecretKey(bytes);
}

function contentOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Of several processes that make it at once, the key of one stands, whole and on the disk before anybody uses it. */
function make(folder: string, file: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const prepared = `${file}.${process.pid}`;
  rmSync(prepared, { force: true });
  const handle = openSync(prepared, 'wx', 0o600);
  try {
    writeSync(handle, `${SecretKey.random().bytes.toString('base64')}\n`);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  try {
    linkSync(prepared, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(prepared, { force: true });
  }
  const directory = openSync(folder, 'r');
  fsyncSync(directory);
  closeSync(directory);
}
