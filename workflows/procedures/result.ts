import type { ObligationResult } from '../../libs/domain/obligation/obligation.js';
import type { StageOutcome } from '../../libs/domain/stage/state.js';

/** Counts the outcome of a stage and passes it on. */
export type Must = (stage: Promise<StageOutcome>) => Promise<StageOutcome>;

/**
 * Runs the steps of a script and sums up its stages. A stage that nobody fulfilled, whether it lapsed or was waived, ends the
 * procedure: what comes after it would have nothing to build on, and nobody is held to the same failure twice.
 */
export function carryOut(steps: (must: Must) => Promise<void>): Promise<ObligationResult> {
  const nothingToBuildOn = new Error('nobody fulfilled the stage');
  return sumUp(async (count) => {
    try {
      await steps(async (stage) => {
        const outcome = await count(stage);
        if (isUnmet(outcome)) throw nothingToBuildOn;
        return outcome;
      });
    } catch (error) {
      if (error !== nothingToBuildOn) throw error;
    }
  });
}

/** Runs the steps of a script that goes on whatever becomes of a stage, and sums up its stages. */
export async function sumUp(steps: (count: Must) => Promise<void>): Promise<ObligationResult> {
  const outcomes: StageOutcome[] = [];
  await steps(async (stage) => {
    const outcome = await stage;
    outcomes.push(outcome);
    return outcome;
  });
  return resultOf(outcomes);
}

/** Somebody owed it and nobody did it. A right that nobody used is not unmet: silence costs nothing. */
const isUnmet = (outcome: StageOutcome): boolean =>
  outcome.fulfilled === 0 && outcome.windowClosed === 0 && outcome.waived + outcome.lapsed > 0;

/** One party that lapsed is a lapse of the obligation, whatever the others did. */
function resultOf(outcomes: readonly StageOutcome[]): ObligationResult {
  const some = (count: (outcome: StageOutcome) => number): boolean => outcomes.some((o) => count(o) > 0);
  if (some((o) => o.lapsed)) return 'lapsed';
  if (outcomes.some(isUnmet)) return 'waived';
  if (some((o) => o.fulfilled + o.windowClosed)) return 'fulfilled';
  return 'nobody-owed';
}
