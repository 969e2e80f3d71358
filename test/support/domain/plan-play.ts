import type { Occurrence, Period } from '../../../libs/domain/obligation/obligation.js';
import { followsKeyDates, keyDatePeriods } from '../../../libs/domain/cycle/key-dates.js';
import { periodAt, periodFrom } from '../../../libs/domain/cycle/periods.js';
import { newObligationBriefs } from '../../../libs/domain/cycle/openings.js';
import { DEFAULT_POLICY, type DutyDefinition } from '../../../libs/domain/duty/definition.js';
import { occurrenceBrief, stageOwedByNobody } from '../../../libs/domain/obligation/occurrence.js';
import {
  Organisation,
  type KeyDate,
  type OfficerId,
} from '../../../libs/domain/organisation/organisation.js';
import { cycleBriefOf } from '../../../libs/plan/cycle-brief.js';
import { rowsOf, type ExampleOrganisation } from '../../../libs/plan/organisation.js';
import { readPack, shippedPackFolder } from '../../../libs/plan/pack.js';
import type { PlannedDuty } from '../../../libs/plan/plan.js';
import { china, inShanghai, shanghai } from './calendars.js';
import { Court } from './court.js';
import { Play, type Said } from './play.js';

const SINCE = shanghai('2026-01-01');
const DOCUMENT = 'a'.repeat(64);

const { source, example } = await readPack(shippedPackFolder('court'));

const ROWS = rowsOf(example as ExampleOrganisation, china.id, SINCE);

/** The example of the shipped pack, everybody in their posts. */
export const exampleCourt = new Organisation(ROWS);

/** The same, for a play of its own. */
export class ExampleCourt extends Court {
  override organisation = (): Organisation => exampleCourt;
}

/** The duties of the shipped pack that implement a row, in their order. */
export const dutiesOfRow = (row: number): PlannedDuty[] =>
  source.plan.duties.filter(({ definition }) => definition.row === row);

export function planned(key: string): PlannedDuty {
  const found = source.plan.duties.find(({ definition }) => definition.key === key);
  if (found === undefined) throw new Error(`the pack has no duty ${key}`);
  return found;
}

/** The period of a duty that contains a date of 2027, where the plan was adopted with the year. */
export function periodOf(key: string, date: string): Period {
  const period = periodAt(china, cycleOf(key), date);
  if (period === null) throw new Error(`${key} has no period on ${date}`);
  return period;
}

/** The first dates of a duty's periods that begin in 2027. */
export function periodsIn2027(key: string): string[] {
  const dates: string[] = [];
  for (let period = periodFrom(china, cycleOf(key), '2027-01-01'); period !== null && period.from < '2028';) {
    dates.push(period.from);
    const next: Period | null = periodFrom(china, cycleOf(key), nextDay(period.to));
    period = next;
  }
  return dates;
}

const nextDay = (date: string): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);

const cycleOf = (key: string) => {
  const { definition, cycle } = planned(key);
  if (cycle === null) throw new Error(`${key} does not recur`);
  const unit = { id: 'court', calendarId: china.id };
  return cycleBriefOf(definition, cycle, unit, {
    date: '2027-01-01',
    dutyVersion: 1,
    policy: DEFAULT_POLICY,
    openedBy: null,
  });
};

const happened = (at: string): Occurrence => ({
  at: shanghai(at),
  isLaterEntry: false,
  via: 'officer',
  onBehalfOf: null,
});

/** One obligation of the shipped plan in its example court, played in memory; stages open one after the other. */
export class PlanPlay {
  private constructor(
    readonly duty: DutyDefinition,
    readonly play: Play,
  ) {}

  /** The period that contains a date of 2027, opened when its cycle would. */
  static period(key: string, date: string): PlanPlay {
    const cycle = cycleOf(key);
    const period = periodOf(key, date);
    const [opening] = newObligationBriefs(cycle, period, { organisation: exampleCourt }, period.start);
    if (opening === undefined) throw new Error(`${key} opens nothing`);
    const at = cycle.opens === 'period-start' ? inShanghai(period.start) : `${nextDay(period.to)} 00:00`;
    return new PlanPlay(
      cycle.duty,
      new Play(opening.brief, { court: new ExampleCourt(), calendar: china, at }),
    );
  }

  /** A key date, opened when the cycle that follows them would. */
  static keyDate(key: string, date: KeyDate): PlanPlay {
    const cycle = cycleOf(key);
    const organisation = new Organisation({ ...ROWS, keyDates: [date] });
    if (!followsKeyDates(cycle)) throw new Error(`${key} follows no key dates`);
    const [period] = keyDatePeriods(cycle, { organisation, calendar: china }, SINCE);
    if (period === undefined) throw new Error(`${key} has no period for ${date.id}`);
    const [opening] = newObligationBriefs(cycle, period, { organisation }, period.start);
    if (opening === undefined) throw new Error(`${key} opens nothing`);
    const at = inShanghai(period.start);
    return new PlanPlay(
      cycle.duty,
      new Play(opening.brief, { court: new ExampleCourt(), calendar: china, at }),
    );
  }

  /** Something that happened and concerns a unit. */
  static occurrence(key: string, unit: string, at: string): PlanPlay {
    const { definition } = planned(key);
    const nobody = stageOwedByNobody(exampleCourt, definition, unit, shanghai(at));
    if (nobody) throw new Error(`nobody owes ${nobody.name} in ${unit}`);
    const brief = occurrenceBrief(
      `${key}.1`,
      { id: unit, calendarId: china.id },
      { id: `court.${key}`, version: 1, definition },
      { policy: DEFAULT_POLICY, document: DOCUMENT, openedBy: null, occurrence: happened(at) },
    );
    return new PlanPlay(definition, new Play(brief, { court: new ExampleCourt(), calendar: china, at }));
  }

  /** Opens the stage, as the procedure does when the one before it has ended. */
  opens(stage: string, at: string): this {
    this.play.step(at, { kind: 'open-stage', stage });
    return this;
  }

  /** The officer hands in all that the stage asks for; answers the code of a refusal. */
  submit(at: string, officer: OfficerId, stage: string, more: Partial<Said> & { asClerk?: boolean } = {}) {
    const { asClerk = false, ...fields } = more;
    const evidence = this.stageOf(stage).evidence.map(({ name }) => ({
      requirement: name,
      document: DOCUMENT,
    }));
    return this.play.tell(at, officer, { kind: 'submit', stage, evidence, ...fields } as Said, asClerk);
  }

  accept(at: string, officer: OfficerId, stage: string, party?: string) {
    const said = { kind: 'review', stage, verdict: 'accept', reason: null, ...(party ? { party } : {}) };
    return this.play.tell(at, officer, said as Said);
  }

  /** Deadlines of a stage by party, as the clock in Shanghai shows them. */
  dues(stage: string): Record<string, string> {
    const { parties } = this.play.stage(stage);
    return Object.fromEntries([...parties].map(([id, { firstDue }]) => [id, inShanghai(firstDue)]));
  }

  statuses(stage: string): Record<string, string> {
    const { parties } = this.play.stage(stage);
    return Object.fromEntries([...parties].map(([id, { status }]) => [id, status]));
  }

  stageOf(name: string): DutyDefinition['stages'][number] {
    const found = this.duty.stages.find((stage) => stage.name === name);
    if (found === undefined) throw new Error(`${this.duty.key} has no stage ${name}`);
    return found;
  }
}
