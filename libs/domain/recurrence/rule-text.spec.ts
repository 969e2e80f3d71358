import { readRule } from './rule-text.js';

describe('readRule', () => {
  it.each([
    'FREQ=DAILY',
    'freq=monthly;interval=6;',
    'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1',
    'FREQ=YEARLY;BYWEEKNO=1,-1;BYDAY=MO',
    'FREQ=YEARLY;BYDAY=+1MO,-1SU',
    'FREQ=WEEKLY;WKST=SU;UNTIL=20261231T160000Z',
    'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30',
  ])('accepts %s', (rule) => {
    expect(readRule(rule).has('FREQ')).toBe(true);
  });

  it.each([
    ['', /not of the form NAME=VALUE/],
    ['INTERVAL=2', /FREQ is missing: use one of DAILY/],
    ['FREQ=HALFYEARLY', /FREQ=HALFYEARLY is unknown: use one of/],
    ['FREQ=SECONDLY', /shorter than a day/],
    ['FREQ=MINUTELY', /shorter than a day/],
    ['FREQ=HOURLY', /shorter than a day/],
    ['FREQ=DAILY;BYHOUR=9', /BYHOUR is not possible/],
    ['FREQ=DAILY;FREQ=DAILY', /FREQ is given twice/],
    ['FREQ=DAILY;EVERY=2', /EVERY is unknown: use FREQ/],
    ['FREQ=DAILY;toString=2', /TOSTRING is unknown/],
    ['FREQ=DAILY;INTERVAL', /not of the form/],
    ['FREQ=DAILY;INTERVAL=0', /INTERVAL=0 is not valid: give a whole number from 1 to 1000/],
    ['FREQ=DAILY;INTERVAL=1.5', /INTERVAL/],
    ['FREQ=DAILY;COUNT=-1', /COUNT=-1 is not valid/],
    ['FREQ=DAILY;COUNT=1001', /whole number from 1 to 1000/],
    ['FREQ=DAILY;COUNT=2;UNTIL=20270101', /COUNT and UNTIL exclude each other/],
    ['FREQ=DAILY;UNTIL=2027-01-01', /UNTIL=2027-01-01 is not valid: give a date such as 20261231/],
    ['FREQ=WEEKLY;BYDAY=MONDAY', /BYDAY=MONDAY is not valid: give weekdays such as MO,FR/],
    ['FREQ=WEEKLY;BYDAY=XX', /BYDAY=XX/],
    ['FREQ=MONTHLY;BYDAY=0MO', /BYDAY=0MO/],
    ['FREQ=WEEKLY;BYDAY=1MO', /needs FREQ=MONTHLY or FREQ=YEARLY/],
    ['FREQ=YEARLY;BYWEEKNO=1;BYDAY=1MO', /cannot go with BYWEEKNO/],
    ['FREQ=MONTHLY;BYMONTHDAY=32', /numbers from 1 to 31, or -31 to -1/],
    ['FREQ=MONTHLY;BYMONTHDAY=0', /BYMONTHDAY=0/],
    ['FREQ=WEEKLY;BYMONTHDAY=1', /BYMONTHDAY cannot go with FREQ=WEEKLY/],
    ['FREQ=YEARLY;BYMONTH=13', /whole number from 1 to 12/],
    ['FREQ=MONTHLY;BYWEEKNO=3', /BYWEEKNO needs FREQ=YEARLY/],
    ['FREQ=MONTHLY;BYYEARDAY=3', /BYYEARDAY needs FREQ=YEARLY/],
    ['FREQ=MONTHLY;BYSETPOS=1', /BYSETPOS chooses among the days of another part/],
    ['FREQ=WEEKLY;WKST=XX', /WKST=XX/],
    ['DTSTART:20260101\nRRULE:FREQ=DAILY', /give the bare value/],
    ['RRULE:FREQ=DAILY', /give the bare value/],
  ])('refuses %j', (rule, message) => {
    expect(() => readRule(rule)).toThrow(RangeError);
    expect(() => readRule(rule)).toThrow(message);
  });
});
