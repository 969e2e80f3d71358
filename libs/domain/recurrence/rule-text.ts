/** The frequencies of a recurrence of days; RFC 5545 also knows shorter ones. */
export type Frequency = 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY';

/** The parts of a rule, upper case, as they were given. `FREQ` is always among them. */
export type RuleParts = ReadonlyMap<string, string>;

/** The most occurrences that `COUNT` may ask for; a longer rule ends by `UNTIL`. */
export const MAX_COUNT = 1_000;

/** The longest `INTERVAL`, in units of the frequency. */
export const MAX_INTERVAL = 1_000;

const FREQUENCIES: readonly string[] = ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'];
const SHORTER_FREQUENCIES: readonly string[] = ['HOURLY', 'MINUTELY', 'SECONDLY'];
const TIME_PARTS: readonly string[] = ['BYHOUR', 'BYMINUTE', 'BYSECOND'];
const BY_PARTS: readonly string[] = ['BYMONTH', 'BYWEEKNO', 'BYYEARDAY', 'BYMONTHDAY', 'BYDAY'];
const WEEKDAYS: readonly string[] = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

/** What the value of each part must look like; `undefined` when it does. */
const CHECKS: Readonly<Record<string, (value: string) => string | undefined>> = {
  FREQ: () => undefined,
  INTERVAL: numberIn(1, MAX_INTERVAL),
  COUNT: numberIn(1, MAX_COUNT),
  UNTIL: (value) =>
    /^\d{8}(T\d{6}Z?)?$/.test(value)
      ? undefined
      : 'a date such as 20261231, or an instant such as 20261231T160000Z',
  BYMONTH: listOf(numberIn(1, 12)),
  BYWEEKNO: listOf(signedNumberIn(53)),
  BYYEARDAY: listOf(signedNumberIn(366)),
  BYMONTHDAY: listOf(signedNumberIn(31)),
  BYSETPOS: listOf(signedNumberIn(366)),
  BYDAY: listOf(weekdayInPeriod),
  WKST: (value) => (WEEKDAYS.includes(value) ? undefined : `one of ${WEEKDAYS.join(', ')}`),
};

/**
 * Splits a bare RRULE value of RFC 5545, such as `FREQ=MONTHLY;INTERVAL=6`, and checks it part by part and as a whole.
 * Case and a closing semicolon do not matter.
 * @throws RangeError saying which part is wrong and what to write.
 */
export function readRule(rule: string): RuleParts {
  const parts = splitParts(rule);
  assertFrequency(parts.get('FREQ'));
  for (const [name, value] of parts) {
    const expected = CHECKS[name]!(value);
    if (expected !== undefined) fail(`${name}=${value} is not valid: give ${expected}`);
  }
  assertParts(parts);
  return parts;
}

function splitParts(rule: string): RuleParts {
  const text = rule.trim().toUpperCase().replace(/;$/, '');
  if (/DTSTART|RRULE:|\n/.test(text)) {
    fail('give the bare value, such as FREQ=MONTHLY;INTERVAL=6, and the start date apart from it');
  }
  const parts = new Map<string, string>();
  for (const part of text.split(';')) {
    const [, name, value] = /^([A-Z-]+)=(.+)$/.exec(part.trim()) ?? [];
    if (name === undefined || value === undefined) fail(`"${part}" is not of the form NAME=VALUE`);
    if (TIME_PARTS.includes(name)) fail(`${name} is not possible: a recurrence gives days; take it out`);
    if (!Object.hasOwn(CHECKS, name)) fail(`${name} is unknown: use ${Object.keys(CHECKS).join(', ')}`);
    if (parts.has(name)) fail(`${name} is given twice: write its values once, with commas`);
    parts.set(name, value);
  }
  return parts;
}

function assertFrequency(frequency: string | undefined): void {
  const choice = `use one of ${FREQUENCIES.join(', ')}`;
  if (frequency === undefined) fail(`FREQ is missing: ${choice}`);
  if (SHORTER_FREQUENCIES.includes(frequency)) fail(`FREQ=${frequency} is shorter than a day: ${choice}`);
  if (!FREQUENCIES.includes(frequency)) fail(`FREQ=${frequency} is unknown: ${choice}`);
}

/** The rules of RFC 5545, section 3.3.10, about which parts go together. */
function assertParts(parts: RuleParts): void {
  const frequency = parts.get('FREQ')!;
  if (parts.has('COUNT') && parts.has('UNTIL')) fail('COUNT and UNTIL exclude each other: keep one');
  if (parts.has('BYWEEKNO') && frequency !== 'YEARLY') fail('BYWEEKNO needs FREQ=YEARLY');
  if (parts.has('BYYEARDAY') && frequency !== 'YEARLY') fail('BYYEARDAY needs FREQ=YEARLY');
  if (parts.has('BYMONTHDAY') && frequency === 'WEEKLY')
    fail('BYMONTHDAY cannot go with FREQ=WEEKLY: use BYDAY');
  if (/\d/.test(parts.get('BYDAY') ?? '')) {
    if (frequency !== 'MONTHLY' && frequency !== 'YEARLY') {
      fail('a number in BYDAY, such as 1MO, needs FREQ=MONTHLY or FREQ=YEARLY: leave the number out');
    }
    if (parts.has('BYWEEKNO'))
      fail('a number in BYDAY, such as 1MO, cannot go with BYWEEKNO: leave the number out');
  }
  if (parts.has('BYSETPOS') && !BY_PARTS.some((name) => parts.has(name))) {
    fail(`BYSETPOS chooses among the days of another part: add one of ${BY_PARTS.join(', ')}`);
  }
}

function numberIn(low: number, high: number): (value: string) => string | undefined {
  return (value) => {
    const inRange = /^\d{1,4}$/.test(value) && Number(value) >= low && Number(value) <= high;
    return inRange ? undefined : `a whole number from ${low} to ${high}`;
  };
}

function signedNumberIn(high: number): (value: string) => string | undefined {
  const check = numberIn(1, high);
  return (value) =>
    check(value.replace(/^[+-]/, '')) ? `numbers from 1 to ${high}, or -${high} to -1` : undefined;
}

function listOf(check: (value: string) => string | undefined): (value: string) => string | undefined {
  return (values) =>
    values
      .split(',')
      .map(check)
      .find((expected) => expected !== undefined);
}

function weekdayInPeriod(value: string): string | undefined {
  const [, position, weekday] = /^(?:[+-]?(\d{1,2}))?([A-Z]{2})$/.exec(value) ?? [];
  const known = weekday !== undefined && WEEKDAYS.includes(weekday);
  const inRange = position === undefined || (Number(position) >= 1 && Number(position) <= 53);
  return known && inRange
    ? undefined
    : 'weekdays such as MO,FR, or with a place in the period, such as 1MO or -1FR';
}

function fail(reason: string): never {
  throw new RangeError(`Recurrence rule: ${reason}`);
}
