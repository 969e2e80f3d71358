import { actsThroughOf, partiesOf } from '../stage/opening.js';
import { debtorsOf } from '../stage/reach.js';
import { refuse, type Refusal } from '../subject/machine.js';
import type { CycleBrief, CycleCommand, CycleFacts } from './cycle.js';

/**
 * Refuses to let a period pass without its duty where whoever asks answers for it, or where the plan sets it as a floor and they do not
 * act in a post of the superior unit. Null when they may.
 */
export function mayLetPass(
  { duty, unitId }: CycleBrief,
  { actor, at }: CycleCommand,
  { organisation }: CycleFacts,
): { refusal: Refusal } | null {
  const owners = duty.stages.flatMap((stage) => partiesOf(organisation, stage.parties, unitId, at));
  const answers = owners.some((owner) =>
    debtorsOf(organisation, { actsThrough: actsThroughOf(owner) }, at).has(actor),
  );
  if (answers) {
    return refuse(
      'same-person',
      'Nobody skips what they answer for themselves: ask an administrator, or the level above.',
    );
  }
  if (duty.floor && !organisation.hasOneOutside(organisation.postsOf(actor, at), unitId, at)) {
    return refuse('floor', 'The plan sets this as a floor: only the superior unit can let a period pass.');
  }
  return null;
}
