import type { DataSource } from 'typeorm';
import { parseCheckpoint } from '../../libs/ledger/notes/checkpoint.js';
import { parseNote } from '../../libs/ledger/notes/note.js';
import { checkpointsAfter } from '../../libs/persistence/repositories/ledger-checkpoint.repository.js';
import { trySealingLock } from '../../libs/persistence/repositories/sealing.repository.js';
import type { CheckpointFolder } from '../../libs/sealing/checkpoint-folder.js';

const AT_ONCE = 100;

/**
 * Writes the checkpoints outside the database that are not there yet, also those that a crash left. One process at a time: the last one to
 * write must have the last checkpoint.
 */
export function writeOut(dataSource: DataSource, folder: CheckpointFolder): Promise<void> {
  return dataSource.transaction(async (manager) => {
    if (!(await trySealingLock(manager))) return;
    const latest = await folder.latest();
    let written = latest === null ? 0 : parseCheckpoint(parseNote(latest).text).size;
    for (;;) {
      const missing = await checkpointsAfter(manager, written, AT_ONCE);
      for (const checkpoint of missing) await folder.write(checkpoint);
      if (missing.length < AT_ONCE) return;
      written = missing.at(-1)?.size ?? written;
    }
  });
}
