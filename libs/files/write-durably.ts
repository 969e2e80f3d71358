import { randomBytes } from 'node:crypto';
import { link, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Only whoever runs Luze may look. */
const FOLDER_MODE = 0o700;
const FILE_MODE = 0o600;

/**
 * Writes a file so that at any moment, and after a power cut, it holds either what it held or all of the new text.
 *
 * @param replace false leaves a file that is there already as it is
 */
export async function writeDurably(path: string, text: string, { replace = true } = {}): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: FOLDER_MODE });
  const unfinished = `${path}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    await withSync(unfinished, 'wx', async (file) => file.writeFile(text));
    if (replace) await rename(unfinished, path);
    // Unlike a renaming, this fails where somebody else was first.
    else await link(unfinished, path).catch(unlessThere);
  } finally {
    await rm(unfinished, { force: true });
  }
  await withSync(dirname(path), 'r', () => Promise.resolve());
}

async function withSync(
  path: string,
  flags: string,
  work: (file: Awaited<ReturnType<typeof open>>) => Promise<void>,
): Promise<void> {
  const file = await open(path, flags, FILE_MODE);
  try {
    await work(file);
    await file.sync();
  } finally {
    await file.close();
  }
}

const unlessThere = (error: NodeJS.ErrnoException): void => {
  if (error.code !== 'EEXIST') throw error;
};
