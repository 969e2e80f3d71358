import { addOffset, roundUpToDays } from '../calendar/arithmetic.js';
import type { Offset, OffsetUnit } from '../calendar/calendar.js';
import { later, msBetween, type Instant } from '../time.js';
import { decidedWith, type Outage, type StageFacts } from './context.js';
import type { StageEntryOf } from './entries.js';
import { place, replan, rungInstant, unmoved, withPlan } from './ladder.js';
import {
  ladderOf,
  ofParty,
  unitOf,
  type Clock,
  type PartyState,
  type PlannedRung,
  type StageState,
} from './state.js';

/** A rung that comes later than this was missed: nothing was recorded meanwhile, whether or not anybody measured it. */
const MISSED_AFTER_MS = 60_000;

/** Milliseconds of outage between two instants; gaps that overlap, as several processes report them, count once. */
export function outageMsWithin(outages: readonly Outage[], from: Instant, to: Instant): number {
  const gaps = [...outages].sort((a, b) => (a.from < b.from ? -1 : 1));
  let counted = from;
  let sum = 0;
  for (const gap of gaps) {
    const start = later(gap.from, counted);
    const end = gap.to < to ? gap.to : to;
    if (end <= start) continue;
    sum += msBetween(start, end);
    counted = end;
  }
  return sum;
}

const fellIntoOutage = (outages: readonly Outage[], instant: Instant): boolean =>
  outages.some((gap) => gap.from <= instant && instant < gap.to);

/** Whether a rung that comes at `at` was missed at its own instant: it fell into an outage, or comes much later. */
export const wasMissed = (outages: readonly Outage[], rung: PlannedRung, at: Instant): boolean =>
  fellIntoOutage(outages, rung.at) || msBetween(rung.at, at) > MISSED_AFTER_MS;

/** From when on lost time has not been given back to a right. */
const creditedSince = (party: PartyState, clock: Clock): Instant =>
  party.creditedTo === null ? clock.startedAt : later(clock.startedAt, party.creditedTo);

/** Lost time as a distance in the unit of a ladder: whole days where it counts days. */
const asOffset = (unit: OffsetUnit, lostMs: number): Offset => ({
  unit,
  amount: unit === 'milliseconds' ? lostMs : roundUpToDays(lostMs),
});

/** How much of a right's time up to `at` was lost in outages, in the unit of its ladder. */
export const lostSoFar = (
  party: PartyState,
  clock: Clock,
  unit: OffsetUnit,
  facts: StageFacts,
  at: Instant,
): number => asOffset(unit, outageMsWithin(facts.outages, creditedSince(party, clock), at)).amount;

/**
 * Gives a right back, in full and once, the time in which it could not be used, when its window would close: counted from that instant,
 * or from now where the outage outlasted it. Null when nothing was lost.
 */
export function giveBackOutage(
  stage: StageState,
  party: PartyState,
  clock: Clock,
  rung: PlannedRung,
  facts: StageFacts,
  at: Instant,
): StageEntryOf<'window-extended'> | null {
  const isMissed = wasMissed(facts.outages, rung, at);
  // Nobody measured when it began, so as much is given back as is known to have been lost.
  const unmeasuredMs = isMissed && !fellIntoOutage(facts.outages, rung.at) ? msBetween(rung.at, at) : 0;
  const outageMs = outageMsWithin(facts.outages, creditedSince(party, clock), rung.at) + unmeasuredMs;
  if (outageMs === 0) return null;
  const { unit } = stage.definition.ladder;
  const from = isMissed ? at : rung.at;
  const offset = asOffset(unit, outageMs);
  const due = addOffset(facts.calendar, from, offset);
  const plan = replan(facts.calendar, unit, clock.rungs.map(unmoved), due, at);
  return {
    kind: 'window-extended',
    at,
    actor: null,
    onBehalfOf: null,
    body: {
      ...ofParty(stage, party),
      clock: withPlan({ ...clock, due, basis: { kind: 'offset', of: 'outage', from, offset } }, plan),
      outageMs,
      creditedTo: from,
      with: decidedWith(facts),
    },
  };
}

/**
 * Puts off a rung when one outage took all the time between it and the rung before it: whoever was told by that one could do nothing
 * since. So of the rungs of a duty that come in one outage, however long it lasts, only the earliest fires. Null when there was time.
 */
export function putOffForOutage(
  stage: StageState,
  party: PartyState,
  clock: Clock,
  facts: StageFacts,
  at: Instant,
): StageEntryOf<'rung-put-off'> | null {
  const rung = clock.rungs[0];
  const before = rung && offsetBefore(stage, clock, rung);
  if (rung === undefined || before === undefined) return null;
  const unit = unitOf(stage, clock);
  const since = rung.moved?.from ?? rungInstant(facts.calendar, clock.due, { unit, amount: before });
  const outage = facts.outages.find((gap) => gap.from <= since && rung.at <= gap.to);
  if (outage === undefined) return null;
  const distance = rung.offset - before;
  // A ladder of minutes does not ask anew each minute for a day.
  const least = unit === 'milliseconds' ? Math.ceil(msBetween(outage.from, at) / 4) : 0;
  const offset: Offset = { unit, amount: Math.max(distance, least) };
  return {
    kind: 'rung-put-off',
    at,
    actor: null,
    onBehalfOf: null,
    body: {
      ...ofParty(stage, party),
      rung: rung.name,
      plannedAt: rung.at,
      rungs: place(facts.calendar, unit, clock.rungs, 0, { by: 'outage', from: at, offset }),
      with: decidedWith(facts),
    },
  };
}

/** The offset of the rung from which this one keeps its distance; undefined of reminders and of the first after them. */
function offsetBefore(stage: StageState, clock: Clock, rung: PlannedRung): number | undefined {
  const earlier = (ladderOf(stage, clock)?.rungs ?? [])
    .filter(({ action, offset }) => action !== 'remind' && offset < rung.offset)
    .map(({ offset }) => offset);
  return rung.action === 'remind' || earlier.length === 0 ? undefined : Math.max(...earlier);
}
