import { proxyActivities, setHandler, sleep } from '@temporalio/workflow';
import type { Activities } from '../libs/contracts/activities.js';
import { deliverSignal } from '../libs/contracts/messages.js';
import { runSubject } from './runner.js';

const { sendDigest } = proxyActivities<Pick<Activities, 'sendDigest'>>({
  startToCloseTimeout: '1m',
  retry: { initialInterval: '1s', maximumInterval: '10m' },
  summary: 'sends the digest',
});

/**
 * Gathers what is due to one recipient for a while, sends it as one digest, and ends when nothing more is waiting. A signal that
 * comes meanwhile makes it look once more.
 */
export async function deliveryWorkflow(subject: string): Promise<void> {
  let isAsked = false;
  setHandler(deliverSignal, () => {
    isAsked = true;
  });
  await runSubject(subject, 'delivery', async (delivery) => {
    do {
      await sleep(delivery.progress.delayMs, { summary: 'gathers what is due' });
      isAsked = false;
      await delivery.step({ id: `compose:${delivery.lastSeq}`, kind: 'compose' });
      const { digest } = delivery.progress;
      if (digest !== null) {
        await sendDigest({ subject, messageId: digest.messageId });
        await delivery.step({ id: `sent:${digest.messageId}`, kind: 'sent', messageId: digest.messageId });
      }
    } while (isAsked || delivery.progress.hasWaiting);
    return 'complete';
  });
}
