import { plusMs } from '../time.js';
import { addOffset, atTime, dateOf, dayOf, distance, endOfDay, roundUpToDays } from './arithmetic.js';
import type { WorkingCalendar } from './calendar.js';
import { calendarFrom } from './calendar-version.js';
import { officialYears, seedDays } from './chinese-calendar.js';

const china = calendarFrom({
  id: 'cn',
  version: 1,
  zone: 'Asia/Shanghai',
  officialYears: officialYears(2020, 2030),
  days: seedDays(2020, 2030),
});
const inZone = (zone: string): WorkingCalendar =>
  calendarFrom({ id: zone, version: 1, zone, officialYears: [], days: [] });
const hoursOf = (zone: string, date: string): number => {
  const { start, end } = dayOf(inZone(zone), date);
  return (Date.parse(end) + 1 - Date.parse(start)) / 3_600_000;
};

describe('days in a zone', () => {
  it.each([
    ['Asia/Shanghai', '2026-10-10', 24],
    ['America/New_York', '2026-03-08', 23],
    ['America/New_York', '2026-11-01', 25],
    ['Australia/Lord_Howe', '2026-04-05', 24.5],
    ['America/Sao_Paulo', '2018-11-04', 23],
    ['Africa/Cairo', '2026-04-24', 23],
    ['Pacific/Apia', '2011-12-30', 0],
    ['Pacific/Apia', '2011-12-31', 24],
  ])('%s %s has %d hours', (zone, date, hours) => {
    expect(hoursOf(zone, date)).toBe(hours);
  });

  it.each([
    ['Asia/Shanghai', '2026-10-10', '2026-10-09T16:00:00.000Z', '2026-10-10T15:59:59.999Z'],
    // Midnight does not exist: the day starts at 01:00.
    ['America/Sao_Paulo', '2018-11-04', '2018-11-04T03:00:00.000Z', '2018-11-05T01:59:59.999Z'],
    // Midnight comes twice: the day starts with the first.
    ['America/Havana', '2026-11-01', '2026-11-01T04:00:00.000Z', '2026-11-02T04:59:59.999Z'],
  ])('%s %s', (zone, date, start, end) => {
    expect(dayOf(inZone(zone), date)).toEqual({ date, start, end });
    expect(endOfDay(inZone(zone), date)).toBe(end);
  });

  it.each([
    ['2026-10-09T15:59:59.999Z', '2026-10-09'],
    ['2026-10-09T16:00:00.000Z', '2026-10-10'],
    ['2026-12-31T16:00:00.000Z', '2027-01-01'],
  ])('%s is on %s in Shanghai', (instant, date) => {
    expect(dateOf(china, instant)).toBe(date);
  });

  it.each([
    ['Asia/Shanghai', '2026-10-10', '09:30', '2026-10-10T01:30:00.000Z'],
    ['America/New_York', '2026-03-08', '02:30', '2026-03-08T07:30:00.000Z'],
    ['America/New_York', '2026-11-01', '01:30', '2026-11-01T05:30:00.000Z'],
    ['America/Sao_Paulo', '2018-11-04', '00:00', '2018-11-04T03:00:00.000Z'],
  ])('in %s on %s at %s', (zone, date, time, expected) => {
    expect(atTime(inZone(zone), date, time)).toBe(expected);
  });

  it.each(['24:00', '9:30', '09:60', '09:30:00', ''])('refuses the time %j', (time) => {
    expect(() => atTime(china, '2026-10-10', time)).toThrow(/write HH:mm/);
  });

  it('refuses what is no date and no instant', () => {
    expect(() => dayOf(china, '2026-02-29')).toThrow(/"2026-02-29" is not a date/);
    expect(() => dateOf(china, 'yesterday')).toThrow(/"yesterday" is not an instant/);
    expect(() => endOfDay(inZone('America/New_York'), '9999-12-31')).toThrow(/outside the years/);
  });
});

describe('addOffset', () => {
  it.each([
    ['the next working day', '2026-09-28', 1, '2026-09-29'],
    ['over National Day to the make-up Saturday', '2026-09-30', 3, '2026-10-10'],
    ['over the Spring Festival, with a make-up Saturday before it', '2026-02-13', 2, '2026-02-24'],
    ['back over National Day', '2026-10-08', -1, '2026-09-30'],
    ['from a holiday forwards', '2026-10-02', 1, '2026-10-08'],
    ['from a holiday backwards', '2026-10-02', -1, '2026-09-30'],
    ['over New Year', '2025-12-31', 1, '2026-01-04'],
    ['back over New Year', '2026-01-04', -1, '2025-12-31'],
    ['0 on a working day', '2026-09-30', 0, '2026-09-30'],
    ['0 on a holiday', '2026-10-02', 0, '2026-10-08'],
  ])('working days: %s', (_name, date, amount, expected) => {
    const from = atTime(china, date, '10:00');
    expect(addOffset(china, from, { unit: 'workingDays', amount })).toBe(endOfDay(china, expected));
  });

  it.each([
    ['2026-12-31', 1, '2027-01-01'],
    ['2028-03-01', -1, '2028-02-29'],
    ['2026-10-02', 0, '2026-10-02'],
  ])('calendar days: %s and %d', (date, amount, expected) => {
    const from = atTime(china, date, '23:59');
    expect(addOffset(china, from, { unit: 'calendarDays', amount })).toBe(endOfDay(china, expected));
  });

  it('adds milliseconds as they are', () => {
    const from = '2026-10-10T00:00:00.000Z';
    expect(addOffset(china, from, { unit: 'milliseconds', amount: -1 })).toBe('2026-10-09T23:59:59.999Z');
  });

  it.each([
    ['workingDays', 1.5, /whole workingDays/],
    ['workingDays', NaN, /whole workingDays/],
    ['workingDays', 4_001, /up to 4000/],
    ['workingDays', -4_001, /up to 4000/],
    ['calendarDays', 36_526, /too long/],
    ['milliseconds', 0.5, /whole milliseconds/],
    ['milliseconds', Number.MAX_SAFE_INTEGER, /outside the years/],
  ] as const)('refuses %s %d', (unit, amount, message) => {
    expect(() => addOffset(china, '2026-10-10T00:00:00.000Z', { unit, amount })).toThrow(RangeError);
    expect(() => addOffset(china, '2026-10-10T00:00:00.000Z', { unit, amount })).toThrow(message);
  });

  it.each([1, -1, 0])('ends on a calendar without working days (%d)', (amount) => {
    const never: WorkingCalendar = { ...china, id: 'never', isWorkingDay: () => false };
    const began = performance.now();
    expect(() => addOffset(never, '2026-10-10T00:00:00.000Z', { unit: 'workingDays', amount })).toThrow(
      /never version 1 has not 1 working days within 100 years/,
    );
    expect(performance.now() - began).toBeLessThan(10_000);
  });
});

describe('distance', () => {
  it.each([
    ['2026-09-30', '2026-10-10', 3],
    ['2026-10-10', '2026-09-30', -3],
    ['2026-10-02', '2026-09-30', -1],
    ['2026-10-03', '2026-10-04', 0],
    ['2026-10-04', '2026-10-03', 0],
    ['2026-10-10', '2026-10-10', 0],
    // 248 working days of 2026, the first of January not among them.
    ['2025-12-31', '2026-12-31', 248],
  ])('working days from %s to %s', (from, to, expected) => {
    expect(distance(china, atTime(china, from, '12:00'), atTime(china, to, '08:00'), 'workingDays')).toBe(
      expected,
    );
  });

  it('counts dates, and milliseconds', () => {
    expect(distance(china, '2026-10-09T15:59:59.999Z', '2026-10-09T16:00:00.000Z', 'calendarDays')).toBe(1);
    expect(distance(china, '2026-10-09T16:00:00.000Z', '2026-10-09T15:59:59.999Z', 'milliseconds')).toBe(-1);
  });

  it('refuses absurd spans of working days', () => {
    const far = '2099-01-01T00:00:00.000Z';
    expect(() => distance(china, '2026-01-01T00:00:00.000Z', far, 'workingDays')).toThrow(/at most 4000/);
    expect(() => distance(china, far, '1900-01-01T00:00:00.000Z', 'workingDays')).toThrow(/at most 4000/);
  });
});

describe('roundUpToDays', () => {
  it.each([
    [0, 0],
    [1, 1],
    [86_400_000, 1],
    [86_400_001, 2],
  ])('%d ms are %d days', (ms, days) => {
    expect(roundUpToDays(ms)).toBe(days);
  });

  it.each([-1, NaN, Infinity])('refuses %d', (ms) => {
    expect(() => roundUpToDays(ms)).toThrow(RangeError);
  });
});

it('does 10,000 computations in well under a second', () => {
  const began = performance.now();
  for (let index = 0; index < 10_000; index += 1) {
    const from = plusMs('2026-01-01T00:00:00.000Z', index * 3_600_000);
    const due = addOffset(china, from, { unit: 'workingDays', amount: (index % 1_000) - 500 });
    distance(china, from, due, 'workingDays');
  }
  expect(performance.now() - began).toBeLessThan(10_000);
});
