import type { EntityManager } from 'typeorm';
import type { ProcedureName } from '../../domain/duty/definition.js';
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

/**
 * The duty that a procedure carries in the first of the units that has one.
 *
 * @param unitIds the unit concerned, and those above it, going up
 */
export async function dutyOfProcedure(
  manager: EntityManager,
  procedure: ProcedureName,
  unitIds: readonly string[],
): Promise<DutyEntity | undefined> {
  const rows = await manager.query<{ id: string }[]>(
    `SELECT DISTINCT id FROM duty WHERE unit_id = ANY($1) AND definition ->> 'procedure' = $2`,
    [unitIds, procedure],
  );
  const newest = await newestDuties(
    manager,
    rows.map(({ id }) => id),
  );
  const duties = [...newest.values()].filter(({ definition }) => definition.procedure === procedure);
  return unitIds.map((id) => duties.find(({ unitId }) => unitId === id)).find((duty) => duty !== undefined);
}
