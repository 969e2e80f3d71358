import {
  allHandlersFinished,
  condition,
  continueAsNew,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import type { Progress } from '../libs/contracts/activities.js';
import { commandUpdate, noticeSignal, subjectStateQuery } from '../libs/contracts/messages.js';
import { SubjectRun } from './subject-run.js';

/** How a workflow ends: for good, or to begin again with an empty history. */
export type Ending = 'complete' | 'continue-as-new';

/** What a subject does of its own accord; it begins with whatever is done already. */
export type Body<K extends Progress['kind']> = (run: SubjectRun<K>) => Promise<Ending>;

/**
 * The one loop of every workflow: messages and the alarm only enqueue, and one `settle` at a time takes what is queued. Starting,
 * continuing as new and repairing from the record are the same: the first `settle` says what has been done so far.
 *
 * @throws ApplicationFailure when the record is damaged, or when the body fails
 */
export async function runSubject<K extends Progress['kind']>(
  subject: string,
  kind: K,
  body: Body<K>,
): Promise<void> {
  const run = new SubjectRun(subject, kind);
  setHandler(commandUpdate, (message) => run.mailbox.ask(message));
  setHandler(noticeSignal, (message) => run.mailbox.post(message));
  setHandler(subjectStateQuery, () => run.view());

  await run.begin();
  const end: { how?: Ending; failure?: unknown } = {};
  body(run).then(
    (how) => (end.how = how),
    (failure: unknown) => (end.failure = failure),
  );
  /** There is a reason to go, and nobody waits for an answer any more. */
  const mayLeave = (): boolean =>
    (end.how !== undefined || workflowInfo().continueAsNewSuggested) && allHandlersFinished();

  for (;;) {
    await condition(() => run.hasWork() || end.failure !== undefined || mayLeave());
    if (end.failure !== undefined) throw end.failure;
    if (!run.hasWork()) break;
    await run.settleQueued();
  }
  if (end.how !== 'complete') await continueAsNew<(subject: string) => Promise<void>>(subject);
}
