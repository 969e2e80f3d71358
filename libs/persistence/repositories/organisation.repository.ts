import type { EntityManager } from 'typeorm';
import type { Policy } from '../../domain/duty/definition.js';
import type { OrganisationRows } from '../../domain/organisation/organisation.js';
import type { Instant } from '../../domain/time.js';

/** The subject of all changes of the organisation; its `seq` is the organisation's version. */
export const ORGANISATION = 'organisation';

export interface OrganisationSnapshotRows extends OrganisationRows {
  /** Policies that units have of their own, in the order in which they come into force. */
  readonly policies: readonly {
    readonly unitId: string;
    readonly policy: Policy;
    readonly from: Instant;
  }[];
  /** Officers to whom mail can be sent. */
  readonly addresses: readonly { readonly officerId: string; readonly email: string }[];
}

const instant = (column: string): string =>
  `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

const list = (select: string): string => `(SELECT coalesce(json_agg(r), '[]') FROM (${select}) r)`;

/** What changes on dates: all that it was, is and will be. */
const dated = (table: 'unit' | 'post' | 'body', columns: string): string =>
  list(`SELECT v.id, ${columns}, ${instant('v.starts_at')} AS "from", ${instant('t.ended_at')} AS "endedAt"
        FROM ${table}_version v JOIN ${table} t ON t.id = v.id ORDER BY v.id, v.starts_at`);

/** One statement sees one state of the database, so version and rows belong together. */
const SNAPSHOT = `
  SELECT
    coalesce((SELECT seq FROM subject WHERE id = '${ORGANISATION}'), 0) AS version,
    ${dated('unit', `parent_id AS "parentId", title, calendar_id AS "calendarId"`)} AS units,
    ${dated('post', `unit_id AS "unitId", title, kind, managed_by AS "managedBy"`)} AS posts,
    ${dated(
      'body',
      `unit_id AS "unitId", title, kind, superior_post_id AS "superiorPostId", quorum, desk_post_id AS "deskPostId"`,
    )} AS bodies,
    ${list(`SELECT id, body_id AS "bodyId", post_id AS "postId", held_as AS "as", ${instant('starts_at')} AS "from",
              ${instant('ends_at')} AS "to" FROM seat ORDER BY id`)} AS seats,
    ${list(`SELECT id, post_id AS "postId", officer_id AS "officerId", ${instant('starts_at')} AS "from",
              ${instant('ends_at')} AS "to" FROM tenure ORDER BY id`)} AS tenures,
    ${list(`SELECT id, officer_id AS "officerId", substitute_id AS "substituteId", ${instant('starts_at')} AS "from",
              ${instant('ends_at')} AS "to" FROM absence ORDER BY id`)} AS absences,
    ${list(`SELECT id, post_id AS "postId", unit_id AS "unitId", ${instant('starts_at')} AS "from",
              ${instant('ends_at')} AS "to" FROM portfolio ORDER BY id`)} AS portfolios,
    ${list(`SELECT id, unit_id AS "unitId", kind, title, owner_post_id AS "ownerPostId", deputy_post_id AS "deputyPostId",
              ${instant('starts_at')} AS "from", ${instant('ends_at')} AS "to" FROM channel ORDER BY id`)} AS channels,
    ${list(`SELECT id, unit_id AS "unitId", title, date_from AS "from", date_to AS "to",
              ${instant('cancelled_at')} AS "cancelledAt" FROM key_date ORDER BY id`)} AS "keyDates",
    ${list(`SELECT unit_id AS "unitId", policy, ${instant('set_at')} AS "from" FROM policy
            ORDER BY set_at, version`)} AS policies,
    ${list(`SELECT id AS "officerId", email FROM officer WHERE email IS NOT NULL ORDER BY id`)} AS addresses`;

/** The organisation as it is, read as one. */
export async function organisationRows(manager: EntityManager): Promise<OrganisationSnapshotRows> {
  const [row] = await manager.query<[OrganisationSnapshotRows]>(SNAPSHOT);
  return row;
}
