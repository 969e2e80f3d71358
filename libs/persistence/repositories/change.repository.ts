import type { EntityManager } from 'typeorm';
import type { ChangeTarget, OpenParty } from '../../domain/change/change.js';

/** Ids of the cycles that a change concerns and that have not ended; of a policy those of the units that go by it. */
export async function cyclesConcerned(
  manager: EntityManager,
  { kind, id }: ChangeTarget,
  unitIds: readonly string[],
): Promise<string[]> {
  const column = kind === 'cycle' ? 'id' : kind === 'duty' ? 'duty_id' : 'unit_id';
  const rows = await manager.query<{ id: string }[]>(
    `SELECT id FROM cycle WHERE ${column} = ANY($1) AND (next_from IS NOT NULL OR started_at IS NULL OR id = $2)
     ORDER BY id`,
    [kind === 'policy' ? unitIds : [id], kind === 'cycle' ? id : null],
  );
  return rows.map((row) => row.id);
}

/** How many changes of a target have been proposed. */
export async function countChanges(manager: EntityManager, { kind, id }: ChangeTarget): Promise<number> {
  const [row] = await manager.query<[{ n: number }]>(
    `SELECT count(*)::int AS n FROM subject
     WHERE kind = 'change' AND brief -> 'target' ->> 'kind' = $1 AND brief -> 'target' ->> 'id' = $2`,
    [kind, id],
  );
  return row.n;
}

/** Whoever owes something in an obligation that these cycles have opened. */
export function openPartiesOf(manager: EntityManager, cycleIds: readonly string[]): Promise<OpenParty[]> {
  return manager.query<OpenParty[]>(
    `SELECT p.subject, p.stage, p.party FROM party_state p JOIN obligation o ON p.subject = 'obligation/' || o.id
     WHERE o.cycle_id = ANY($1) AND o.closed_at IS NULL AND p.ended_at IS NULL
     ORDER BY p.subject, p.stage, p.position`,
    [cycleIds],
  );
}
