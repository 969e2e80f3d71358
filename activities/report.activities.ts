import { ApplicationFailure } from '@temporalio/common';
import type { DataSource, EntityManager } from 'typeorm';
import { FAILURES, type Activities } from '../libs/contracts/activities.js';
import type { ObligationBrief } from '../libs/domain/obligation/obligation.js';
import type { Instant } from '../libs/domain/time.js';
import { canonicalJson } from '../libs/ledger/canonical-json.js';
import { storeDocument } from '../libs/persistence/repositories/document.repository.js';
import { entriesOf } from '../libs/persistence/repositories/ledger.repository.js';
import type { Facts } from '../libs/records/facts/facts.js';
import { launchFacts } from './report/launch-facts.js';
import { fulfilmentByDuty, fulfilmentByUnit, type RecordedObligation } from './report/fulfilment.js';

/**
 * Gathers the facts of a launch file, or what became of the duties of a unit and the units below it in the period of an obligation, from the ledger alone, into a document.
 * The same ledger gives the same document.
 */
export function createGatherFacts(dataSource: DataSource, facts: Facts): Activities['gatherFacts'] {
  return async ({ subject }) => {
    const { manager } = dataSource;
    const brief = await briefOf(manager, subject);
    if (brief?.launch !== undefined) {
      const document = await launchFacts(manager, brief.launch);
      return { document: await storeDocument(manager, 'application/json', canonicalJson(document)) };
    }
    if (brief?.period == null) {
      throw ApplicationFailure.nonRetryable(
        `${subject} is no obligation of a period on record`,
        FAILURES.unknownSubject,
      );
    }
    const { unitId, period } = brief;
    const subjects = await obligationsOfUnit(manager, unitId, period.start, period.end);
    const obligations: RecordedObligation[] = [];
    for (const id of subjects.filter((other) => other !== subject)) {
      obligations.push(await recorded(manager, id, period.end));
    }
    const { organisation } = await facts.organisation(manager);
    const unitOf = (party: string): string | undefined =>
      (organisation.post(party, period.end) ?? organisation.body(party, period.end))?.unitId;
    const document = {
      unitId,
      period,
      duties: fulfilmentByDuty(obligations, period.start),
      units: fulfilmentByUnit(obligations, period.start, unitOf),
    };
    return { document: await storeDocument(manager, 'application/json', canonicalJson(document)) };
  };
}

async function briefOf(manager: EntityManager, subject: string): Promise<ObligationBrief | undefined> {
  const [row] = await manager.query<{ brief: ObligationBrief }[]>(
    `SELECT brief FROM subject WHERE id = $1 AND kind = 'obligation'`,
    [subject],
  );
  return row?.brief;
}

/** Obligations of a unit and the units below it that lasted at some time between two instants. */
async function obligationsOfUnit(
  manager: EntityManager,
  unitId: string,
  start: Instant,
  end: Instant,
): Promise<string[]> {
  const rows = await manager.query<{ subject: string }[]>(
    `WITH RECURSIVE below AS (
       SELECT $1::text AS id UNION
       SELECT unit.id FROM unit_span unit
         JOIN below ON unit.parent_id = below.id AND unit.during && tstzrange($2, $3))
     SELECT 'obligation/' || o.id AS subject FROM obligation o JOIN below ON below.id = o.unit_id
     WHERE o.procedure <> 'inquiry' AND o.opened_at < $3::timestamptz AND (o.closed_at IS NULL OR o.closed_at >= $2::timestamptz)
     ORDER BY o.id`,
    [unitId, start, end],
  );
  return rows.map((row) => row.subject);
}

async function recorded(manager: EntityManager, subject: string, end: Instant): Promise<RecordedObligation> {
  const brief = (await briefOf(manager, subject)) as ObligationBrief;
  const entries = await entriesOf(manager, subject);
  const untilEnd = entries.filter(({ at }) => at < end) as unknown as RecordedObligation['entries'];
  return { subject, brief, entries: untilEnd };
}
