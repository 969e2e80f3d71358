import type { Procedure } from './procedure.js';
import type { Must } from './result.js';

/** The stages that the duty lists, one after the other; decisions are tracked from where a stage declares it. */
export async function inOrder(duty: Procedure, must: Must): Promise<void> {
  for (const name of duty.stages) {
    await must(duty.stage(name));
    if (duty.tracked.includes(name)) await duty.openFollowUps(name);
  }
}
