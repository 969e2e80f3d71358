import type { Ladder, OffsetSpec } from './definition.js';
import { ladderOf, ladderSpecOf } from './ladder-spec.js';
import { offsetOf, offsetSpecOf } from './offset.js';

describe('an offset as it is written', () => {
  it.each<[OffsetSpec, OffsetSpec]>([
    [{ workingDays: -5 }, { workingDays: -5 }],
    [{ calendarDays: 0 }, { calendarDays: 0 }],
    [{ duration: 'PT90M' }, { duration: 'PT1H30M' }],
    [{ duration: '-PT30S' }, { duration: '-PT30S' }],
    [{ duration: 'P2D' }, { duration: 'PT48H' }],
    [{ duration: 'PT0S' }, { duration: 'PT0S' }],
    [{ duration: 'PT0.25S' }, { duration: 'PT0.25S' }],
  ])('%j is written %j', (given, written) => {
    expect(offsetSpecOf(offsetOf(given))).toEqual(written);
    expect(offsetOf(written)).toEqual(offsetOf(given));
  });
});

it('a ladder reads back as it was written', () => {
  const ladder: Ladder = {
    unit: 'milliseconds',
    rungs: [
      { name: 'remind', action: 'remind', offset: -60_000 },
      { name: 'overdue', action: 'overdue', offset: 0 },
      { name: 'escalate-1', action: 'escalate', offset: 30_500, level: 1 },
    ],
  };
  expect(ladderOf(ladderSpecOf(ladder))).toEqual(ladder);
});
