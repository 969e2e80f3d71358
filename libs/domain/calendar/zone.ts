import { Temporal } from 'temporal-polyfill';
import { DAY_MS } from './plain-date.js';

/** Enough for every day of a century; beyond it a zone's days are computed afresh. */
const MAX_CACHED_DAYS_PER_ZONE = 40_000;

/** Zone rules do not change while a process runs, so the start of a day is looked up once. */
const dayStarts = new Map<string, Map<number, number>>();

/**
 * Checks that `zone` names a zone.
 * @throws RangeError naming the zone when it is unknown, or when it is a bare offset such as `+08:00`.
 */
export function assertZone(zone: string): void {
  try {
    if (!/^[A-Za-z]/.test(zone)) throw new RangeError('not a name');
    new Temporal.ZonedDateTime(0n, zone);
  } catch {
    throw new RangeError(`Unknown time zone "${zone}": use an IANA name such as Asia/Shanghai`);
  }
}

/**
 * Milliseconds since 1970-01-01T00:00Z at which a day begins in a zone: its midnight, the first of two where midnight
 * comes twice, or the first moment after the gap where there is none. A day that a zone left out (Samoa, 30 December
 * 2011) begins when the next one does, so it holds no instant.
 */
export function dayStartMs(zone: string, epochDay: number): number {
  let known = dayStarts.get(zone);
  if (!known) {
    known = new Map();
    dayStarts.set(zone, known);
  }
  let start = known.get(epochDay);
  if (start === undefined) {
    start = plainDate(epochDay).toZonedDateTime(zone).epochMilliseconds;
    if (known.size >= MAX_CACHED_DAYS_PER_ZONE) known.clear();
    known.set(epochDay, start);
  }
  return start;
}

/**
 * The day (counted from 1970-01-01) to which an instant belongs in a zone. Days follow each other without overlap:
 * where a clock that was set back just after midnight showed the evening before once more, that hour counts as the new day.
 */
export function epochDayAt(zone: string, ms: number): number {
  let day = Math.floor(ms / DAY_MS);
  while (ms < dayStartMs(zone, day)) day -= 1;
  while (ms >= dayStartMs(zone, day + 1)) day += 1;
  return day;
}

/**
 * Milliseconds since 1970-01-01T00:00Z of a wall time on a day. A time that comes twice is its first; one that is
 * left out moves forward by the length of the gap.
 */
export function wallTimeMs(zone: string, epochDay: number, hour: number, minute: number): number {
  const plainTime = new Temporal.PlainTime(hour, minute);
  return plainDate(epochDay).toZonedDateTime({ timeZone: zone, plainTime }).epochMilliseconds;
}

function plainDate(epochDay: number): Temporal.PlainDate {
  const utc = new Date(epochDay * DAY_MS);
  return new Temporal.PlainDate(utc.getUTCFullYear(), utc.getUTCMonth() + 1, utc.getUTCDate());
}
