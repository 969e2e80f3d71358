import type { Tenure } from '../organisation/organisation.js';
import type { DispatchBrief } from './dispatch.js';

/** Of the dispatch that follows from a version of a calendar. */
export const calendarChangeId = (calendarId: string, version: number): string =>
  `calendar-changed.${calendarId}.${version}`;

/** Everything open that counts by the calendar follows its new version. */
export const calendarChange = (calendarId: string, version: number): DispatchBrief => ({
  id: calendarChangeId(calendarId, version),
  notBefore: null,
  notice: { kind: 'calendar-changed' },
  to: { calendar: calendarId },
});

/** Cycles that follow key dates compute again what is to come; `change` is the number of the change among the organisation's. */
export const keyDatesChanged = (change: number): DispatchBrief => ({
  id: `key-dates-changed.${change}`,
  notBefore: null,
  notice: { kind: 'key-dates-changed' },
  to: { register: 'key-dates' },
});

/** Whoever takes up a post gets the grace for what it owes, on the day on which they do. */
export const holderEntered = ({
  id,
  postId,
  from,
}: Pick<Tenure, 'id' | 'postId' | 'from'>): DispatchBrief => ({
  id: `holder-entered.${id}`,
  notBefore: from,
  notice: { kind: 'holder-entered', post: postId, from },
  to: { owingPost: postId },
});
