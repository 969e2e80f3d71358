import type { SelectQueryBuilder } from 'typeorm';
import type { LedgerEntryEntity } from '../../../libs/persistence/entities/ledger-entry.entity.js';
import type { Caller } from '../auth/caller.js';
import type { EntryFilter } from './dto/entry.dto.js';
import { ofUnits } from './visible-entries.js';

/** Subjects that a duty led to, and its own. */
const OF_DUTY = `entry.subject = 'duty/' || :duty
  OR entry.subject IN (SELECT 'obligation/' || id FROM obligation WHERE duty_id = :duty)
  OR entry.subject IN (SELECT 'cycle/' || id FROM cycle WHERE duty_id = :duty)`;

/** Leaves of the entries those that are asked for. */
export function filterEntries(
  query: SelectQueryBuilder<LedgerEntryEntity>,
  filter: EntryFilter,
  { organisation, at }: Caller,
): SelectQueryBuilder<LedgerEntryEntity> {
  const { subject, of, kind, actor, onBehalfOf, from, to, fromRecordedAt, toRecordedAt, unit, duty } = filter;
  if (subject !== undefined) query.andWhere('entry.subject = :subject', { subject });
  if (of !== undefined) query.andWhere(`split_part(entry.subject, '/', 1) = :of`, { of });
  if (kind !== undefined) query.andWhere('entry.kind = :kind', { kind });
  if (actor !== undefined) query.andWhere('entry.actor = :actor', { actor });
  if (onBehalfOf !== undefined) query.andWhere('entry.on_behalf_of = :onBehalfOf', { onBehalfOf });
  if (from !== undefined) query.andWhere('entry.at >= :from', { from });
  if (to !== undefined) query.andWhere('entry.at < :to', { to });
  if (fromRecordedAt !== undefined)
    query.andWhere('entry.recorded_at >= :fromRecordedAt', { fromRecordedAt });
  if (toRecordedAt !== undefined) query.andWhere('entry.recorded_at < :toRecordedAt', { toRecordedAt });
  if (duty !== undefined) query.andWhere(`(${OF_DUTY})`, { duty });
  if (unit !== undefined)
    ofUnits(
      query,
      'entry.subject',
      organisation.unitIds(at).filter((id) => organisation.isWithin(id, unit, at)),
    );
  return query;
}
