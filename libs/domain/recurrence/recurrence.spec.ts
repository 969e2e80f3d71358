import { nextOccurrence, occurrences, parseRecurrence, periodOf } from './recurrence.js';
import type { OccurrenceRange, Recurrence } from './recurrence.js';

const zone = 'Asia/Shanghai';
const of = (rule: string, startDate: string): Recurrence => parseRecurrence({ rule, startDate, zone });
const firstDays = (rule: string, startDate: string, limit: number): string[] =>
  occurrences(of(rule, startDate), { to: '9999-12-31', limit });

describe('occurrences', () => {
  it.each([
    ['daily over New Year', 'FREQ=DAILY', '2026-12-30', ['2026-12-30', '2026-12-31', '2027-01-01']],
    ['daily over a leap day', 'FREQ=DAILY', '2028-02-28', ['2028-02-28', '2028-02-29', '2028-03-01']],
    ['half-yearly', 'FREQ=MONTHLY;INTERVAL=6', '2026-01-01', ['2026-01-01', '2026-07-01', '2027-01-01']],
    [
      'quarterly over New Year',
      'FREQ=MONTHLY;INTERVAL=3',
      '2026-11-15',
      ['2026-11-15', '2027-02-15', '2027-05-15'],
    ],
    [
      'monthly from the 31st skips shorter months',
      'FREQ=MONTHLY',
      '2026-01-31',
      ['2026-01-31', '2026-03-31', '2026-05-31'],
    ],
    ['month ends', 'FREQ=MONTHLY;BYMONTHDAY=-1', '2028-01-31', ['2028-01-31', '2028-02-29', '2028-03-31']],
    ['yearly on 29 February', 'FREQ=YEARLY', '2024-02-29', ['2024-02-29', '2028-02-29', '2032-02-29']],
    ['29 February over a year 2100 without it', 'FREQ=YEARLY', '2096-02-29', ['2096-02-29', '2104-02-29']],
    [
      'last weekday of the month',
      'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1',
      '2026-01-01',
      ['2026-01-30', '2026-02-27', '2026-03-31'],
    ],
    ['first Monday', 'FREQ=MONTHLY;BYDAY=1MO', '2026-01-01', ['2026-01-05', '2026-02-02', '2026-03-02']],
    ['last Friday', 'FREQ=MONTHLY;BYDAY=-1FR', '2026-01-01', ['2026-01-30', '2026-02-27', '2026-03-27']],
    ['last day of the year', 'FREQ=YEARLY;BYYEARDAY=-1', '2026-06-01', ['2026-12-31', '2027-12-31']],
    [
      'two months a year',
      'FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=20',
      '2026-07-01',
      ['2026-12-20', '2027-06-20'],
    ],
    ['week 53', 'FREQ=YEARLY;BYWEEKNO=53;BYDAY=MO', '2026-01-01', ['2026-12-28', '2032-12-27']],
    [
      'weeks that begin on Monday',
      'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=MO',
      '1997-08-05',
      ['1997-08-05', '1997-08-10', '1997-08-19', '1997-08-24'],
    ],
    [
      'weeks that begin on Sunday',
      'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=SU',
      '1997-08-05',
      ['1997-08-05', '1997-08-17', '1997-08-19', '1997-08-31'],
    ],
    [
      'a start date that the rule does not give',
      'FREQ=MONTHLY;BYMONTHDAY=10',
      '2026-01-11',
      ['2026-02-10', '2026-03-10'],
    ],
  ])('%s', (_name, rule, startDate, expected) => {
    expect(firstDays(rule, startDate, expected.length)).toEqual(expected);
  });

  it('ends by COUNT, counted from the start date', () => {
    const rule = of('FREQ=MONTHLY;COUNT=3', '2026-11-01');
    expect(occurrences(rule, { to: '2030-01-01' })).toEqual(['2026-11-01', '2026-12-01', '2027-01-01']);
    expect(occurrences(rule, { after: '2026-12-01', to: '2030-01-01' })).toEqual(['2027-01-01']);
  });

  it.each([
    ['20260103', ['2026-01-01', '2026-01-02', '2026-01-03']],
    ['20260103T235959', ['2026-01-01', '2026-01-02', '2026-01-03']],
    ['20260102T155959Z', ['2026-01-01', '2026-01-02']],
    ['20260102T160000Z', ['2026-01-01', '2026-01-02', '2026-01-03']],
  ])('ends by UNTIL=%s in the zone', (until, expected) => {
    expect(occurrences(of(`FREQ=DAILY;UNTIL=${until}`, '2026-01-01'), { to: '2027-01-01' })).toEqual(
      expected,
    );
  });

  it.each<[Partial<OccurrenceRange>, string[]]>([
    [{}, ['2026-01-01', '2026-02-01', '2026-03-01']],
    [{ from: '2026-02-01' }, ['2026-02-01', '2026-03-01']],
    [{ after: '2026-02-01' }, ['2026-03-01']],
    [{ after: '2020-01-01', limit: 1 }, ['2026-01-01']],
    [{ from: '2026-03-02' }, []],
  ])('lists the range %j', (range, expected) => {
    expect(occurrences(of('FREQ=MONTHLY', '2026-01-01'), { to: '2026-03-01', ...range })).toEqual(expected);
  });

  it('never cuts a list short unless a limit was given', () => {
    const daily = of('FREQ=DAILY', '2026-01-01');
    expect(() => occurrences(daily, { to: '2126-01-01' })).toThrow(/give a limit or a shorter range/);
    expect(occurrences(daily, { to: '2053-05-18' })).toHaveLength(10_000);
    expect(() => occurrences(daily, { to: '2126-01-01', limit: 0 })).toThrow(RangeError);
    expect(() => occurrences(daily, { to: '2126-1-1' })).toThrow(/is not a date/);
  });

  it('works on a recurrence that was stored and read back', () => {
    const stored = JSON.parse(JSON.stringify(of('FREQ=MONTHLY;COUNT=2', '2026-01-01'))) as Recurrence;
    expect(occurrences(stored, { to: '2030-01-01' })).toEqual(['2026-01-01', '2026-02-01']);
  });
});

describe('nextOccurrence', () => {
  it.each([
    ['FREQ=DAILY', '2020-01-01', '8000-06-01', '8000-06-02'],
    ['FREQ=DAILY;INTERVAL=3;BYMONTH=2', '2020-01-01', '8000-06-01', '8001-02-03'],
    ['FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;BYSETPOS=1', '2020-01-01', '8000-06-01', '8000-06-06'],
    ['FREQ=MONTHLY', '2020-01-31', '8000-06-01', '8000-07-31'],
    ['FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1', '2020-01-31', '8000-06-01', '8000-06-27'],
    ['FREQ=YEARLY;INTERVAL=3', '2020-02-29', '8000-06-01', '8008-02-29'],
    ['FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO', '2020-01-01', '8000-06-01', '8001-05-14'],
    ['FREQ=DAILY;BYMONTH=2;BYMONTHDAY=29;BYDAY=MO', '2020-01-01', '2072-03-01', '2112-02-29'],
  ])('%s from %s, long after', (rule, startDate, after, expected) => {
    const recurrence = of(rule, startDate);
    expect(nextOccurrence(recurrence, after)).toBe(expected);
  });

  it.each([
    'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30',
    'FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30',
    'FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30',
    'FREQ=WEEKLY;BYDAY=MO;BYSETPOS=2',
    'FREQ=WEEKLY;BYMONTH=2;BYDAY=MO;BYSETPOS=2',
    'FREQ=MONTHLY;BYDAY=MO;BYSETPOS=40',
    'FREQ=YEARLY;INTERVAL=4;BYMONTH=2;BYMONTHDAY=29',
    'FREQ=YEARLY;BYWEEKNO=1;BYYEARDAY=100',
    'FREQ=DAILY;INTERVAL=7;BYDAY=TU',
    'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=5',
  ])('%s can never occur, and says so', (rule) => {
    const recurrence = of(rule, '2021-02-01');
    expect(nextOccurrence(recurrence, '2021-02-01')).toBeUndefined();
    expect(occurrences(recurrence, { to: '9999-12-31' })).toEqual([]);
    expect(() => periodOf(recurrence, '2030-01-01')).toThrow(/before the first period/);
  });

  it('ends with the calendar', () => {
    expect(nextOccurrence(of('FREQ=DAILY', '2026-01-01'), '9999-12-30')).toBe('9999-12-31');
    expect(nextOccurrence(of('FREQ=DAILY', '2026-01-01'), '9999-12-31')).toBeUndefined();
  });
});

describe('periodOf', () => {
  it.each([
    ['FREQ=MONTHLY;INTERVAL=6', '2026-01-01', '2026-07-01', '2026-07-01', '2026-12-31'],
    ['FREQ=MONTHLY;INTERVAL=6', '2026-01-01', '2026-12-31', '2026-07-01', '2026-12-31'],
    ['FREQ=MONTHLY', '2028-01-01', '2028-02-10', '2028-02-01', '2028-02-29'],
    ['FREQ=YEARLY', '2024-02-29', '2025-01-01', '2024-02-29', '2028-02-28'],
    ['FREQ=WEEKLY;COUNT=2', '2026-01-01', '2026-01-14', '2026-01-08', '2026-01-14'],
    ['FREQ=WEEKLY;UNTIL=20260108', '2026-01-01', '2026-01-10', '2026-01-08', '2026-01-14'],
    ['FREQ=WEEKLY;COUNT=1', '2026-01-01', '2026-01-01', '2026-01-01', '2026-01-07'],
    ['FREQ=YEARLY;COUNT=1', '2026-01-01', '2026-11-24', '2026-01-01', '2026-12-31'],
    ['FREQ=MONTHLY;COUNT=2', '2027-01-01', '2027-02-10', '2027-02-01', '2027-02-28'],
  ])('%s from %s: %s', (rule, startDate, date, from, to) => {
    expect(periodOf(of(rule, startDate), date)).toEqual({ from, to });
  });

  it('refuses a date outside every period', () => {
    const rule = of('FREQ=WEEKLY;COUNT=2', '2026-01-01');
    expect(() => periodOf(rule, '2025-12-31')).toThrow(/before the first period/);
    expect(() => periodOf(rule, '2026-01-15')).toThrow(/ends on 2026-01-14/);
  });
});

describe('parseRecurrence', () => {
  it('keeps the rule in one form', () => {
    expect(of(' freq=monthly;Interval=6; ', '2026-01-01').rule).toBe('FREQ=MONTHLY;INTERVAL=6');
  });

  it.each([
    ['FREQ=DAILY', '2026-02-30', zone, /"2026-02-30" is not a date/],
    ['FREQ=DAILY', '2026-01-01', 'Asia/Shangai', /Unknown time zone "Asia\/Shangai"/],
    ['FREQ=DAILY;UNTIL=20251231', '2026-01-01', zone, /lies before the start date/],
    ['FREQ=DAILY;UNTIL=20260230', '2026-01-01', zone, /"2026-02-30" is not a date/],
    ['FREQ=DAILY;UNTIL=20260202T256000Z', '2026-01-01', zone, /no such time of day/],
  ])('refuses %s from %s in %s', (rule, startDate, inZone, message) => {
    expect(() => parseRecurrence({ rule, startDate, zone: inZone })).toThrow(message);
  });
});
