import type { DutyDefinition, Ladder, OffsetSpec, ReviewDefinition, StageDefinition } from './definition.js';

/**
 * How long a period that is over may be back-filled (补录), from its opening on: about a quarter, so that papers of a year can be looked
 * up beside the work that is due now, and what nobody looks up does not stay open for ever.
 */
export const BACKFILL_WITHIN: OffsetSpec = { workingDays: 60 };

/** It reminds once, two weeks before the window closes; silence costs nothing. */
export const BACKFILL_LADDER: Ladder = {
  unit: 'workingDays',
  rungs: [
    { name: 'remind', action: 'remind', offset: -10 },
    { name: 'close', action: 'close', offset: 0 },
  ],
};

/**
 * The duty as it is back-filled for a period that is over: the same stages, parties, evidence and reviewers, but each stage is open as the
 * window of a right is, so nothing is late, escalates or lapses.
 */
export const asBackFilled = (duty: DutyDefinition): DutyDefinition => ({
  ...duty,
  stages: duty.stages.map(asWindow),
});

const asWindow = (stage: StageDefinition): StageDefinition => ({
  ...stage,
  kind: 'right',
  due: { from: 'opening', offset: BACKFILL_WITHIN },
  ladder: BACKFILL_LADDER,
  review: stage.review && withoutEscalation(stage.review),
});

/** A reviewer who is silent is passed over at the end of the same time, but nobody above hears of it and no file is opened. */
const withoutEscalation = (review: ReviewDefinition): ReviewDefinition => ({
  ...review,
  ladder: {
    ...review.ladder,
    rungs: review.ladder.rungs
      .filter(({ action }) => action !== 'escalate')
      .map((rung) => (rung.action === 'launch' ? { ...rung, name: 'lapse', action: 'lapse' } : rung)),
  },
});
