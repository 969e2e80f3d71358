import type { InquiryProgress } from '../../libs/domain/inquiry/inquiry.js';
import type { ObligationResult } from '../../libs/domain/obligation/obligation.js';
import type { StageOutcome } from '../../libs/domain/stage/state.js';

/**
 * What a script may ask for. A script is written against this and not against Temporal, so its workflow runs it durably and a
 * rehearsal runs it in memory. Each call returns at once when what it asks for has been done in an earlier run.
 */
export interface Procedure {
  /** Of an inquiry: what is known of its course so far. */
  readonly inquiry: InquiryProgress;
  /** Returns once that is so: some stage has come to its end by then. */
  until(isSo: (inquiry: InquiryProgress) => boolean): Promise<void>;
  /** Names of the stages that the duty declares, in order. */
  readonly stages: readonly string[];
  /** Those of them whose decisions become obligations of their own. */
  readonly tracked: readonly string[];
  /**
   * Opens a clocked stage; returns when all its parties have come to an end.
   *
   * @param round a stage that is gone through again is another one; 1 where it is left out
   */
  stage(name: string, round?: number): Promise<StageOutcome>;
  /** Opens several at once; returns when the last has come to its end. */
  all(names: readonly string[]): Promise<StageOutcome[]>;
  /** Gathers the period's facts from the ledger into a document kept under this name. */
  gather(name: string): Promise<void>;
  /** Issues what was handed in at a stage. */
  publish(stage: string): Promise<void>;
  /** Makes each decision handed in at a stage an obligation of its own. Nobody waits for it here: it has its own clock. */
  openFollowUps(stage: string, round?: number): Promise<void>;
}

/** The rule as a script of stages: a pure function of what the procedure answers. */
export type Script = (duty: Procedure) => Promise<ObligationResult>;
