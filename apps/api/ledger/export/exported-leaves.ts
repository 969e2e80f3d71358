import type { EntityManager, SelectQueryBuilder } from 'typeorm';
import type { BundleLeaf } from '../../../../libs/ledger/bundle/bundle-format.js';
import { proveInclusion, type HashReader } from '../../../../libs/ledger/tree/prove.js';
import { LedgerEntryEntity } from '../../../../libs/persistence/entities/ledger-entry.entity.js';
import { LedgerLeafEntity } from '../../../../libs/persistence/entities/ledger-leaf.entity.js';
import { LedgerSaltEntity } from '../../../../libs/persistence/entities/ledger-salt.entity.js';
import {
  leavesBetween,
  type ExportedLeaf,
} from '../../../../libs/persistence/repositories/ledger-export.repository.js';

/** Entries that a query may be narrowed to; made anew for each page. */
export type Entries = () => SelectQueryBuilder<LedgerEntryEntity>;

/** How many leaves are read at once: one page in memory, however long the log. A multiple of the tiles' width. */
export const PAGE = 512;

/** All leaves of the log up to `size`, page by page. Entries that `visible` does not have stay bare. */
export async function* wholeLog(
  manager: EntityManager,
  visible: Entries,
  size: number,
): AsyncGenerator<BundleLeaf[]> {
  for (let from = 0; from < size; from += PAGE) {
    const leaves = await leavesBetween(manager, from, Math.min(from + PAGE, size));
    const ids = leaves.map(({ entryId }) => entryId);
    const entries = await visible().andWhere('entry.id = ANY(:ids)', { ids }).getMany();
    const byId = new Map(entries.map((entry) => [entry.id, entry]));
    yield leaves.map((leaf) => bundled(leaf, byId.get(leaf.entryId) ?? null));
  }
}

/** The chosen entries that have a place in the log of `size` leaves, each with its proof, page by page. */
export async function* selection(
  chosen: Entries,
  size: number,
  hashes: HashReader,
): AsyncGenerator<BundleLeaf[]> {
  for (let after = -1; ;) {
    const placed = await placedEntries(chosen(), after, size);
    const page: BundleLeaf[] = [];
    for (const { leaf, entry } of placed)
      page.push({ ...bundled(leaf, entry), proof: await proofOf(leaf.index, size, hashes) });
    if (page.length > 0) yield page;
    if (placed.length < PAGE) return;
    after = page.at(-1)?.index ?? size;
  }
}

interface PlacedEntry {
  readonly leaf: Omit<ExportedLeaf, 'entryId'>;
  readonly entry: LedgerEntryEntity;
}

/** The next page of entries in the order of the log. */
async function placedEntries(
  query: SelectQueryBuilder<LedgerEntryEntity>,
  after: number,
  size: number,
): Promise<PlacedEntry[]> {
  const { raw, entities } = await query
    .innerJoin(LedgerLeafEntity, 'leaf', 'leaf.entryId = entry.id')
    .leftJoin(LedgerSaltEntity, 'salt', 'salt.entryId = entry.id')
    .addSelect('leaf.index', 'leaf_index')
    .addSelect('leaf.record', 'leaf_record')
    .addSelect('salt.salt', 'leaf_salt')
    .andWhere('leaf.index > :after AND leaf.index < :size', { after, size })
    .orderBy('leaf.index')
    .limit(PAGE)
    .getRawAndEntities<{ leaf_index: number; leaf_record: Buffer; leaf_salt: Buffer | null }>();
  return entities.map((entry, at) => {
    const { leaf_index: index, leaf_record: record, leaf_salt: salt } = raw[at] as (typeof raw)[number];
    return { entry, leaf: { index, record, salt, hasEntry: true } };
  });
}

function bundled(leaf: Omit<ExportedLeaf, 'entryId'>, entry: LedgerEntryEntity | null): BundleLeaf {
  const { index, record, salt, hasEntry } = leaf;
  if (!hasEntry) return { state: 'gone', index, record };
  if (entry === null) return { state: 'hidden', index, record };
  const { subject, seq } = entry;
  return salt === null
    ? { state: 'erased', index, record, subject, seq }
    : { state: 'whole', index, record, salt, entry };
}

/** Where the tables are damaged there is no proof: the export goes on, and whoever verifies it sees that. */
async function proofOf(index: number, size: number, hashes: HashReader): Promise<Uint8Array[]> {
  try {
    return await proveInclusion(index, size, hashes);
  } catch (error) {
    if (error instanceof RangeError) return [];
    throw error;
  }
}
