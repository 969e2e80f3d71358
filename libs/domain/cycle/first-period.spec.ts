import { calendarFrom } from '../calendar/calendar-version.js';
import { firstPeriodOf, seriesProblem } from './periods.js';

const calendar = calendarFrom({ id: 'c', version: 1, zone: 'Asia/Shanghai', officialYears: [], days: [] });
const quarters = { rule: 'FREQ=MONTHLY;INTERVAL=3', startDate: '2027-01-01' };

describe('the first period of a cycle', () => {
  it('is the one that contains the adoption, and starts there', () => {
    expect(firstPeriodOf(calendar, { ...quarters, adoptionDate: '2027-02-15' })).toEqual({
      from: '2027-01-01',
      to: '2027-03-31',
      start: '2027-02-14T16:00:00.000Z',
      end: '2027-03-31T15:59:59.999Z',
    });
  });

  it('is whole where the adoption is its first day', () => {
    const period = firstPeriodOf(calendar, { ...quarters, adoptionDate: '2027-04-01' });
    expect(period).toMatchObject({ from: '2027-04-01', start: '2027-03-31T16:00:00.000Z' });
  });

  it('is the first of the series where that begins later', () => {
    const series = { ...quarters, startDate: '2027-07-01', adoptionDate: '2027-02-15' };
    expect(firstPeriodOf(calendar, series)).toMatchObject({
      from: '2027-07-01',
      start: '2027-06-30T16:00:00.000Z',
    });
  });

  it('is never there where the rule gives no day', () => {
    const series = {
      rule: 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30',
      startDate: '2027-01-01',
      adoptionDate: '2027-02-15',
    };
    expect(seriesProblem(calendar, series)).toBe('gives no period after the adoption');
    expect(seriesProblem(calendar, { ...series, rule: 'FREQ=HOURLY' })).toMatch(/shorter than a day/);
    expect(seriesProblem(calendar, { ...series, rule: 'FREQ=YEARLY' })).toBeNull();
  });

  it('is none where the series is over', () => {
    const series = { rule: 'FREQ=YEARLY;COUNT=2', startDate: '2024-01-01', adoptionDate: '2027-02-15' };
    expect(firstPeriodOf(calendar, series)).toBeNull();
  });
});
