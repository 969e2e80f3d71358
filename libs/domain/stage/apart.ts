import type { StageDefinition } from '../duty/definition.js';
import type { OfficerId } from '../organisation/organisation.js';
import { standingSubmission, type StageState } from './state.js';

/** The earlier stages from which a stage keeps its people apart. */
export const earlierStages = (
  stages: readonly StageState[],
  { otherPersonThan = [] }: StageDefinition,
): StageState[] => stages.filter(({ definition }) => otherPersonThan.includes(definition.name));

/** Who handed in what stands in a stage, or had it handed in. */
export const peopleOf = (stage: StageState): OfficerId[] =>
  [...stage.parties.values()].flatMap((party) => {
    const submission = standingSubmission(party);
    return submission === null ? [] : [submission.by, ...submission.principals];
  });

/** Everybody who may neither hand in a stage nor review it, because of what they did in an earlier one. */
export const keptApart = (stages: readonly StageState[], definition: StageDefinition): OfficerId[] => [
  ...new Set(earlierStages(stages, definition).flatMap(peopleOf)),
];
