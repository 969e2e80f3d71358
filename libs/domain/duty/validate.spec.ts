import {
  BY_SUPERIOR,
  dutyOf,
  LEADING,
  MINUTES,
  named,
  ORDINARY,
  stageOf,
  WINDOW,
} from '../../../test/support/domain/duties.js';
import type { DutyDefinition, Ladder, ReviewDefinition, Rung, StageDefinition } from './definition.js';
import { validateDuty } from './validate.js';
import { validateLadder } from './validate-ladder.js';

const pointers = (duty: DutyDefinition) => validateDuty(duty).map(({ pointer }) => pointer);
const stagePointers = (changes: Partial<StageDefinition>) => pointers(dutyOf([stageOf(changes)]));
const title = { zh: '证据', en: 'Evidence' };

describe('a duty that may be published', () => {
  it.each<[string, DutyDefinition]>([
    ['ends in a launch file', dutyOf([stageOf({ ladder: LEADING })])],
    ['ends in a lapse', dutyOf([stageOf({ ladder: ORDINARY })])],
    ['counts minutes', dutyOf([stageOf({ ladder: MINUTES })])],
    ['is a right', dutyOf([stageOf({ kind: 'right', ladder: WINDOW })])],
    ['is reviewed', dutyOf([stageOf({ review: BY_SUPERIOR })])],
    [
      'is opened by hand, tells people apart, and sets limits of its own',
      dutyOf(
        [
          stageOf({ name: 'draft', effortMinutes: 30 }),
          stageOf({
            name: 'approval',
            otherPersonThan: ['draft'],
            meeting: 'extract',
            tracksDecisions: true,
          }),
        ],
        {
          occurrence: { openedBy: ['department-head'], fromIntake: true },
          limits: { maxExtensions: 1, maxExtensionWorkingDays: 22 },
          sharesItemWith: ['risk-analysis'],
        },
      ),
    ],
    ['is due at an instant', dutyOf([stageOf({ due: { at: '2026-10-15T10:00:00+08:00' } })])],
    [
      'is a topic study',
      dutyOf(
        ['agenda', 'meeting', 'minutes', 'confirmation'].map((name) => stageOf({ name })),
        { procedure: 'topic-study' },
      ),
    ],
    [
      'is a bulletin',
      dutyOf(
        ['draft', 'sign-off', 'issue', 'acknowledgement'].map((name) => stageOf({ name })),
        { procedure: 'bulletin' },
      ),
    ],
  ])('%s', (_, duty) => {
    expect(validateDuty(duty)).toEqual([]);
  });
});

describe('a duty with a fault', () => {
  it.each<[string, DutyDefinition, string[]]>([
    ['a key that is no name', dutyOf([stageOf()], { key: 'Not A Name' }), ['/key']],
    ['a row that is none', dutyOf([stageOf()], { row: 0 }), ['/row']],
    ['an empty title', dutyOf([stageOf()], { title: { zh: ' ', en: 'Test' } }), ['/title/zh']],
    [
      'a basis without a source',
      dutyOf([stageOf()], { basis: { source: { zh: '计划', en: '' }, strength: 'required' } }),
      ['/basis/source/en'],
    ],
    ['no stage', dutyOf([]), ['/stages']],
    ['nobody to open it', dutyOf([stageOf()], { occurrence: { openedBy: [] } }), ['/occurrence/openedBy']],
    [
      'an opener of no kind',
      dutyOf([stageOf()], { occurrence: { openedBy: ['A Head'] } }),
      ['/occurrence/openedBy/0'],
    ],
    [
      'a limit below nothing',
      dutyOf([stageOf()], { limits: { maxExtensions: -1 } }),
      ['/limits/maxExtensions'],
    ],
    ['an item shared with no duty', dutyOf([stageOf()], { sharesItemWith: [''] }), ['/sharesItemWith/0']],
    [
      'people told apart from a stage that comes later',
      dutyOf([stageOf({ name: 'a', otherPersonThan: ['b'] }), stageOf({ name: 'b' })]),
      ['/stages/0/otherPersonThan/0'],
    ],
    [
      'decisions that the procedure would not track',
      dutyOf([stageOf({ name: 'draft', tracksDecisions: true })], { procedure: 'bulletin' }),
      ['/stages', '/stages', '/stages', '/stages/0/tracksDecisions'],
    ],
    [
      'more work than a stage can take',
      dutyOf([stageOf({ effortMinutes: 5_000 })]),
      ['/stages/0/effortMinutes'],
    ],
    [
      'more stages than can be',
      dutyOf(Array.from({ length: 41 }, (_, index) => stageOf({ name: `stage-${index}` }))),
      ['/stages'],
    ],
    ['two stages of one name', dutyOf([stageOf(), stageOf()]), ['/stages/1/name']],
    ['a stage whose name could break a key', dutyOf([stageOf({ name: 'a/b' })]), ['/stages/0/name']],
    [
      'a procedure that lacks a stage, and has one too many',
      dutyOf(
        ['agenda', 'meeting', 'minutes', 'lunch'].map((name) => stageOf({ name })),
        { procedure: 'topic-study' },
      ),
      ['/stages', '/stages/3/name'],
    ],
    [
      'a procedure that there is not',
      dutyOf([stageOf()], { procedure: 'magic' as DutyDefinition['procedure'] }),
      ['/procedure'],
    ],
  ])('says where: %s', (_, duty, expected) => {
    expect(pointers(duty)).toEqual(expected);
  });

  it('says all of them at once', () => {
    expect(pointers(dutyOf([stageOf({ title: { zh: '', en: '' } })], { key: '', row: -1 }))).toEqual([
      '/key',
      '/row',
      '/stages/0/title/zh',
      '/stages/0/title/en',
    ]);
  });
});

describe('a stage with a fault', () => {
  it.each<[string, Partial<StageDefinition>, string[]]>([
    ['nobody owes', { parties: { named: [] } }, ['/stages/0/parties/named']],
    ['somebody owes twice', { parties: named('head-a', 'head-a') }, ['/stages/0/parties/named/1/id']],
    ['a party without an id', { parties: named('') }, ['/stages/0/parties/named/0/id']],
    ['a kind that is none', { parties: { posts: '' } }, ['/stages/0/parties/posts']],
    ['due on a day that does not exist', { due: { at: '2026-02-30' } }, ['/stages/0/due/at']],
    ['due when nobody lives any more', { due: { at: '9999-12-31' } }, ['/stages/0/due/at']],
    ['due at no instant', { due: { at: '2026-10-15T10:00' } }, ['/stages/0/due/at']],
    [
      'due before it opens',
      { due: { from: 'stage-opening', offset: { workingDays: 0 } } },
      ['/stages/0/due/offset'],
    ],
    [
      'due in half days',
      { due: { from: 'period-end', offset: { workingDays: 0.5 } } },
      ['/stages/0/due/offset'],
    ],
    ['due in months', { due: { from: 'period-end', offset: { duration: 'P1M' } } }, ['/stages/0/due/offset']],
    [
      'due in centuries',
      { due: { from: 'period-end', offset: { calendarDays: 100_000 } } },
      ['/stages/0/due/offset'],
    ],
    [
      'evidence that is asked for twice',
      {
        evidence: [
          { name: 'photo', title },
          { name: 'photo', title },
        ],
      },
      ['/stages/0/evidence/1/name'],
    ],
    [
      'a right that is reviewed',
      { kind: 'right', ladder: WINDOW, review: BY_SUPERIOR },
      ['/stages/0/review'],
    ],
  ])('says where: %s', (_, changes, expected) => {
    expect(stagePointers(changes)).toEqual(expected);
  });

  it.each<[string, Partial<ReviewDefinition>, string[]]>([
    ['by nobody', { by: { post: '' } }, ['/stages/0/review/by']],
    ['by a post without an id', { by: { named: '' } }, ['/stages/0/review/by']],
    ['within no time', { within: { workingDays: 0 } }, ['/stages/0/review/within']],
    ['within less than no time', { within: { duration: '-PT1H' } }, ['/stages/0/review/within']],
    ['within what is no time', { within: { duration: 'soon' } }, ['/stages/0/review/within']],
    [
      'with the ladder of a right',
      { ladder: WINDOW },
      ['/stages/0/review/ladder/rungs/1/action', '/stages/0/review/ladder/rungs'],
    ],
  ])('says where a review is wrong: %s', (_, changes, expected) => {
    expect(stagePointers({ review: { ...BY_SUPERIOR, ...changes } })).toEqual(expected);
  });
});

describe('a ladder with a fault', () => {
  const of = (
    kind: 'duty' | 'right',
    ...rungs: (Partial<Rung> & Pick<Rung, 'action'>)[]
  ): Ladder & { kind: 'duty' | 'right' } => ({
    kind,
    unit: 'workingDays',
    rungs: rungs.map((rung, index) => ({ name: `rung-${index}`, offset: index, ...rung })),
  });
  const overdue = { action: 'overdue', offset: 0 } as const;
  const lapse = { action: 'lapse', offset: 9 } as const;
  const close = { action: 'close', offset: 0 } as const;

  it.each<[string, ReturnType<typeof of>, string[]]>([
    ['has no rung', of('duty'), ['/rungs']],
    ['has a rung twice', of('duty', { ...overdue, name: 'rung-1' }, lapse), ['/rungs/1/name']],
    [
      'goes back',
      of('duty', overdue, { action: 'escalate', level: 1, offset: 9 }, lapse),
      ['/rungs/2/offset'],
    ],
    ['counts in halves', of('duty', overdue, { ...lapse, offset: 1.5 }), ['/rungs/1/offset']],
    ['spans too much', of('duty', overdue, { ...lapse, offset: 1_001 }), ['/rungs/1/offset']],
    ['is never overdue', of('duty', { action: 'remind', offset: -1 }, lapse), ['/rungs']],
    [
      'is overdue twice',
      of('duty', overdue, { action: 'overdue', offset: 1 }, lapse),
      ['/rungs/1/action', '/rungs'],
    ],
    [
      'is overdue before it is due',
      of('duty', { action: 'overdue', offset: -1 }, lapse),
      ['/rungs/0/action'],
    ],
    ['does not end', of('duty', overdue, { action: 'escalate', level: 1 }), ['/rungs/1/action']],
    ['ends before its end', of('duty', overdue, { action: 'lapse' }, lapse), ['/rungs/1/action']],
    ['ends in the way of a right', of('duty', overdue, { action: 'close' }), ['/rungs/1/action']],
    ['escalates to nowhere', of('duty', overdue, { action: 'escalate' }, lapse), ['/rungs/1/level']],
    [
      'escalates to the ground',
      of('duty', overdue, { action: 'escalate', level: 0 }, lapse),
      ['/rungs/1/level'],
    ],
    [
      'escalates downward',
      of('duty', overdue, { action: 'escalate', level: 2 }, { action: 'escalate', level: 2 }, lapse),
      ['/rungs/2/level'],
    ],
    [
      'escalates what is not due yet',
      of('duty', { action: 'escalate', level: 1, offset: -1 }, overdue, lapse),
      ['/rungs/0/action'],
    ],
    ['has a level where none belongs', of('duty', { ...overdue, level: 1 }, lapse), ['/rungs/0/level']],
    ['presses to use a right', of('right', { action: 'overdue', offset: -1 }, close), ['/rungs/0/action']],
    [
      'escalates a right',
      of('right', { action: 'escalate', level: 1, offset: -1 }, close),
      ['/rungs/0/action'],
    ],
    ['never closes a right', of('right', { action: 'remind', offset: -1 }), ['/rungs/0/action']],
    ['ends a right in a lapse', of('right', { action: 'remind', offset: -1 }, lapse), ['/rungs/1/action']],
    ['closes a right later', of('right', { ...close, offset: 1 }), ['/rungs/0/action']],
  ])('says where: it %s', (_, { kind, ...ladder }, expected) => {
    expect(validateLadder(ladder, kind, '').map(({ pointer }) => pointer)).toEqual(expected);
  });

  it('has at most twenty rungs', () => {
    const rungs = Array.from(
      { length: 19 },
      (_, index) => ({ action: 'remind', offset: index - 30 }) as const,
    );
    expect(
      validateLadder(of('duty', ...rungs, overdue, lapse), 'duty', '').map(({ pointer }) => pointer),
    ).toEqual(['/rungs']);
  });
});
