import type { DataSource } from 'typeorm';
import type { Housekeeping } from '../libs/contracts/activities.js';
import type { EvidenceStore, StoredFile } from '../libs/evidence/store.js';
import { lockEvidenceFile } from '../libs/persistence/repositories/evidence-file.repository.js';
import { removeOrphanRows, withoutRow } from '../libs/persistence/repositories/orphans.repository.js';

/** What no command has taken up for so long is not taken up any more. */
const ORPHAN_AFTER_MS = 24 * 3_600_000;
const AT_ONCE = 500;

interface Parts {
  readonly dataSource: DataSource;
  readonly evidence: Pick<EvidenceStore, 'list' | 'remove' | 'discard'>;
}

/**
 * Removes documents and files that no command took up: first their rows, then whatever lies in the folder without one, which also is what
 * a killed process left there.
 */
export const createCollectOrphans = ({
  dataSource,
  evidence,
}: Parts): Pick<Housekeeping, 'collectOrphans'> => ({
  async collectOrphans() {
    const rows = await removeOrphanRows(dataSource.manager, ORPHAN_AFTER_MS);
    let removed = 0;
    let batch: StoredFile[] = [];
    const sweep = async (): Promise<void> => {
      removed += await sweepFiles({ dataSource, evidence }, batch);
      batch = [];
    };
    for await (const file of evidence.list()) {
      if (file.changedAtMs > Date.now() - ORPHAN_AFTER_MS) continue;
      batch.push(file);
      if (batch.length === AT_ONCE) await sweep();
    }
    await sweep();
    return { ...rows, fromFolder: removed };
  },
});

async function sweepFiles({ dataSource, evidence }: Parts, files: readonly StoredFile[]): Promise<number> {
  const incoming = files.filter(({ sha256 }) => sha256 === null);
  for (const file of incoming) await evidence.discard(file);
  const kept = files.flatMap(({ sha256 }) => sha256 ?? []);
  const lost = await withoutRow(dataSource.manager, kept);
  for (const sha256 of lost) {
    await dataSource.transaction(async (manager) => {
      // Whoever uploads the same content at this moment gives it its row and its place under this lock.
      await lockEvidenceFile(manager, sha256);
      if ((await withoutRow(manager, [sha256])).length > 0) await evidence.remove(sha256);
    });
  }
  return incoming.length + lost.length;
}
