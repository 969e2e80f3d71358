import { hash } from 'node:crypto';
import type { OfficerId } from '../../domain/organisation/organisation.js';
import type { Told } from '../../domain/stage/entries.js';
import type { Entry } from '../../domain/subject/machine.js';
import type { Channel } from '../../persistence/entities/notification.entity.js';
import type { NotificationRow } from '../../persistence/repositories/notification.repository.js';
import type { ToldAdministrator } from '../configuration/changes.js';
import type { Advance } from './subject-records.js';

/** What an entry's body may say of those who hear of it. */
interface TellingBody {
  readonly told?: readonly (Told | ToldAdministrator)[];
  readonly stage?: string;
  readonly party?: string;
  readonly action?: NotificationRow['action'];
}

/** Who hears of the entries: always in the inbox, and by mail where the officer has an address. */
export function notificationRows({
  subject,
  seq: before,
  entries,
  hasMail,
}: Pick<Advance<unknown, Entry>, 'subject' | 'seq' | 'entries' | 'hasMail'>): NotificationRow[] {
  return entries.flatMap((entry, index) => {
    const { told = [], stage = null, party = null, action = null } = entry.body as TellingBody;
    const seq = before + index + 1;
    return told.flatMap(({ officer, post, as }) => {
      const row = (channel: Channel): NotificationRow => ({
        id: notificationId(subject, seq, officer, channel),
        officerId: officer,
        channel,
        subject,
        seq,
        kind: entry.kind,
        action,
        stage,
        party,
        postId: post,
        toldAs: as,
        at: entry.at,
      });
      return hasMail(officer, seq) ? [row('inbox'), row('mail')] : [row('inbox')];
    });
  });
}

/** The same for the same notice, whoever computes it and when: a UUID of version 8 (RFC 9562). */
function notificationId(subject: string, seq: number, officer: OfficerId, channel: Channel): string {
  const hex = hash('sha256', `${subject}\n${seq}\n${officer}\n${channel}`);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `a${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}
