import { trackedStages } from '../duty/tracking.js';
import { inquiryProgress } from '../inquiry/progress.js';
import { awaitsConfirmation } from '../stage/confirmation.js';
import type { ObligationProgress, ObligationState } from './obligation.js';

/** What the procedure of an obligation goes on from. */
export const progressOf = (state: ObligationState): ObligationProgress => ({
  stages: state.brief.duty.stages.map((stage) => stage.name),
  tracked: trackedStages(state.brief.duty),
  outcomes: Object.fromEntries(
    state.stages.flatMap((stage) =>
      stage.outcome === null ? [] : [[stage.definition.name, stage.outcome] as const],
    ),
  ),
  kept: Object.keys(state.documents),
  published: state.published,
  followedUp: state.followedUp,
  awaitsConfirmation: state.stages.some(awaitsConfirmation),
  closed: state.closedAt !== null,
  ...(state.brief.duty.procedure === 'inquiry' ? { inquiry: inquiryProgress(state) } : {}),
});
