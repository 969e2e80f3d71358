import { shanghai } from '../../../test/support/domain/calendars.js';
import { Court } from '../../../test/support/domain/court.js';
import { briefOf, BY_SUPERIOR, dutyOf, named, stageOf } from '../../../test/support/domain/duties.js';
import { Play, type Said } from '../../../test/support/domain/play.js';

const submit: Said = { kind: 'submit', evidence: [] };

/** A text is drafted by head-a, approved by head-b, and looked at for secrecy by head-c: each of them another person. */
const STAGES = [
  stageOf({ name: 'draft', parties: named('head-a') }),
  stageOf({ name: 'approval', parties: named('head-b'), otherPersonThan: ['draft'] }),
  stageOf({ name: 'secrecy', parties: named('head-c'), otherPersonThan: ['draft', 'approval'] }),
];

const reach = (court: Court, ...handIns: [officer: string, asClerk: boolean][]): Play => {
  const play = new Play(briefOf(dutyOf(STAGES)), { court });
  for (const [index, [officer, asClerk]] of handIns.entries()) {
    expect(play.tell(`2026-10-12 1${index}:00`, officer, submit, asClerk)).toBeNull();
    play.step(`2026-10-12 1${index}:01`, { kind: 'open-stage', stage: STAGES[index + 1]!.name } as never);
  }
  return play;
};

const AT = '2026-10-13 10:00';

it('different people hand in one stage after the other', () => {
  const play = reach(new Court(), ['o-head-a', false], ['o-head-b', false]);
  expect(play.tell(AT, 'o-head-c', submit)).toBeNull();
});

it.each<[string, Court, [string, boolean][], [string, boolean], string | null]>([
  [
    'holds both posts',
    new Court().holds('head-b', 'o-head-a'),
    [['o-head-a', false]],
    ['o-head-a', false],
    'same-person',
  ],
  [
    'holds the first and the last post',
    new Court().holds('head-c', 'o-head-a'),
    [
      ['o-head-a', false],
      ['o-head-b', false],
    ],
    ['o-head-a', false],
    'same-person',
  ],
  ['is the clerk of both', new Court(), [['o-clerk', true]], ['o-clerk', true], 'same-person'],
  ['is one of two clerks', new Court(), [['o-clerk', true]], ['o-other', true], null],
  [
    'had both handed in, by two clerks',
    new Court().holds('head-b', 'o-head-a'),
    [['o-clerk', true]],
    ['o-other', true],
    'same-person',
  ],
  [
    'had the first handed in for them',
    new Court().holds('head-b', 'o-head-a'),
    [['o-clerk', true]],
    ['o-head-a', false],
    'same-person',
  ],
  [
    'stands in for who owes the second',
    new Court().isAway('o-head-b', 'o-head-a', shanghai('2026-10-13')),
    [['o-head-a', false]],
    ['o-head-a', false],
    'same-person',
  ],
  ['is no party of the second at all', new Court(), [['o-head-a', false]], ['o-head-a', false], 'not-yours'],
])('whoever %s: the answer', (_, court, before, [officer, asClerk], refusal) => {
  expect(reach(court, ...before).tell(AT, officer, submit, asClerk)).toBe(refusal);
});

it('whoever is above takes over where all who owe a stage are kept apart from it', () => {
  const court = new Court().holds('head-b', 'o-head-a');
  const play = reach(court, ['o-head-a', false]);
  expect(play.tell(AT, 'o-vice-2', submit)).toBe('not-yours');
  expect(play.tell(AT, 'o-vice-1', submit)).toBeNull();
  const free = reach(new Court(), ['o-head-a', false]);
  expect(free.tell(AT, 'o-vice-1', submit)).toBe('not-yours');
});

it('nobody reviews a stage from which they are kept apart', () => {
  const stages = [
    stageOf({ name: 'draft', parties: named('vice-1') }),
    stageOf({ name: 'approval', parties: named('head-a'), otherPersonThan: ['draft'], review: BY_SUPERIOR }),
  ];
  const play = new Play(briefOf(dutyOf(stages)));
  expect(play.tell('2026-10-12 10:00', 'o-vice-1', submit)).toBeNull();
  play.step('2026-10-12 10:01', { kind: 'open-stage', stage: 'approval' } as never);
  expect(play.tell('2026-10-12 10:02', 'o-head-a', submit)).toBeNull();
  const accept: Said = { kind: 'review', stage: 'approval', verdict: 'accept', reason: null };
  expect(play.tell('2026-10-12 10:03', 'o-vice-1', accept)).toBe('same-person');
  expect(play.tell('2026-10-12 10:04', 'o-president', accept)).toBeNull();
});

it('what was returned is told apart from whoever handed it in again', () => {
  const stages = [
    stageOf({ name: 'draft', parties: named('head-a', 'head-b'), review: BY_SUPERIOR }),
    stageOf({ name: 'approval', parties: named('head-a'), otherPersonThan: ['draft'] }),
  ];
  const play = new Play(briefOf(dutyOf(stages)));
  play.step('2026-10-12 09:30', { kind: 'open-stage', stage: 'approval' } as never);
  const draft = { stage: 'draft', party: 'head-a' };
  const approval: Said = { ...submit, stage: 'approval' };
  expect(play.tell('2026-10-12 10:00', 'o-clerk', { ...submit, ...draft }, true)).toBeNull();
  expect(play.tell('2026-10-12 10:01', 'o-clerk', approval, true)).toBe('same-person');
  play.tell('2026-10-12 10:02', 'o-vice-1', { kind: 'review', verdict: 'return', reason: 'why', ...draft });
  expect(play.tell('2026-10-12 10:03', 'o-head-a', approval)).toBeNull();
});
