import type { EntityManager } from 'typeorm';
import type { OfficerId, Title } from '../../domain/organisation/organisation.js';
import type { Instant } from '../../domain/time.js';
import type { NotificationEntity } from '../entities/notification.entity.js';

/** One notice of a digest, with the titles of what it speaks of. */
export interface DigestRow extends Pick<NotificationEntity, 'kind' | 'action' | 'at'> {
  readonly obligationId: string;
  readonly obligation: Title;
  readonly stage: Title | null;
  readonly party: Title | null;
  readonly due: Instant | null;
}

/** The notices of a digest that is not known to have been handed over, in the order in which they happened. */
export function unsentDigest(
  manager: EntityManager,
  officerId: OfficerId,
  messageId: string,
): Promise<DigestRow[]> {
  return manager.query<DigestRow[]>(
    `SELECT n.kind, n.action, n.at, substr(n.subject, strpos(n.subject, '/') + 1) AS "obligationId",
       coalesce(o.title, CASE WHEN s.kind = 'change' THEN s.brief -> 'title' END, found.title, jsonb_build_object(
         'zh', (held.title ->> 'zh') || '会议 ' || m.local_time,
         'en', 'Meeting of ' || (held.title ->> 'en') || ', ' || m.local_time)) AS obligation,
       (SELECT declared.stage -> 'title' FROM jsonb_array_elements(s.brief -> 'duty' -> 'stages') AS declared (stage)
        WHERE declared.stage ->> 'name' IN (n.stage, regexp_replace(n.stage, '-\\d+$', ''))
        ORDER BY declared.stage ->> 'name' = n.stage DESC LIMIT 1) AS stage,
       coalesce(post.title, body.title) AS party,
       CASE WHEN n.party IS NULL THEN o.due ELSE p.due END AS due
     FROM notification n
       JOIN subject s ON s.id = n.subject
       LEFT JOIN obligation o ON n.subject = 'obligation/' || o.id
       LEFT JOIN LATERAL (
         SELECT id, body_id, to_char(starts_at AT TIME ZONE
           (SELECT zone FROM calendar_version v WHERE v.id = s.brief ->> 'calendarId' ORDER BY v.version DESC LIMIT 1),
           'YYYY-MM-DD HH24:MI') AS local_time
         FROM meeting WHERE n.subject = 'meeting/' || meeting.id) m ON true
       LEFT JOIN body_span held ON held.id = m.body_id AND held.during @> n.at
       LEFT JOIN LATERAL (
         SELECT jsonb_build_object('zh', line, 'en', line) AS title
         FROM ledger_entry e, LATERAL (SELECT concat_ws(': ', e.body ->> 'what', e.body -> 'about' ->> 0)
           || CASE WHEN json_array_length(e.body -> 'about') > 1 THEN ', ...' ELSE '' END AS line) AS said
         WHERE n.subject = 'watchdog' AND e.subject = n.subject AND e.seq = n.seq) found ON true
       LEFT JOIN party_state p ON p.subject = n.subject AND p.stage = n.stage AND p.party = n.party
       LEFT JOIN post_span post ON post.id = n.party AND post.during @> n.at
       LEFT JOIN body_span body ON body.id = n.party AND body.during @> n.at
     WHERE (o.id IS NOT NULL OR m.id IS NOT NULL OR s.kind IN ('change', 'watchdog'))
       AND n.officer_id = $1 AND n.channel = 'mail' AND n.message_id = $2 AND n.sent_at IS NULL
     ORDER BY n.at, n.subject, n.seq`,
    [officerId, messageId],
  );
}

/** Where an officer's mail goes, and in which zone they read an instant. */
export interface Recipient {
  readonly name: string;
  readonly address: string | null;
  readonly zone: string | null;
}

/** Undefined: there is no such officer. */
export async function recipientOf(
  manager: EntityManager,
  officerId: OfficerId,
): Promise<Recipient | undefined> {
  const [row] = await manager.query<Recipient[]>(
    `SELECT name, email AS address,
       (SELECT zone FROM calendar_version v JOIN unit_span u ON u.calendar_id = v.id
        WHERE u.id = officer.unit_id AND u.during @> now()
        ORDER BY v.version DESC LIMIT 1) AS zone
     FROM officer WHERE id = $1`,
    [officerId],
  );
  return row;
}
