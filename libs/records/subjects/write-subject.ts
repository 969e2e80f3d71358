import type { EntityManager } from 'typeorm';
import type { Opening } from '../../domain/obligation/obligation.js';
import type { OfficerId } from '../../domain/organisation/organisation.js';
import type { Entry } from '../../domain/subject/machine.js';
import { writeNotifications } from '../../persistence/repositories/notification.repository.js';
import { advanceSubject } from '../../persistence/repositories/subject.repository.js';
import { notificationRows } from './notices.js';
import { openSubjects } from './open-subjects.js';
import type { Advance, AnyRecords } from './subject-records.js';

/**
 * Writes everything that follows from new entries of a subject: its own row, the rows of its kind, the subjects that it opened, and who
 * is told.
 *
 * @returns the officers for whom there is new mail
 */
export async function writeSubject(
  manager: EntityManager,
  records: AnyRecords,
  advance: Advance<unknown, Entry>,
): Promise<OfficerId[]> {
  const { subject, seq, after, entries } = advance;
  const last = entries.at(-1);
  if (last === undefined) return [];
  const state = records.stored(after);
  await advanceSubject(manager, subject, {
    seq: seq + entries.length,
    state,
    lastAt: last.at,
    wake: records.machine.wake(after),
    isOver: records.isOver(state),
  });
  await records.write(manager, advance);
  await openSubjects(manager, entries.flatMap(openingsOf), subject);
  const notifications = notificationRows(advance);
  await writeNotifications(manager, notifications);
  return [...new Set(notifications.filter((n) => n.channel === 'mail').map((n) => n.officerId))];
}

/** The subjects that an entry opens. */
const openingsOf = (entry: Entry): readonly Opening[] =>
  (entry.body as { openings?: readonly Opening[] }).openings ?? [];
