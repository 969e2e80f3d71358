import type { DataSource } from 'typeorm';
import {
  markStarted,
  unstartedSubjects,
  type UnstartedSubject,
} from '../persistence/repositories/subject.repository.js';
import type { SubjectStarter } from './subject-starter.js';

export interface StartParts {
  readonly dataSource: DataSource;
  readonly starter: Pick<SubjectStarter, 'start'>;
}

/**
 * Starts the workflows of subjects that are on record, and notes it.
 *
 * @throws TemporalUnavailable; what was started until then stays started, and repeating does the rest
 */
export async function startSubjects(
  { dataSource, starter }: StartParts,
  subjects: readonly UnstartedSubject[],
): Promise<void> {
  for (const subject of subjects) {
    await starter.start(subject);
    await markStarted(dataSource.manager, subject.id);
  }
}

/** The same for those that `opener` has put on record. */
export async function startOpenedBy(parts: StartParts, opener: string): Promise<void> {
  await startSubjects(parts, await unstartedSubjects(parts.dataSource.manager, opener));
}

/** The same for all that were opened and never started, because a process died between: for the start of a worker. */
export async function startUnstarted(parts: StartParts): Promise<void> {
  await startSubjects(parts, await unstartedSubjects(parts.dataSource.manager));
}
