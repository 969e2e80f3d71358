import { refuse, type Refusal } from '../subject/machine.js';
import { debtorsOf } from './reach.js';
import { earlierStages, peopleOf } from './apart.js';
import type { Target } from './target.js';

/**
 * Refuses a submission by, or in the name of, somebody who handed in one of the earlier stages that its definition names, or for whom that
 * was done: people are compared, not posts.
 *
 * @param onBehalfOf the party in whose name a clerk hands in; null: nobody hands in for anybody else
 */
export function samePersonRefusal(
  { stage, stages, actor, party: { party: owing }, facts, at }: Target,
  onBehalfOf: string | null,
): { readonly refusal: Refusal } | null {
  const principals = onBehalfOf === null ? [] : debtorsOf(facts.organisation, owing, at);
  const now = [actor.officer, ...principals];
  const earlier = earlierStages(stages, stage.definition).find((one) =>
    peopleOf(one).some((p) => now.includes(p)),
  );
  return earlier === undefined
    ? null
    : refuse(
        'same-person',
        `It takes another person than whoever handed in the stage "${earlier.definition.name}", or had it handed in.`,
      );
}
