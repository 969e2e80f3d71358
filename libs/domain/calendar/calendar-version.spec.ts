import { calendarFrom } from './calendar-version.js';
import type { CalendarVersion } from './calendar-version.js';

const version: CalendarVersion = {
  id: 'unit-7',
  version: 3,
  zone: 'Asia/Shanghai',
  officialYears: [2026],
  days: [
    { date: '2026-10-01', working: false, name: '国庆节' },
    { date: '2026-10-10', working: true, name: '国庆节' },
  ],
};

describe('calendarFrom', () => {
  it.each([
    ['2026-10-01', false, '国庆节', false],
    ['2026-10-09', true, undefined, false],
    ['2026-10-10', true, '国庆节', false],
    ['2026-10-11', false, undefined, false],
    ['2027-10-01', true, undefined, true],
    ['2025-10-04', false, undefined, true],
  ])('%s', (date, working, name, provisional) => {
    const calendar = calendarFrom(version);
    expect(calendar.isWorkingDay(date)).toBe(working);
    expect(calendar.nameOf(date)).toBe(name);
    expect(calendar.isProvisional(date)).toBe(provisional);
  });

  it('keeps id, version and zone', () => {
    expect(calendarFrom(version)).toMatchObject({ id: 'unit-7', version: 3, zone: 'Asia/Shanghai' });
  });

  it.each(['Asia/Shangai', '+08:00', ''])('refuses the zone %j by its name', (zone) => {
    expect(() => calendarFrom({ ...version, zone })).toThrow(`Unknown time zone "${zone}"`);
  });

  it('refuses a date that does not exist or is given twice', () => {
    const day = { working: true, name: '' };
    expect(() => calendarFrom({ ...version, days: [{ ...day, date: '2026-02-30' }] })).toThrow(/2026-02-30/);
    const twice = [...version.days, { ...day, date: '2026-10-10' }];
    expect(() => calendarFrom({ ...version, days: twice })).toThrow(/gives 2026-10-10 twice/);
  });
});
