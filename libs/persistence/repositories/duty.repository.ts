import type { EntityManager } from 'typeorm';
import { DutyEntity } from '../entities/duty.entity.js';

/** The newest version of each of these duties, by its id; one that there is not is left out. */
export async function newestDuties(
  manager: EntityManager,
  ids: readonly string[],
): Promise<Map<string, DutyEntity>> {
  if (ids.length === 0) return new Map();
  const rows = await manager
    .createQueryBuilder(DutyEntity, 'duty')
    .distinctOn(['duty.id'])
    .where('duty.id = ANY(:ids)', { ids })
    .orderBy('duty.id')
    .addOrderBy('duty.version', 'DESC')
    .getMany();
  return new Map(rows.map((row) => [row.id, row]));
}
