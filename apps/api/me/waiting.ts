import type { DataSource } from 'typeorm';
import { personPost } from '../../../libs/domain/organisation/person.js';
import type { Caller } from '../auth/caller.js';
import type { WaitingItemResponse, WaitingResponse } from './dto/me.response.dto.js';

const MAX_ITEMS = 100;

/** Parties for which a clerk acted, whose principal has still to confirm it. */
const TO_CONFIRM = `
  SELECT p.subject, o.id AS obligation, p.stage, o.title, p.party, NULL AS light,
    (p.state->'confirmation'->>'due')::timestamptz AS "dueAt", 'principal' AS "as"
  FROM party_state p JOIN obligation o ON p.subject = 'obligation/' || o.id
  WHERE o.closed_at IS NULL AND p.concerns && $1 AND p.state->'confirmation'->>'due' IS NOT NULL
    AND jsonb_exists_any((p.state->'party'->'actsThrough')::jsonb, $1)`;

/** Parties of open stages that wait for one of the caller's posts: its own move, or that of a reviewer or suspender. */
const WAITING = `
  SELECT p.subject, o.id AS obligation, p.stage,
    coalesce(o.title, c.brief -> 'title', jsonb_build_object(
      'zh', (body.title ->> 'zh') || '会议', 'en', 'Meeting of ' || (body.title ->> 'en'))) AS title,
    p.party, p.light, p.due AS "dueAt",
    CASE WHEN p.mover IS NULL THEN 'owner' WHEN p.status = 'suspended' THEN 'suspender' ELSE 'reviewer' END AS "as"
  FROM party_state p
    LEFT JOIN obligation o ON p.subject = 'obligation/' || o.id
    LEFT JOIN subject c ON p.subject = c.id AND c.kind = 'change'
    LEFT JOIN meeting m ON p.subject = 'meeting/' || m.id
    LEFT JOIN body_span body ON body.id = m.body_id AND body.during @> m.starts_at
  WHERE m.closed_at IS NULL AND p.ended_at IS NULL
    AND (p.mover = ANY($1)
      OR p.mover IS NULL AND p.concerns && $1
        AND (p.state->'party'->>'desk' = ANY($1) OR jsonb_exists_any((p.state->'party'->'actsThrough')::jsonb, $1)))
  UNION ALL ${TO_CONFIRM}`;

interface Counts {
  readonly toDo: number;
  readonly toDecide: number;
  readonly toConfirm: number;
  readonly late: number;
}

/** What waits for the posts in which the caller acts. */
export async function waitingFor(
  dataSource: DataSource,
  { officerId }: Caller,
  heldPosts: readonly string[],
): Promise<WaitingResponse> {
  // What an inquiry asks of somebody in person waits for them too.
  const posts = [...heldPosts, personPost(officerId)];
  const [items, [counts], [inbox]] = await Promise.all([
    dataSource.query<WaitingItemResponse[]>(
      `${WAITING} ORDER BY "dueAt" NULLS LAST, subject, stage, party LIMIT ${MAX_ITEMS}`,
      [posts],
    ),
    dataSource.query<[Counts]>(
      `SELECT count(*) FILTER (WHERE "as" = 'owner') AS "toDo", count(*) FILTER (WHERE "as" IN ('reviewer', 'suspender')) AS "toDecide",
         count(*) FILTER (WHERE "as" = 'principal') AS "toConfirm",
         count(*) FILTER (WHERE "dueAt" < clock_timestamp()) AS late
       FROM (${WAITING}) w`,
      [posts],
    ),
    dataSource.query<[{ unread: number }]>(
      `SELECT count(*) AS unread FROM notification WHERE officer_id = $1 AND channel = 'inbox' AND read_at IS NULL`,
      [officerId],
    ),
  ]);
  return { ...counts, unread: inbox.unread, items };
}
