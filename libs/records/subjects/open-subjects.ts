import type { EntityManager } from 'typeorm';
import type { ChangeBrief } from '../../domain/change/change.js';
import type { CycleBrief } from '../../domain/cycle/cycle.js';
import type { DispatchBrief } from '../../domain/dispatch/dispatch.js';
import type { MeetingBrief } from '../../domain/meeting/meeting.js';
import type { ObligationBrief } from '../../domain/obligation/obligation.js';
import { addSubjects } from '../../persistence/repositories/subject.repository.js';
import { kindOf, recordsOf } from './kinds.js';
import type { AnyRecords } from './subject-records.js';

/** A subject to be put on record, with what it is opened with. */
export interface NewOpening {
  readonly subject: string;
  readonly brief: ObligationBrief | CycleBrief | MeetingBrief | DispatchBrief | ChangeBrief;
}

/**
 * Puts subjects that workflows own on record, so that they are found at once and their workflows can be started. One that is there
 * already stays as it is.
 *
 * @param opener the subject whose entry opens them; null where a person does
 * @returns the subjects that are new
 */
export async function openSubjects(
  manager: EntityManager,
  openings: readonly NewOpening[],
  opener: string | null,
): Promise<string[]> {
  if (openings.length === 0) return [];
  const added = await addSubjects(
    manager,
    openings.map(({ subject, brief }) => ({
      id: subject,
      brief,
      workflow: recordsFor(subject).workflow(brief),
      opener,
    })),
  );
  for (const { subject, brief } of openings.filter((opening) => added.includes(opening.subject))) {
    const records = recordsFor(subject);
    const blank = records.blank(subject, brief);
    await records.write(manager, {
      subject,
      seq: 0,
      before: blank,
      after: blank,
      entries: [],
      hasMail: () => false,
    });
  }
  return added;
}

function recordsFor(subject: string): AnyRecords {
  const kind = kindOf(subject);
  if (kind === undefined) throw new Error(`${subject} is no subject that a workflow owns`);
  return recordsOf(kind);
}
