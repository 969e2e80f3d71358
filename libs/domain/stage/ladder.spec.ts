import { china, shanghai } from '../../../test/support/domain/calendars.js';
import { addOffset } from '../calendar/arithmetic.js';
import { keepDistance } from './ladder.js';
import type { PlannedRung } from './state.js';

const FROM = shanghai('2026-10-12 10:00');
const counted = (days: number) => addOffset(china, FROM, { unit: 'workingDays', amount: days });
const rung = (name: string, offset: number, at: string): PlannedRung => ({
  name,
  action: 'escalate',
  offset,
  at,
});
const overdue = rung('overdue', 0, shanghai('2026-10-09 10:00'));
const keep = (rest: readonly PlannedRung[]) =>
  keepDistance(china, 'workingDays', overdue, rest, FROM, 'late-firing');

it('rungs that keep their distance count from the same instant, also one that happens to stay where it was', () => {
  const rest = [rung('first', 2, shanghai('2026-10-13 23:59')), rung('second', 3, counted(3))];
  const kept = keep(rest);
  expect(kept.map(({ at }) => at)).toEqual([counted(2), counted(3)]);
  // Otherwise another calendar would move the first by one rule and the second by another, past each other.
  expect(kept.map(({ moved }) => moved?.from)).toEqual([FROM, FROM]);
});

it('rungs that all stay where they were are as they were', () => {
  const rest = [rung('first', 2, counted(2)), rung('second', 3, counted(3))];
  expect(keep(rest)).toEqual(rest);
});
