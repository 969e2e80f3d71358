import type { OffsetSpec } from './definition.js';
import { ladderOf, ladderSpecFaults, type LadderSpec } from './ladder-spec.js';
import { offsetOf, offsetSpecProblem } from './offset.js';

const ladder = (...offsets: OffsetSpec[]): LadderSpec => ({
  rungs: offsets.map((offset, index) => ({ name: `rung-${index}`, action: 'remind', offset })),
});

describe('a ladder as it is written', () => {
  it('counts in the unit in which all its rungs are written', () => {
    expect(
      ladderOf({
        rungs: [
          { name: 'remind', action: 'remind', offset: { workingDays: -5 } },
          { name: 'escalate-1', action: 'escalate', offset: { workingDays: 3 }, level: 1 },
        ],
      }),
    ).toEqual({
      unit: 'workingDays',
      rungs: [
        { name: 'remind', action: 'remind', offset: -5 },
        { name: 'escalate-1', action: 'escalate', offset: 3, level: 1 },
      ],
    });
    expect(ladderOf(ladder({ calendarDays: -1 }, { calendarDays: 0 })).unit).toBe('calendarDays');
    expect(ladderOf(ladder({ duration: '-PT30M' }, { duration: 'PT0S' }))).toMatchObject({
      unit: 'milliseconds',
      rungs: [{ offset: -1_800_000 }, { offset: 0 }],
    });
  });

  it.each<[string, LadderSpec, string[]]>([
    ['no rung', ladder(), ['/ladder/rungs']],
    [
      'several units',
      ladder({ workingDays: 0 }, { calendarDays: 3 }, { workingDays: 5 }),
      ['/ladder/rungs/1/offset'],
    ],
    [
      'what is no duration',
      ladder({ duration: 'P1M' }, { duration: 'x' }),
      ['/ladder/rungs/0/offset', '/ladder/rungs/1/offset'],
    ],
    ['half a day', ladder({ workingDays: 0.5 }), ['/ladder/rungs/0/offset']],
  ])('is refused with %s, and says where', (_, spec, expected) => {
    expect(ladderSpecFaults(spec, '/ladder').map(({ pointer }) => pointer)).toEqual(expected);
    expect(() => ladderOf(spec)).toThrow(RangeError);
  });
});

describe('an offset as it is written', () => {
  it.each<[OffsetSpec, number]>([
    [{ workingDays: -3 }, -3],
    [{ calendarDays: 0 }, 0],
    [{ duration: 'PT2H' }, 7_200_000],
    [{ duration: 'P1DT1S' }, 86_401_000],
    [{ duration: '-PT0.5S' }, -500],
  ])('%j is %d', (spec, amount) => {
    expect(offsetOf(spec).amount).toBe(amount);
    expect(offsetSpecProblem(spec)).toBeNull();
  });

  it.each<OffsetSpec>([
    { duration: 'P1Y' },
    { duration: 'P1W' },
    { duration: '2 hours' },
    { workingDays: 1.5 },
    { workingDays: NaN },
    { calendarDays: 1_001 },
    { duration: 'P1001D' },
  ])('%j is none that may be counted', (spec) => {
    expect(offsetSpecProblem(spec)).not.toBeNull();
  });
});
