import type { DataSource } from 'typeorm';
import {
  markStarted,
  unstartedSubjects,
  type UnstartedSubject,
} from '../libs/persistence/repositories/subject.repository.js';
import type { Starter } from './starter.js';

type OpenParts = { readonly dataSource: DataSource; readonly starter: Pick<Starter, 'start'> };

/**
 * Starts the workflows of subjects that have been opened, and notes it.
 *
 * @throws whatever the starter throws; what was started until then stays started, and repeating does the rest
 */
export async function startOpened(
  { dataSource, starter }: OpenParts,
  subjects: readonly UnstartedSubject[],
): Promise<void> {
  await Promise.all(
    subjects.map(async (subject) => {
      await starter.start(subject);
      await markStarted(dataSource.manager, subject.id);
    }),
  );
}

/** Starts whatever was opened and never started, because a process died between: to be called when a worker starts. */
export async function startUnstarted(parts: OpenParts): Promise<void> {
  for (const subject of await unstartedSubjects(parts.dataSource.manager)) {
    await startOpened(parts, [subject]);
  }
}
