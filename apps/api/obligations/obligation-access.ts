import { Brackets, type SelectQueryBuilder } from 'typeorm';
import type { Caller } from '../auth/caller.js';
import { obligationSubject } from '../../../libs/domain/subject/ids.js';
import type { Instant } from '../../../libs/domain/time.js';
import type { ObligationEntity } from '../../../libs/persistence/entities/obligation.entity.js';
import { PartyStateEntity } from '../../../libs/persistence/entities/party-state.entity.js';

/** Roles that see every obligation of their unit and those below it. */
const SEE_THE_UNIT = ['clerk', 'supervisor', 'auditor', 'administrator'] as const;

/**
 * Leaves of a query for obligations only what the caller may see: those of the units in which they have a role, those in
 * which a post of theirs owes, reviews or stands above whoever owes, and those that they opened. Of inquiries only those whose file is open to them.
 *
 * @param id the one obligation that is asked for: then nobody looks for all that concern the caller
 */
export function onlyVisible(
  query: SelectQueryBuilder<ObligationEntity>,
  caller: Caller,
  at: Instant,
  id?: string,
): SelectQueryBuilder<ObligationEntity> {
  const units = caller.organisation.unitIds(at).filter((unit) => caller.holds(SEE_THE_UNIT, unit));
  const posts = caller.organisation.postsOf(caller.officerId, at);
  const { alias } = query;
  const concerning = query
    .subQuery()
    .select('ps.subject')
    .from(PartyStateEntity, 'ps')
    .where('ps.concerns && :myPosts', { myPosts: posts });
  if (id !== undefined) {
    query.andWhere(`${alias}.id = :id`, { id });
    concerning.andWhere('ps.subject = :subject', { subject: obligationSubject(id) });
  }
  const isInquiry = `${alias}.procedure = 'inquiry'`;
  return query.andWhere(
    new Brackets((any) => {
      any
        .where(
          new Brackets((where) => {
            where.where(`NOT ${isInquiry}`).andWhere(
              new Brackets((seen) => {
                seen
                  .where(`${alias}.unit_id = ANY(:myUnits)`, { myUnits: units })
                  .orWhere(`${alias}.opened_by = :me`, { me: caller.officerId })
                  .orWhere(
                    `'obligation/' || ${alias}.id IN ${concerning.getQuery()}`,
                    concerning.getParameters(),
                  );
              }),
            );
          }),
        )
        .orWhere(
          new Brackets((where) => {
            where
              .where(isInquiry)
              .andWhere(`${alias}.id IN (${SEEN_INQUIRIES})`, inquiryParameters(caller, posts, at));
          }),
        );
    }),
  );
}

/**
 * The file of an inquiry is for its group, the principal and those above, the body that decides, and the auditor of the unit; not for
 * administrators, clerks and supervisors of the unit, and not for whom it is about, who see their part.
 */
const SEEN_INQUIRIES = `SELECT i.id FROM inquiry i
  WHERE NOT i.concerned @> ARRAY[:meInInquiry]::text[]
    AND (i.unit_id = ANY(:auditedUnits) OR i.members @> ARRAY[:meInInquiry]::text[] OR i.posts && :postsInInquiry::text[])`;

const inquiryParameters = (
  caller: Caller,
  posts: readonly string[],
  at: Instant,
): Record<string, unknown> => ({
  auditedUnits: caller.organisation.unitIds(at).filter((unit) => caller.holds(['auditor'], unit)),
  meInInquiry: caller.officerId,
  postsInInquiry: posts,
});
