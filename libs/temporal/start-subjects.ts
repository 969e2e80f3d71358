import PQueue from 'p-queue';
import type { DataSource } from 'typeorm';
import {
  markStarted,
  unstartedSubjects,
  type OwnedSubject,
} from '../persistence/repositories/subject.repository.js';
import type { SubjectStarter } from './subject-starter.js';

/** Starting waits for the server and for nothing else. */
const CONCURRENCY = 20;

export interface StartParts {
  readonly dataSource: DataSource;
  readonly starter: Pick<SubjectStarter, 'start'>;
}

/**
 * Starts the workflows of subjects that are on record, under their own ids, and notes it. The first thing that such a workflow does is to
 * ask the ledger what has been done: where it ran before, clocks go on where they were, and what has fired does not fire again.
 *
 * @throws TemporalUnavailable; what was started until then stays started, and repeating does the rest
 */
export async function startSubjects(
  { dataSource, starter }: StartParts,
  subjects: readonly OwnedSubject[],
): Promise<void> {
  const queue = new PQueue({ concurrency: CONCURRENCY });
  const start = async (subject: OwnedSubject): Promise<void> => {
    await starter.start(subject);
    await markStarted(dataSource.manager, subject.id);
  };
  await queue.addAll(subjects.map((subject) => () => start(subject)));
}

/** The same for those that `opener` has put on record. */
export async function startOpenedBy(parts: StartParts, opener: string): Promise<void> {
  await startSubjects(parts, await unstartedSubjects(parts.dataSource.manager, opener));
}

/** The same for all that were opened and never started, because a process died between: for the start of a worker. */
export async function startUnstarted(parts: StartParts): Promise<void> {
  await startSubjects(parts, await unstartedSubjects(parts.dataSource.manager));
}
