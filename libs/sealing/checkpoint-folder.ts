import { join } from 'node:path';
import { readIfThere } from '../files/read-if-there.js';
import { writeDurably } from '../files/write-durably.js';

/** Signed checkpoints outside the database, each in a file named by its size; the last one also as `latest`. */
export class CheckpointFolder {
  constructor(private readonly folder: string) {}

  /** The note that was written last; null where there is none. */
  latest(): Promise<string | null> {
    return readIfThere(join(this.folder, 'latest'));
  }

  async write({ size, note }: { readonly size: number; readonly note: string }): Promise<void> {
    await writeDurably(join(this.folder, String(size)), note);
    await writeDurably(join(this.folder, 'latest'), note);
  }
}
