import type { StageCommandOf } from '../stage/commands.js';
import type { StageContext, StageFacts } from '../stage/context.js';
import { decideOnStage } from '../stage/decide.js';
import { evolveStage, stageFrom } from '../stage/evolve.js';
import type { StageEntry, StageEntryOf } from '../stage/entries.js';
import type { StageState } from '../stage/state.js';
import type { Decision } from '../subject/machine.js';
import type { EarlySubmission, ObligationEntry, ObligationState } from './obligation.js';

/**
 * Keeps a submission whose stage has not opened yet, where whoever hands it in wants it to wait: a meeting is minuted once, whether or not
 * the attendance that comes before has been reviewed. Null: its stage has opened, or there will be none.
 */
export function keepEarly(
  state: ObligationState,
  { stage, party, evidence, followUps = [], keepUntilOpen, actor, at }: StageCommandOf<'submit'>,
): Decision<ObligationEntry> | null {
  if (!keepUntilOpen || stage === undefined || party === undefined) return null;
  const isToOpen =
    state.brief.duty.stages.some(({ name }) => name === stage) &&
    !state.stages.some(({ definition }) => definition.name === stage);
  if (!isToOpen) return null;
  const body = { stage, party, evidence, followUps, asClerk: actor.asClerk };
  return { entries: [{ kind: 'submission-kept', at, actor: actor.officer, onBehalfOf: null, body }] };
}

/** What was kept for a stage, handed in as it opens; or why it could not be. */
export function handInEarly(
  { stages, early }: Pick<ObligationState, 'stages' | 'early'>,
  definition: StageState['definition'],
  opened: StageEntryOf<'stage-opened'>,
  context: StageContext,
  facts: StageFacts,
): ObligationEntry[] {
  let stage = stageFrom(definition, opened);
  return early
    .filter((submission) => submission.stage === definition.name)
    .flatMap((submission): ObligationEntry[] => {
      const decided = decideOnStage([...stages, stage], commandOf(submission, opened.at), context, facts);
      if ('refusal' in decided) {
        const { officer, party } = submission;
        const body = { stage: definition.name, party, code: decided.refusal.code };
        const entry = { at: opened.at, actor: officer, onBehalfOf: null, body };
        return [{ ...entry, kind: 'kept-submission-refused' }];
      }
      for (const entry of decided.entries) {
        stage = evolveStage(stage, entry as Exclude<StageEntry, { kind: 'stage-opened' }>);
      }
      return [...decided.entries];
    });
}

const commandOf = (
  { officer, asClerk, stage, party, evidence, followUps }: EarlySubmission,
  at: string,
): StageCommandOf<'submit'> => ({
  kind: 'submit',
  id: `early:${stage}:${party}`,
  at,
  actor: { officer, asClerk },
  stage,
  party,
  evidence,
  followUps,
});
