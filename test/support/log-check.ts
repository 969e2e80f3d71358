import type { DataSource } from 'typeorm';
import { openCheckpoint } from '../../libs/ledger/notes/checkpoint.js';
import { parseVerifierKey } from '../../libs/ledger/notes/verifier-key.js';
import { recordOf, sealedText, type SealedEntry } from '../../libs/ledger/sealed.js';
import { GrowingTiles } from '../../libs/ledger/tiles/growing-tiles.js';
import { leafHash } from '../../libs/ledger/tree/hashes.js';
import { GrowingRoot } from '../../libs/ledger/tree/growing-root.js';
import { entriesOf } from '../../libs/persistence/repositories/ledger.repository.js';

interface Leaf {
  readonly index: number;
  readonly entry_id: number;
  readonly record: Buffer;
  readonly salt: Buffer;
  readonly subject: string;
  readonly seq: number;
}

/**
 * Expects of a log in its tables that it holds every entry once, each subject in its order, that records are made of the entries, tiles of the
 * records, and that every checkpoint is signed and is the tree as it was.
 *
 * @returns how many leaves it has
 */
export async function expectWholeLog(
  dataSource: DataSource,
  verifierKeys: readonly string[],
): Promise<number> {
  const leaves = await dataSource.query<Leaf[]>(
    `SELECT l.index, l.entry_id, l.record, s.salt, e.subject, e.seq FROM ledger_leaf l
     JOIN ledger_salt s USING (entry_id) JOIN ledger_entry e ON e.id = l.entry_id ORDER BY l.index`,
  );
  const [{ count }] = await dataSource.query<[{ count: number }]>('SELECT count(*) FROM ledger_entry');
  expect(leaves.map(({ index }) => index)).toEqual(Array.from({ length: count }, (_, index) => index));
  const seqs = new Map<string, number[]>();
  for (const { subject, seq } of leaves) seqs.set(subject, [...(seqs.get(subject) ?? []), seq]);
  for (const numbers of seqs.values()) expect(numbers).toEqual(numbers.map((_, place) => place + 1));
  await expectRecords(dataSource, leaves, [...seqs.keys()]);
  await expectTiles(dataSource, leaves);
  await expectCheckpoints(dataSource, leaves, verifierKeys);
  return leaves.length;
}

async function expectRecords(dataSource: DataSource, leaves: readonly Leaf[], subjects: readonly string[]) {
  const texts = new Map<number, string>();
  for (const subject of subjects) {
    for (const entry of await entriesOf(dataSource.manager, subject))
      texts.set(entry.id, sealedText(entry as SealedEntry));
  }
  const wrong = leaves.filter(
    ({ entry_id, salt, record }) => !recordOf(salt, texts.get(entry_id) as string).equals(record),
  );
  expect(wrong).toEqual([]);
  expect(new Set(leaves.map(({ salt }) => salt.toString('hex'))).size).toBe(leaves.length);
}

async function expectTiles(dataSource: DataSource, leaves: readonly Leaf[]) {
  const tiles = new GrowingTiles();
  for (const { record } of leaves) tiles.append(leafHash(record));
  const stored = await dataSource.query('SELECT level, index, hashes FROM ledger_tile ORDER BY level, index');
  const full = tiles.takeFull().sort((a, b) => a.level - b.level || a.index - b.index);
  expect(stored).toEqual(full);
}

async function expectCheckpoints(dataSource: DataSource, leaves: readonly Leaf[], keys: readonly string[]) {
  const checkpoints = await dataSource.query<{ size: number; root: Buffer; note: string }[]>(
    'SELECT size, root, note FROM ledger_checkpoint ORDER BY size',
  );
  const tree = new GrowingRoot();
  for (const { size, root, note } of checkpoints) {
    for (const { record } of leaves.slice(tree.size, size)) tree.append(leafHash(record));
    expect({ size: tree.size, root: tree.root() }).toEqual({ size, root });
    expect(openCheckpoint(note, keys.map(parseVerifierKey)).checkpoint).toMatchObject({ size, root });
  }
  expect(tree.size).toBe(leaves.length);
}
