import {
  isDueRule,
  isKindRule,
  isOffsetSpec,
  isPartyRule,
  isReviewerKindRule,
  isReviewerRule,
} from './shapes.js';

const offset = { workingDays: -5 };
const nothing = [undefined, null, 1, 'text', [], {}, { a: 1 }];

describe('the shape', () => {
  it.each([
    ['an offset', isOffsetSpec, [offset, { calendarDays: 0 }, { duration: 'PT2H' }, { duration: '-P1D' }]],
    [
      'a rule by kind',
      isKindRule,
      [
        { posts: 'clerk' },
        { nearest: 'clerk' },
        { ownersOf: 'channels' },
        { membersOf: 'group' },
        { body: 'group' },
      ],
    ],
    [
      'a party rule',
      isPartyRule,
      [{ posts: 'clerk' }, { named: [{ kind: 'post', id: 'p.1' }] }, { named: [] }],
    ],
    ['a due rule', isDueRule, [{ from: 'period-end', offset }, { at: '2027-01-01' }]],
    ['a reviewer by kind', isReviewerKindRule, ['superior', { post: 'clerk' }]],
    ['a reviewer', isReviewerRule, ['superior', { post: 'clerk' }, { named: 'p1' }]],
  ])('of %s is told from everything else', (_, isIt, examples) => {
    for (const example of examples) expect({ example, isIt: isIt(example) }).toEqual({ example, isIt: true });
    for (const other of nothing) expect({ other, isIt: isIt(other) }).toEqual({ other, isIt: false });
    for (const example of examples) {
      const more = typeof example === 'object' ? { ...example, more: 1 } : `${example} more`;
      expect({ more, isIt: isIt(more) }).toEqual({ more, isIt: false });
    }
  });

  it.each([
    [isOffsetSpec, { workingDays: 1.5 }],
    [isOffsetSpec, { workingDays: '1' }],
    [isOffsetSpec, { workingDays: 100_000 }],
    [isOffsetSpec, { calendarDays: Infinity }],
    [isOffsetSpec, { duration: 'P1M' }],
    [isOffsetSpec, { duration: 'two hours' }],
    [isOffsetSpec, { duration: `PT${'0'.repeat(50)}S` }],
    [isKindRule, { posts: 'Not A Kind' }],
    [isKindRule, { posts: ['clerk'] }],
    [isKindRule, { named: [] }],
    [isPartyRule, { named: [{ kind: 'unit', id: 'x' }] }],
    [isPartyRule, { named: [{ kind: 'post', id: '' }] }],
    [isPartyRule, { named: [{ kind: 'post', id: 'x', more: 1 }] }],
    [isPartyRule, { named: { kind: 'post', id: 'x' } }],
    [isDueRule, { from: 'period-middle', offset }],
    [isDueRule, { from: 'period-end', offset: { weeks: 1 } }],
    [isDueRule, { from: 'period-end' }],
    [isDueRule, { at: 5 }],
    [isReviewerKindRule, { named: 'p1' }],
    [isReviewerRule, 'inferior'],
    [isReviewerRule, { post: '' }],
  ])('%p: no to %j', (isIt, value) => expect(isIt(value)).toBe(false));
});
