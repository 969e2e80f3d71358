import { condition } from '@temporalio/workflow';
import { runSubject } from './runner.js';

/** Sleeps to the next opening, and begins again with an empty history after each. */
export async function cycleWorkflow(subject: string): Promise<void> {
  await runSubject(subject, 'cycle', async (cycle) => {
    const doneBefore = cycle.progress.periodsDone;
    await condition(() => cycle.progress.periodsDone > doneBefore);
    return 'continue-as-new';
  });
}
