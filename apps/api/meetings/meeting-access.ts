import { Brackets, type SelectQueryBuilder } from 'typeorm';
import type { MeetingEntity } from '../../../libs/persistence/entities/meeting.entity.js';
import type { Caller } from '../auth/caller.js';

/** Roles that see every meeting of their unit and those below it. */
const SEE_THE_UNIT = ['clerk', 'supervisor', 'auditor', 'administrator'] as const;

/** Leaves of a query for meetings only what the caller may see: those of their units, and those to which a post of theirs is called. */
export function onlyVisibleMeetings(
  query: SelectQueryBuilder<MeetingEntity>,
  caller: Caller,
): SelectQueryBuilder<MeetingEntity> {
  const { organisation, officerId, at } = caller;
  const { alias } = query;
  return query.andWhere(
    new Brackets((where) => {
      where
        .where(`${alias}.unit_id = ANY(:meetingUnits)`, {
          meetingUnits: organisation.unitIds(at).filter((unit) => caller.holds(SEE_THE_UNIT, unit)),
        })
        .orWhere(`${alias}.posts && :meetingPosts`, { meetingPosts: organisation.postsOf(officerId, at) });
    }),
  );
}

/** Whether the caller may run meetings of a body: as a clerk of its unit, or as its chair or its secretary. */
export const runsMeetings = (caller: Caller, unitId: string, posts: readonly (string | null)[]): boolean =>
  caller.holds(['clerk'], unitId) ||
  posts.some((post) => post !== null && caller.organisation.actsIn(caller.officerId, post, caller.at));
