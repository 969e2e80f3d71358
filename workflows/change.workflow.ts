import { condition } from '@temporalio/workflow';
import { runSubject } from './runner.js';

/** A change of a cycle, a duty or a policy, from its proposal until another person has decided, or nobody did. */
export async function changeWorkflow(subject: string): Promise<void> {
  await runSubject(subject, 'change', async (change) => {
    await condition(() => change.progress.closed);
    return 'complete';
  });
}
