import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeDurably } from '../files/write-durably.js';

/** Signed checkpoints outside the database, each in a file named by its size; the last one also as `latest`. */
export class CheckpointFolder {
  constructor(private readonly folder: string) {}

  /** The note that was written last; null where there is none. */
  async latest(): Promise<string | null> {
    try {
      return await readFile(join(this.folder, 'latest'), 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
      throw error;
    }
  }

  async write({ size, note }: { readonly size: number; readonly note: string }): Promise<void> {
    await writeDurably(join(this.folder, String(size)), note);
    await writeDurably(join(this.folder, 'latest'), note);
  }
}
