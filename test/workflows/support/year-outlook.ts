import { restoreCycle, type CycleBrief, type StoredCycle } from '../../../libs/domain/cycle/cycle.js';
import { previewInTurn, type PeriodPreview } from '../../../libs/domain/cycle/preview.js';
import type { PlannedRung } from '../../../libs/domain/stage/state.js';
import type { Instant } from '../../../libs/domain/time.js';
import { Facts } from '../../../libs/records/facts/facts.js';
import type { World } from './world.js';

/** What the previews of all cycles say of a year, as it looked at an instant. */
export interface Outlook {
  readonly at: Instant;
  readonly cycles: readonly { readonly brief: CycleBrief; readonly periods: readonly PeriodPreview[] }[];
}

/** A stage by one outlook, which holds until the next. */
export interface StagePlan {
  readonly from: Instant;
  readonly due: Instant;
  readonly rungs: readonly PlannedRung[];
}

/** A period that opens in the year, with what each outlook from its opening on says of its stages. */
export interface YearPeriod {
  readonly brief: CycleBrief;
  readonly from: string;
  readonly opensAt: Instant;
  readonly stages: ReadonlyMap<string, readonly StagePlan[]>;
}

/** As the API's preview has it: by the newest calendar, with the changes that have been approved. */
export async function takeOutlook({ dataSource }: World, year: number, at: Instant): Promise<Outlook> {
  const facts = await new Facts().current(dataSource.manager, 'china');
  const known = { organisation: facts.snapshot.organisation, calendar: facts.calendar };
  const rows = await dataSource.query<{ brief: CycleBrief; state: StoredCycle | null }[]>(
    `SELECT brief, state FROM subject WHERE kind = 'cycle' ORDER BY id`,
  );
  const cycles = rows.map(({ brief, state }) => {
    const cycle = restoreCycle(brief, state);
    return { brief: cycle.brief, periods: previewInTurn(cycle, known, `${year}-01-01`, `${year}-12-31`) };
  });
  return { at, cycles };
}

/** Each period by the outlook of its opening; of what an outlook says of the time before it, nothing counts. */
export const periodsOf = (outlooks: readonly Outlook[]): YearPeriod[] =>
  (outlooks[0]?.cycles ?? []).flatMap(({ brief: { id } }) =>
    outlooks.flatMap((outlook, index) => openingIn(outlook, outlooks.slice(index), id)),
  );

function openingIn({ at, cycles }: Outlook, onward: readonly Outlook[], id: string): YearPeriod[] {
  const end = onward[1]?.at;
  const opens = ({ opensAt }: PeriodPreview): boolean =>
    at <= opensAt && (end === undefined || opensAt < end);
  return cycles
    .filter(({ brief }) => brief.id === id)
    .flatMap(({ brief, periods }) =>
      periods.filter(opens).map((preview) => yearPeriod(brief, preview, onward)),
    );
}

function yearPeriod(brief: CycleBrief, preview: PeriodPreview, outlooks: readonly Outlook[]): YearPeriod {
  const { from } = preview.period;
  const plans = outlooks.flatMap(({ at, cycles }) =>
    cycles
      .filter((cycle) => cycle.brief.id === brief.id)
      .flatMap(({ periods }) => periods.filter(({ period }) => period.from === from))
      .flatMap(({ stages }) => stages.map(({ stage, due, rungs }) => ({ stage, from: at, due, rungs }))),
  );
  const stages = new Map(
    preview.stages.map(({ stage }) => [stage, plans.filter((plan) => plan.stage === stage)]),
  );
  return { brief, from, opensAt: preview.opensAt, stages };
}

/** The plan that held at an instant. */
export const planAt = (plans: readonly StagePlan[], at: Instant): StagePlan =>
  plans.findLast(({ from }) => from <= at) ?? (plans[0] as StagePlan);

/** Every rung at the instant that the plan of that instant gave it. */
export const rungsOf = (plans: readonly StagePlan[]): PlannedRung[] =>
  plans.flatMap((plan, index) => {
    const end = plans[index + 1]?.from;
    const begin = index === 0 ? '' : plan.from;
    return plan.rungs.filter(({ at }) => begin <= at && (end === undefined || at < end));
  });
