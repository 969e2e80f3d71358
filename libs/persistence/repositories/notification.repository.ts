import type { EntityManager } from 'typeorm';
import type { OfficerId } from '../../domain/organisation/organisation.js';
import type { Instant } from '../../domain/time.js';
import { bulkWriter } from '../bulk.js';
import type { NotificationEntity } from '../entities/notification.entity.js';

/** A notification as it is written first: not read and not sent. */
export type NotificationRow = Readonly<Omit<NotificationEntity, 'readAt' | 'messageId' | 'sentAt'>>;

export const writeNotifications = bulkWriter<NotificationRow>({
  table: 'notification',
  key: ['id'],
  columns: {
    id: 'uuid',
    officerId: 'text',
    channel: 'text',
    subject: 'text',
    seq: 'int',
    kind: 'text',
    action: 'text',
    stage: 'text',
    party: 'text',
    postId: 'text',
    toldAs: 'text',
    at: 'timestamptz',
  },
  onConflict: 'keep',
});

/** Mail to an officer that no digest holds yet, the oldest first. */
export async function waitingMail(
  manager: EntityManager,
  officerId: OfficerId,
  limit: number,
): Promise<string[]> {
  const rows = await manager.query<{ id: string }[]>(
    `SELECT id FROM notification
     WHERE officer_id = $1 AND channel = 'mail' AND sent_at IS NULL AND message_id IS NULL ORDER BY at, id LIMIT $2`,
    [officerId, limit],
  );
  return rows.map((row) => row.id);
}

/** Puts mail into a digest. */
export async function putIntoDigest(
  manager: EntityManager,
  messageId: string,
  notifications: readonly string[],
): Promise<void> {
  await manager.query('UPDATE notification SET message_id = $1 WHERE id = ANY($2::uuid[])', [
    messageId,
    notifications,
  ]);
}

/** Notes that a digest was handed over. */
export async function markSent(
  manager: EntityManager,
  officerId: OfficerId,
  messageId: string,
  at: Instant,
): Promise<void> {
  await manager.query(
    `UPDATE notification SET sent_at = $3
     WHERE officer_id = $1 AND channel = 'mail' AND sent_at IS NULL AND message_id = $2`,
    [officerId, messageId, at],
  );
}

/** Officers for whom mail waits or is on its way. */
export async function officersWithUnsentMail(manager: EntityManager): Promise<OfficerId[]> {
  const rows = await manager.query<{ officerId: string }[]>(
    `SELECT DISTINCT officer_id AS "officerId" FROM notification WHERE channel = 'mail' AND sent_at IS NULL`,
  );
  return rows.map((row) => row.officerId);
}
