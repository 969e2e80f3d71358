import type { EntityManager } from 'typeorm';
import type { LedgerEntryEntity } from '../../../../libs/persistence/entities/ledger-entry.entity.js';
import { LedgerLeafEntity } from '../../../../libs/persistence/entities/ledger-leaf.entity.js';
import { OfficerEntity } from '../../../../libs/persistence/entities/officer.entity.js';
import type { Caller } from '../../auth/caller.js';
import { wordsOfEntry } from '../../workflows/entry-words.js';
import { PAGE, type Entries } from './exported-leaves.js';

/** Headings of what people read, each with its width in characters. */
export const READABLE_COLUMNS = [
  { heading: '时间 When (UTC)', width: 22 },
  { heading: '事项 What', width: 44 },
  { heading: '经办人 Who', width: 20 },
  { heading: '代表 On behalf of', width: 26 },
  { heading: '对象 Subject', width: 44 },
  { heading: '序号 Number', width: 10 },
  { heading: '日志位置 Index', width: 12 },
] as const;

export type ReadableRow = readonly [string, string, string, string, string, number, number | null];

/** Entries as people read them, the oldest first, page by page. */
export async function* readableRows(
  manager: EntityManager,
  caller: Caller,
  chosen: Entries,
): AsyncGenerator<ReadableRow[]> {
  for (let afterId = 0; ;) {
    const { entities, raw } = await chosen()
      .leftJoin(LedgerLeafEntity, 'leaf', 'leaf.entryId = entry.id')
      .addSelect('leaf.index', 'leaf_index')
      .andWhere('entry.id > :afterId', { afterId })
      .orderBy('entry.id')
      .limit(PAGE)
      .getRawAndEntities<{ leaf_index: number | null }>();
    const names = await namesOf(manager, entities);
    yield entities.map((entry, at) => rowOf(entry, raw[at]?.leaf_index ?? null, names, caller));
    if (entities.length < PAGE) return;
    afterId = entities.at(-1)?.id ?? afterId;
  }
}

/** Names of officers, which everybody who has signed in may know. */
async function namesOf(
  manager: EntityManager,
  entries: readonly LedgerEntryEntity[],
): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(entries.flatMap(({ actor }) => actor ?? []))];
  if (ids.length === 0) return new Map();
  const officers = await manager
    .createQueryBuilder(OfficerEntity, 'officer')
    .where('officer.id = ANY(:ids)', { ids })
    .getMany();
  return new Map(officers.map(({ id, name }) => [id, name]));
}

function rowOf(
  entry: LedgerEntryEntity,
  index: number | null,
  names: ReadonlyMap<string, string>,
  { organisation, at }: Caller,
): ReadableRow {
  const { kind, actor, onBehalfOf, subject, seq, body } = entry;
  const words = wordsOfEntry({ kind, action: actionOf(body) });
  const party =
    onBehalfOf === null
      ? undefined
      : (organisation.post(onBehalfOf, at) ?? organisation.body(onBehalfOf, at));
  return [
    entry.at.replace('T', ' ').replace('Z', ''),
    `${words.zh} ${words.en}`,
    actor === null ? '' : (names.get(actor) ?? actor),
    onBehalfOf === null ? '' : (party?.title.zh ?? onBehalfOf),
    subject,
    seq,
    index,
  ];
}

function actionOf(body: unknown): string | null {
  const { action } = (body ?? {}) as { action?: unknown };
  return typeof action === 'string' ? action : null;
}
