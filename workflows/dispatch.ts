import { condition, proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../libs/contracts/activities.js';
import { runSubject } from './runner.js';

const { sendPage } = proxyActivities<Pick<Activities, 'sendPage'>>({
  startToCloseTimeout: '5m',
  retry: { initialInterval: '1s', maximumInterval: '1m' },
  summary: 'tells the next subjects',
});

/** Waits for its instant, then tells one page of subjects after the other; a page that was sent before its run broke off is sent again under the same ids. */
export async function runDispatch(subject: string): Promise<void> {
  await runSubject(subject, 'dispatch', async (dispatch) => {
    await condition(() => dispatch.progress.isDue);
    while (!dispatch.progress.isComplete) {
      const { sent } = dispatch.progress;
      const page = await sendPage({ subject, sent });
      await dispatch.step({ id: `sent:${sent.count}:${sent.last}`, kind: 'page-sent', page });
    }
    return 'complete';
  });
}
