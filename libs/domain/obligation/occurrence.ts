import { dateOf } from '../calendar/arithmetic.js';
import type { WorkingCalendar } from '../calendar/calendar.js';
import type { DutyDefinition, OccurrenceRule, StageDefinition } from '../duty/definition.js';
import type { OfficerId, Organisation, PostId, Unit, UnitId } from '../organisation/organisation.js';
import { partiesOf } from '../stage/opening.js';
import type { Instant } from '../time.js';
import type { ObligationBrief, Occurrence } from './obligation.js';

/** Whether it was entered on a later day than it happened, by the days of the calendar. */
export const isLaterEntry = (calendar: WorkingCalendar, occurredAt: Instant, enteredAt: Instant): boolean =>
  dateOf(calendar, occurredAt) < dateOf(calendar, enteredAt);

/**
 * Whether holders of the post open occurrences that concern the unit: it is of a kind that the duty names, and belongs to the unit, to one
 * above it, or to one beside it under the same unit, as an office does that serves them all.
 */
export function opensFor(
  organisation: Organisation,
  { openedBy }: OccurrenceRule,
  unitId: UnitId,
  postId: PostId,
  at: Instant,
): boolean {
  const post = organisation.post(postId, at);
  if (post === undefined || !openedBy.includes(post.kind)) return false;
  const served = organisation.unit(post.unitId, at)?.parentId ?? post.unitId;
  return organisation.isWithin(unitId, post.unitId, at) || organisation.isWithin(unitId, served, at);
}

/** The post in which the officer, as its holder or substitute, opens occurrences that concern the unit; undefined: none. */
export const openingPostOf = (
  organisation: Organisation,
  rule: OccurrenceRule,
  unitId: UnitId,
  officerId: OfficerId,
  at: Instant,
): PostId | undefined =>
  organisation.postsOf(officerId, at).find((postId) => opensFor(organisation, rule, unitId, postId, at));

/** The first stage that nobody would owe where the duty is opened for the unit; undefined: each has somebody. */
export const stageOwedByNobody = (
  organisation: Organisation,
  duty: DutyDefinition,
  unitId: UnitId,
  at: Instant,
): StageDefinition | undefined =>
  duty.stages.find((stage) => partiesOf(organisation, stage.parties, unitId, at).length === 0);

/** What the obligation that answers an occurrence is opened with; it has no period, so its dates count from each stage's opening. */
export const occurrenceBrief = (
  id: string,
  unit: Pick<Unit, 'id' | 'calendarId'>,
  duty: { readonly id: string; readonly version: number; readonly definition: DutyDefinition },
  more: Pick<ObligationBrief, 'policy' | 'document' | 'openedBy' | 'trial'> & {
    readonly occurrence: Occurrence;
  },
): ObligationBrief => ({
  id,
  unitId: unit.id,
  calendarId: unit.calendarId,
  dutyId: duty.id,
  dutyVersion: duty.version,
  duty: duty.definition,
  period: null,
  cycleId: null,
  parentId: null,
  slice: null,
  ...more,
});
