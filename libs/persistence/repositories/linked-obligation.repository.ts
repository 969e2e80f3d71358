import type { EntityManager } from 'typeorm';
import type { LinkedObligation } from '../../domain/meeting/meeting.js';

/** Obligations as far as an item of a meeting that is linked to them has to know them. */
export async function linkedObligations(
  manager: EntityManager,
  ids: readonly string[],
): Promise<LinkedObligation[]> {
  if (ids.length === 0) return [];
  const rows = await manager.query<Omit<LinkedObligation, 'parties'>[]>(
    `SELECT o.id, o.unit_id AS "unitId", s.brief -> 'duty' AS duty, o.closed_at IS NOT NULL AS "isClosed"
     FROM obligation o JOIN subject s ON s.id = 'obligation/' || o.id WHERE o.id = ANY($1)`,
    [ids],
  );
  const parties = await manager.query<{ id: string; stage: string; party: string }[]>(
    `SELECT substr(subject, 12) AS id, stage, party FROM party_state WHERE subject = ANY($1)
     ORDER BY subject, stage, position`,
    [ids.map((id) => `obligation/${id}`)],
  );
  return rows.map((row) => {
    const own = parties.filter(({ id }) => id === row.id);
    const stages = [...new Set(own.map(({ stage }) => stage))];
    const partiesOf = (name: string): string[] =>
      own.filter(({ stage }) => stage === name).map(({ party }) => party);
    return { ...row, parties: Object.fromEntries(stages.map((stage) => [stage, partiesOf(stage)])) };
  });
}
