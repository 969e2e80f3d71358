import { condition } from '@temporalio/workflow';
import { runSubject } from './runner.js';

/** A sitting of a body, from its notice until its minutes stand confirmed. */
export async function meetingWorkflow(subject: string): Promise<void> {
  await runSubject(subject, 'meeting', async (meeting) => {
    await condition(() => meeting.progress.closed);
    return 'complete';
  });
}
