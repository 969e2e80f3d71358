import type { DataSource } from 'typeorm';
import {
  markStarted,
  unstartedSubjects,
  type UnstartedSubject,
} from '../persistence/repositories/subject.repository.js';
import type { SubjectStarter } from './subject-starter.js';

interface StartParts {
  readonly dataSource: DataSource;
  readonly starter: Pick<SubjectStarter, 'start'>;
}

/**
 * Starts the workflows of subjects that `opener` has put on record, and notes it.
 *
 * @throws TemporalUnavailable; what was started until then stays started, and repeating does the rest
 */
export async function startOpenedBy({ dataSource, starter }: StartParts, opener: string): Promise<void> {
  const subjects: readonly UnstartedSubject[] = await unstartedSubjects(dataSource.manager, opener);
  for (const subject of subjects) {
    await starter.start(subject);
    await markStarted(dataSource.manager, subject.id);
  }
}
