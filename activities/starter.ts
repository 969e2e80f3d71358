import type { UnstartedSubject } from '../libs/persistence/repositories/subject.repository.js';

/** Starts workflows; `SubjectStarter` of libs/temporal does. Both are safe to repeat. */
export interface Starter {
  /** Starts the workflow of a subject; one that runs already is what was asked for. */
  start(subject: UnstartedSubject): Promise<void>;
  /** Tells the recipient's delivery that there is something to send, and starts it where it does not run. */
  deliver(officerId: string): Promise<void>;
}
