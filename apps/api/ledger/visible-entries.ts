import {
  Brackets,
  type EntityManager,
  type ObjectLiteral,
  type SelectQueryBuilder,
  type WhereExpressionBuilder,
} from 'typeorm';
import { deliverySubject } from '../../../libs/domain/subject/ids.js';
import { LedgerEntryEntity } from '../../../libs/persistence/entities/ledger-entry.entity.js';
import { MeetingEntity } from '../../../libs/persistence/entities/meeting.entity.js';
import { ObligationEntity } from '../../../libs/persistence/entities/obligation.entity.js';
import { accountSubject, inboxSubject, looksSubject } from '../../../libs/records/configuration/changes.js';
import type { Caller } from '../auth/caller.js';
import { onlyVisibleMeetings } from '../meetings/meeting-access.js';
import { onlyVisible } from '../obligations/obligation-access.js';

/** Subjects that belong to a unit, by the table that says to which; obligations and meetings apart, which others may see too. */
const OF_UNITS = [
  ['cycle', 'SELECT id FROM cycle WHERE unit_id = ANY(:units)'],
  ['duty', 'SELECT id FROM duty WHERE unit_id = ANY(:units)'],
  ['intake', 'SELECT id FROM intake_report WHERE unit_id = ANY(:units)'],
  ['plan', 'SELECT id FROM plan WHERE unit_id = ANY(:units)'],
  ['file', 'SELECT sha256 FROM evidence_upload WHERE unit_id = ANY(:units)'],
  ['change', `SELECT substr(id, 8) FROM subject WHERE kind = 'change' AND brief ->> 'unitId' = ANY(:units)`],
  [
    'dispatch',
    `SELECT substr(d.id, 10) FROM subject d JOIN subject c ON c.id = d.opener
     WHERE d.kind = 'dispatch' AND c.kind = 'change' AND c.brief ->> 'unitId' = ANY(:units)`,
  ],
  ['person', 'SELECT id FROM officer WHERE unit_id = ANY(:units)'],
  ['account', 'SELECT id FROM officer WHERE unit_id = ANY(:units)'],
  ['inbox', 'SELECT id FROM officer WHERE unit_id = ANY(:units)'],
  ['delivery', 'SELECT id FROM officer WHERE unit_id = ANY(:units)'],
  ['looks', 'SELECT id FROM officer WHERE unit_id = ANY(:units)'],
] as const;

/** What follows from changes that all units share. */
const SHARED_DISPATCHES = `SELECT id FROM subject
  WHERE kind = 'dispatch' AND (opener = 'organisation' OR opener LIKE 'calendar/%')`;

/** The entries that a caller may see: those of the subjects that they may see. */
export const visibleEntries = (
  manager: EntityManager,
  caller: Caller,
): SelectQueryBuilder<LedgerEntryEntity> =>
  ofVisibleSubjects(manager.createQueryBuilder(LedgerEntryEntity, 'entry'), 'entry.subject', caller);

/**
 * Leaves of a query only what is of subjects that a caller may see: the obligations and meetings that they see and what is their own; for
 * an auditor everything of the units that they audit, and what all units share.
 *
 * @param subject the column that names the subject
 */
export function ofVisibleSubjects<E extends ObjectLiteral>(
  query: SelectQueryBuilder<E>,
  subject: string,
  caller: Caller,
): SelectQueryBuilder<E> {
  const { manager } = query.connection;
  const { organisation, officerId, at } = caller;
  const obligations = onlyVisible(
    manager.createQueryBuilder(ObligationEntity, 'o').select(`'obligation/' || o.id`),
    caller,
    at,
  );
  const meetings = onlyVisibleMeetings(
    manager.createQueryBuilder(MeetingEntity, 'm').select(`'meeting/' || m.id`),
    caller,
  );
  const auditedUnits = organisation.unitIds(at).filter((unitId) => caller.holds(['auditor'], unitId));
  const own = [accountSubject, inboxSubject, deliverySubject, looksSubject].map((of) => of(officerId));
  return query.andWhere(
    new Brackets((where) => {
      where.where(`${subject} = ANY(:own)`, { own });
      where.orWhere(`${subject} IN (${obligations.getQuery()})`, obligations.getParameters());
      where.orWhere(`${subject} IN (${meetings.getQuery()})`, meetings.getParameters());
      if (auditedUnits.length === 0) return;
      where.orWhere(`${subject} IN ('organisation', 'watchdog') OR ${subject} LIKE 'calendar/%'`);
      where.orWhere(`${subject} IN (${SHARED_DISPATCHES})`);
      orOfUnits(where, subject, OF_UNITS, auditedUnits);
    }),
  );
}

/**
 * Leaves of a query only what is of subjects that belong to these units.
 *
 * @param subject the column that names the subject
 */
export const ofUnits = <E extends ObjectLiteral>(
  query: SelectQueryBuilder<E>,
  subject: string,
  units: readonly string[],
): SelectQueryBuilder<E> =>
  query.andWhere(
    new Brackets((where) =>
      orOfUnits(
        where.where('FALSE'),
        subject,
        [
          ...OF_UNITS,
          ['obligation', 'SELECT id FROM obligation WHERE unit_id = ANY(:units)'],
          ['meeting', 'SELECT id FROM meeting WHERE unit_id = ANY(:units)'],
        ],
        units,
      ),
    ),
  );

function orOfUnits(
  where: WhereExpressionBuilder,
  subject: string,
  subjects: readonly (readonly [kind: string, ids: string])[],
  units: readonly string[],
): void {
  for (const [kind, ids] of subjects) {
    const id = `substr(${subject}, ${kind.length + 2})`;
    where.orWhere(`(${subject} LIKE '${kind}/%' AND ${id} IN (${ids}))`, { units });
  }
}
