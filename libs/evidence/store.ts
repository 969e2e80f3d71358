import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { chmod, lstat, mkdir, open, opendir, rename, unlink, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { tooLarge } from './refusal.js';

const FOLDER_MODE = 0o700;
const FILE_MODE = 0o600;
const SHA256 = /^[0-9a-f]{64}$/;
/** Where files wait that have not been examined; on the same disk, so that taking one up is one rename. */
const INCOMING = 'incoming';

/** A file that has come in whole and has not been kept. */
export interface IncomingFile {
  readonly path: string;
  /** Lower-case hex. */
  readonly sha256: string;
  readonly sizeBytes: number;
}

/** What lies in the folder. */
export interface StoredFile {
  readonly path: string;
  /** Null: it has not been kept. */
  readonly sha256: string | null;
  readonly changedAtMs: number;
}

/** A folder of files that are named by what they hold: `ab/cd/abcd...`, each written once. */
export class EvidenceStore {
  constructor(private readonly folder: string) {}

  /** Makes the folder, which nobody else may look into. */
  async create(): Promise<void> {
    await mkdir(join(this.folder, INCOMING), { recursive: true, mode: FOLDER_MODE });
    await chmod(this.folder, FOLDER_MODE);
  }

  /**
   * Writes what comes in to disk, never holding more than a piece of it.
   *
   * @throws FileRefused when it is larger than allowed; whatever the source fails with. Nothing is left behind then
   */
  async receive(source: Readable, maxBytes: number): Promise<IncomingFile> {
    await this.create();
    const path = join(this.folder, INCOMING, randomUUID());
    const hash = createHash('sha256');
    let sizeBytes = 0;
    const measure = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        sizeBytes += chunk.length;
        hash.update(chunk);
        done(sizeBytes > maxBytes ? tooLarge(maxBytes) : null, chunk);
      },
    });
    try {
      await pipeline(source, measure, createWriteStream(path, { flags: 'wx', mode: FILE_MODE, flush: true }));
    } catch (error) {
      await this.discard({ path });
      throw error;
    }
    return { path, sha256: hash.digest('hex'), sizeBytes };
  }

  /** Gives an incoming file its place. The same content has one place, however often it comes. */
  async keep({ path, sha256 }: IncomingFile): Promise<void> {
    const place = this.placeOf(sha256);
    const folder = dirname(place);
    await mkdir(folder, { recursive: true, mode: FOLDER_MODE });
    await rename(path, place);
    for (const each of [folder, dirname(folder), this.folder]) await syncFolder(each);
  }

  /** Removes an incoming file, unless it has been kept. */
  async discard({ path }: Pick<IncomingFile, 'path'>): Promise<void> {
    await unlink(path).catch(ignoreMissing);
  }

  /** @returns undefined when there is no such file */
  async open(sha256: string): Promise<FileHandle | undefined> {
    return open(this.placeOf(sha256)).catch(ignoreMissing);
  }

  async remove(sha256: string): Promise<void> {
    await unlink(this.placeOf(sha256)).catch(ignoreMissing);
  }

  /** Everything that lies in the folder. */
  async *list(): AsyncGenerator<StoredFile> {
    await this.create();
    for await (const entry of await opendir(this.folder, { recursive: true })) {
      if (!entry.isFile()) continue;
      const path = join(entry.parentPath, entry.name);
      const found = await lstat(path).catch(ignoreMissing);
      if (found === undefined) continue;
      const isKept = SHA256.test(entry.name) && path === this.placeOf(entry.name);
      yield { path, sha256: isKept ? entry.name : null, changedAtMs: found.mtimeMs };
    }
  }

  private placeOf(sha256: string): string {
    if (!SHA256.test(sha256)) throw new Error('a file is named by its SHA-256');
    return join(this.folder, sha256.slice(0, 2), sha256.slice(2, 4), sha256);
  }
}

function ignoreMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}

/** What a folder lists is on disk after this. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
