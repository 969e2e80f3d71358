import type { CycleBrief, KeyDateRule } from '../domain/cycle/cycle.js';
import type { DutyDefinition } from '../domain/duty/definition.js';
import type { Title } from '../domain/organisation/organisation.js';
import type { PlainDate } from '../domain/time.js';
import type { Fault } from './source/fault.js';

/** A kind of post or body that a plan lays duties on. */
export interface Kind {
  readonly kind: string;
  readonly title: Title;
}

/** When a duty of a plan recurs. */
export interface PlannedCycle {
  /** RFC 5545 recurrence; empty where it follows key dates. */
  readonly rule: string;
  readonly dates?: KeyDateRule;
  readonly opens: CycleBrief['opens'];
  /** `MM-DD`: where the series begins to count in the year of adoption. */
  readonly starts: string;
}

/** A duty of a plan with its rhythm. */
export interface PlannedDuty {
  readonly definition: DutyDefinition;
  /** Null where it is opened by hand, on occurrence only. */
  readonly cycle: PlannedCycle | null;
}

/** A plan as its pack gives it; knows no unit, no date and no person. */
export interface Plan {
  readonly key: string;
  /** Grows with every edition. */
  readonly version: number;
  readonly title: Title;
  /** The kind of post that alone is told while the plan is on trial; left out: it can have no trial. */
  readonly office?: string;
  readonly posts: readonly Kind[];
  readonly bodies: readonly Kind[];
  readonly duties: readonly PlannedDuty[];
}

/** A plan together with the text that it was read from. */
export interface PlanSource {
  readonly plan: Plan;
  readonly text: string;
  /** A fault of the duty at `index` that only shows where the plan is adopted, at the line of `path` in it. */
  faultOf(index: number, path: readonly (string | number)[], detail: string): Fault;
}

/** The first date of a duty's series in the year in which its plan is adopted. */
export const startDateOf = ({ starts }: PlannedCycle, adoptionDate: PlainDate): PlainDate =>
  `${adoptionDate.slice(0, 4)}-${starts}`;
