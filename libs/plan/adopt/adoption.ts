import type { OfficerId, UnitId } from '../../domain/organisation/organisation.js';
import type { Instant, PlainDate } from '../../domain/time.js';
import type { PlanSource } from '../plan.js';

/** A unit makes a plan its own. */
export interface Adoption {
  readonly unitId: UnitId;
  readonly source: PlanSource;
  /** Periods that ended before it never open; today in the unit's zone where it is left out. */
  readonly adoptionDate?: PlainDate;
  /** The last date on which the plan is on trial (试运行). */
  readonly trialUntil?: PlainDate;
  readonly at: Instant;
  /** Null where a fresh start loads its example. */
  readonly actor: OfficerId | null;
  readonly commandId?: string;
  readonly commandHash?: string;
}

/** What became of a duty of the plan. */
export interface AdoptedDuty {
  readonly id: string;
  /** The newest that is in force. */
  readonly version: number;
  /** What differs from the edition before is proposed, and in force once another person has approved it. */
  readonly change: 'new' | 'proposed' | 'unchanged';
}

export interface AdoptedPlan {
  readonly planId: string;
  readonly adoptionDate: PlainDate;
  readonly duties: readonly AdoptedDuty[];
  /** Subjects of cycles that begin; the others run already and go on with the version of the duty that they began with. */
  readonly newCycles: readonly string[];
}

/** Why a plan that is sound in itself is not adopted. */
export class AdoptionRefused extends Error {
  override readonly name = 'AdoptionRefused';

  constructor(
    readonly code:
      | 'unknown-unit'
      | 'already-imported'
      | 'older-edition'
      | 'duty-of-another-plan'
      | 'trial-before-adoption'
      | 'trial-without-office'
      | 'nobody-proposes'
      | 'nobody-approves'
      | 'already-done',
    readonly detail: string,
  ) {
    super(`${code}: ${detail}`);
  }
}
