import { officialYears, seedDays } from './chinese-calendar.js';
import { weekdayOf } from './plain-date.js';

describe('officialYears', () => {
  it('names the years with a list', () => {
    expect(officialYears(2002, 2006)).toEqual([2004, 2005, 2006]);
    expect(officialYears(2024, 2026)).toEqual([2024, 2025, 2026]);
    expect(officialYears(2090, 2099)).toEqual([]);
  });

  it.each([
    [2027, 2026],
    [2026.5, 2027],
    [0, 1],
    [9999, 10_000],
  ])('refuses %d to %d', (from, to) => {
    expect(() => officialYears(from, to)).toThrow(RangeError);
  });
});

describe('seedDays', () => {
  const days = new Map(seedDays(2004, 2026).map((day) => [day.date, day]));

  it.each([
    ['2026-10-10', true, '国庆节'],
    ['2026-09-20', true, '国庆节'],
    ['2026-02-14', true, '春节'],
    ['2026-02-16', false, '春节'],
    ['2026-10-03', false, '国庆节'],
    ['2026-01-02', false, '元旦'],
    ['2018-12-31', false, '元旦'],
    ['2018-12-29', true, '元旦'],
  ])('%s', (date, working, name) => {
    expect(days.get(date)).toEqual({ date, working, name });
  });

  it('holds every day once, in order, and no ordinary one', () => {
    const dates = seedDays(2004, 2026).map((day) => day.date);
    expect(dates).toEqual([...new Set(dates)].sort());
    for (const { date, working, name } of days.values()) {
      expect(name).toMatch(/^[\p{Script=Han}\d]+$/u);
      if (working) expect(weekdayOf(date)).toBeGreaterThan(5);
    }
    expect(days.has('2026-10-09')).toBe(false);
    expect(days.has('2026-10-11')).toBe(false);
  });

  it('gives the days of the regulation where there is no list yet', () => {
    expect(seedDays(2090, 2090).map(({ date, working, name }) => [date, working, name])).toEqual([
      ['2090-01-01', false, '元旦'],
      ['2090-01-29', false, '春节'],
      ['2090-01-30', false, '春节'],
      ['2090-01-31', false, '春节'],
      ['2090-02-01', false, '春节'],
      ['2090-04-04', false, '清明'],
      ['2090-05-01', false, '劳动节'],
      ['2090-05-02', false, '劳动节'],
      ['2090-06-02', false, '端午'],
      ['2090-09-08', false, '中秋'],
      ['2090-10-01', false, '国庆节'],
      ['2090-10-02', false, '国庆节'],
      ['2090-10-03', false, '国庆节'],
    ]);
  });

  it('gives nothing before the first list', () => {
    expect(seedDays(1990, 2003)).toEqual([]);
  });
});
