import type { EntityManager } from 'typeorm';
import type { LaunchFile } from '../../libs/domain/inquiry/inquiry.js';
import type { OfficerId } from '../../libs/domain/organisation/organisation.js';
import type { Instant } from '../../libs/domain/time.js';
import { AbsenceEntity } from '../../libs/persistence/entities/absence.entity.js';
import { entriesOf } from '../../libs/persistence/repositories/ledger.repository.js';
import { outagesBetween } from '../../libs/persistence/repositories/outage.repository.js';

/** What superiors, reviewers and owners did while the clock ran, as the file quotes it: by its number, never by its words. */
const QUOTED: ReadonlySet<string> = new Set([
  'stage-opened',
  'rung-fired',
  'evidence-submitted',
  'submission-returned',
  'extension-requested',
  'extension-granted',
  'extension-refused',
  'suspended',
  'resumed',
  'urged',
  'supervision-ordered',
  'rectification-ordered',
  'grace-given',
  'handed-over',
  'sent-to-launch',
  'incident-referred',
]);

/** An entry of the ledger, as a file names it. */
interface Quoted {
  readonly entry: string;
  readonly kind: string;
  readonly at: Instant;
  readonly stage: string | null;
  readonly document: string | null;
}

/** The facts of a launch file (启动审批): from the ledger alone, and no fault. */
export interface LaunchFacts {
  readonly launch: string;
  readonly openedIn: string | null;
  readonly answering: string;
  readonly from: Instant | null;
  readonly to: Instant | null;
  /** Who held the post on which days. */
  readonly holdings: LaunchFile['holdings'];
  /** Times in which nobody held it. */
  readonly vacancies: readonly { readonly from: Instant; readonly to: Instant }[];
  readonly absences: readonly {
    readonly officer: OfficerId;
    readonly substitute: OfficerId;
    readonly from: Instant;
    readonly to: Instant | null;
  }[];
  /** Times in which no command could be taken. */
  readonly outages: readonly { readonly from: Instant; readonly to: Instant }[];
  readonly entries: readonly Quoted[];
}

/** Gathers them; the same ledger gives the same facts. */
export async function launchFacts(manager: EntityManager, file: LaunchFile): Promise<LaunchFacts> {
  const { id: launch, openedIn, answering, holdings } = file;
  const entries = openedIn === null ? [] : await entriesOf(manager, openedIn);
  const opening = entries.findIndex(
    ({ kind, body }) => kind === 'launch-file-opened' && (body as { launch: string }).launch === launch,
  );
  const until = opening < 0 ? entries : entries.slice(0, opening + 1);
  const [first, last] = [until[0], until.at(-1)];
  const common = { launch, openedIn, answering, holdings };
  if (first === undefined || last === undefined)
    return { ...common, from: null, to: null, vacancies: [], absences: [], outages: [], entries: [] };
  const span = { from: first.at, to: last.at };
  return {
    ...common,
    ...span,
    vacancies: vacanciesWithin(holdings, span.from, span.to),
    absences: await absencesWithin(
      manager,
      holdings.map(({ officerId }) => officerId),
      span.from,
      span.to,
    ),
    outages: await outagesBetween(manager, span.from, span.to),
    entries: until
      .filter(({ kind }) => QUOTED.has(kind))
      .map(({ subject, seq, kind, at, body }) => {
        const { stage = null, reason = null, note = null } = body as Record<string, string | undefined>;
        return { entry: `${subject}#${seq}`, kind, at, stage, document: reason ?? note };
      }),
  };
}

function vacanciesWithin(
  holdings: LaunchFile['holdings'],
  from: Instant,
  to: Instant,
): { from: Instant; to: Instant }[] {
  const gaps: { from: Instant; to: Instant }[] = [];
  let covered = from;
  for (const held of [...holdings].sort((a, b) => (a.from < b.from ? -1 : 1))) {
    if (held.from > covered) gaps.push({ from: covered, to: held.from < to ? held.from : to });
    const end = held.to ?? to;
    if (end > covered) covered = end;
    if (covered >= to) return gaps;
  }
  return [...gaps, { from: covered, to }];
}

async function absencesWithin(
  manager: EntityManager,
  officers: readonly OfficerId[],
  from: Instant,
  to: Instant,
): Promise<LaunchFacts['absences']> {
  const rows = await manager
    .createQueryBuilder(AbsenceEntity, 'absence')
    .where('absence.officer_id = ANY(:officers)', { officers })
    .andWhere('absence.from < :to AND (absence.to IS NULL OR absence.to > :from)', {
      from,
      to,
    })
    .orderBy('absence.from')
    .addOrderBy('absence.id')
    .getMany();
  return rows.map((row) => ({
    officer: row.officerId,
    substitute: row.substituteId,
    from: row.from,
    to: row.to,
  }));
}
