import { isOffset } from './offset.js';

it.each([
  { workingDays: 3 },
  { calendarDays: 3_660 },
  { duration: 'PT2H' },
  { duration: 'P1DT12H' },
  { duration: 'PT0.5S' },
])('%j is a distance ahead', (value) => expect(isOffset(value, 'positive')).toBe(true));

it.each([{ workingDays: -3 }, { calendarDays: 0 }, { duration: '-PT2H' }])(
  '%j counts only where both ways do',
  (value) => {
    expect(isOffset(value, 'any')).toBe(true);
    expect(isOffset(value, 'positive')).toBe(false);
  },
);

it.each([{ workingDays: 0 }, { duration: 'PT0S' }])('%j is no distance, where none is allowed', (value) => {
  expect(isOffset(value, 'not-negative')).toBe(true);
  expect(isOffset(value, 'positive')).toBe(false);
});

it.each([
  {},
  { workingDays: 1.5 },
  { workingDays: '3' },
  { workingDays: 1e9 },
  { workingDays: null },
  { workingDays: 1, calendarDays: 1 },
  { duration: 'P1M' },
  { duration: 'P1Y' },
  { duration: '2 hours' },
  { duration: 'PT999999999999H' },
  { duration: `PT${'9'.repeat(100)}H` },
  { hours: 2 },
  'PT2H',
  [],
  null,
])('%j is none at all', (value) => expect(isOffset(value, 'any')).toBe(false));
