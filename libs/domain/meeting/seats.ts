import type { Organisation, PostId } from '../organisation/organisation.js';
import type { MeetingBrief, Seat } from './meeting.js';

/** Whom a meeting concerns: the members of its body on its date, and those invited beside them. */
export function seatsOf({ bodyId, startsAt, invited }: MeetingBrief, organisation: Organisation): Seat[] {
  const members = [...new Set(organisation.body(bodyId, startsAt)?.memberPostIds ?? [])];
  const seatOf = (post: PostId, as: Seat['as']): Seat => ({
    post,
    officer: organisation.holderOf(post, startsAt) ?? null,
    as,
  });
  return [
    ...members.map((post) => seatOf(post, 'member')),
    ...invited.filter((post) => !members.includes(post)).map((post) => seatOf(post, 'invited')),
  ];
}
