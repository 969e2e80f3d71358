import type { EntityManager } from 'typeorm';
import type { OfficerId } from '../../domain/organisation/organisation.js';
import type { Entry, Input, Machine } from '../../domain/subject/machine.js';
import type { LockedSubject } from '../../persistence/repositories/subject.repository.js';

/** Entries of one subject that follow each other, and the states before and after them. */
export interface Advance<S, E> {
  readonly subject: string;
  /** The number of the entry before the first of them. */
  readonly seq: number;
  readonly before: S;
  readonly after: S;
  readonly entries: readonly E[];
  /** Whether mail could be sent to the officer, by the organisation that the entry of this number was decided with. */
  readonly hasMail: (officerId: OfficerId, seq: number) => boolean;
}

/** How one kind of subject stands in the tables. The same code writes them when something happens and when they are rebuilt. */
export interface SubjectRecords<S, I extends Input, E extends Entry, F> {
  readonly machine: Machine<S, I, E, F>;
  /** The type of the workflow that has to be started once the subject is on record; null where a signal starts it. */
  workflow(brief: unknown): string | null;
  /** A subject before its first entry. */
  blank(subject: string, brief: unknown): S;
  /** The state as the tables hold it. */
  load(manager: EntityManager, subject: LockedSubject): Promise<S>;
  /** The part of the state that stands in the subject's own row. */
  stored(state: S): unknown;
  /** Whether nothing is left to be done, by what `stored` gave: its workflow need not run any more. */
  isOver(stored: unknown): boolean;
  /** Writes the rows that are this kind's own. */
  write(manager: EntityManager, advance: Advance<S, E>): Promise<void>;
}

/** The records of some kind, for code that treats all kinds alike. */
export type AnyRecords = SubjectRecords<unknown, Input, Entry, unknown>;
