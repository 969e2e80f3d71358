import {
  everybodyBut,
  meetingDuty,
  MeetingPlay,
  type SaidInMeeting,
} from '../../../test/support/domain/meeting-play.js';
import { Court } from '../../../test/support/domain/court.js';
import { dutyOf, named, stageOf } from '../../../test/support/domain/duties.js';
import { shanghai } from '../../../test/support/domain/calendars.js';
import type { AttendanceLine } from './meeting.js';

const BEFORE = '2026-10-13 09:00';
const DURING = '2026-10-14 11:00';
const AFTER = '2026-10-15 09:00';

const place = (...links: string[]): SaidInMeeting => ({
  kind: 'place-item',
  title: 'Situation',
  matter: 'ordinary',
  links,
});
const attend = (...others: AttendanceLine[]): SaidInMeeting => ({
  kind: 'record-attendance',
  attendance: everybodyBut(...others),
});
const gone = (post: string, status: 'absent' | 'on-leave' = 'absent'): AttendanceLine => ({
  post,
  status,
  substitute: null,
});
const recuse = (post: string, item = 1): SaidInMeeting => ({
  kind: 'record-recusal',
  item,
  post,
  reason: null,
});
const minute = (item = 1, decisions: { document: string; post: string; due: string }[] = []) => ({
  item,
  extract: `extract of ${item}`,
  decisions,
});
const enter = (...items: ReturnType<typeof minute>[]): SaidInMeeting => ({ kind: 'enter-minutes', items });
const decision = { document: 'do it', post: 'head-a', due: shanghai('2026-12-01') };

/** A meeting with one item, linked as said. */
const withItem = (...links: string[]) => {
  const play = new MeetingPlay();
  for (const link of links) play.owes(link, meetingDuty(link, 'extract', { sharesItemWith: links }));
  expect(play.tell(BEFORE, place(...links))).toBeNull();
  return play;
};
/** The same once it has been held. */
const held = (...links: string[]) => {
  const play = withItem(...links);
  expect(play.tell(DURING, attend())).toBeNull();
  return play;
};

describe('a meeting', () => {
  it('is called with the members of its date, those invited, and everybody is told once', () => {
    const court = new Court()
      .holds('vice-2', 'o-new', shanghai('2026-10-13'))
      .isVacant('vice-1', shanghai('2026-10-14'));
    const { body } = new MeetingPlay(court).last('meeting-called');
    expect(body).toMatchObject({ chair: 'president', secretary: 'group-secretary' });
    expect(body.seats).toEqual([
      { post: 'president', officer: 'o-president', as: 'member' },
      { post: 'vice-1', officer: null, as: 'member' },
      { post: 'vice-2', officer: 'o-new', as: 'member' },
      { post: 'head-a', officer: 'o-head-a', as: 'invited' },
    ]);
    expect(body.told.map(({ officer }) => officer)).toEqual(['o-president', 'o-new', 'o-head-a']);
  });

  it('is run by a clerk, the chair or the secretary, and by nobody else', () => {
    const play = new MeetingPlay();
    for (const officer of ['o-vice-1', 'o-head-a'])
      expect(play.tell(BEFORE, place(), officer)).toBe('not-yours');
    for (const officer of ['o-president', 'o-clerk']) expect(play.tell(BEFORE, place(), officer)).toBeNull();
  });

  it('goes from the agenda to confirmed minutes', () => {
    const play = held('study');
    expect(play.tell(AFTER, enter(minute()))).toBeNull();
    expect(play.tell(AFTER, { kind: 'confirm-minutes' }, 'o-president')).toBeNull();
    expect(play.entries.map(({ kind }) => kind)).toEqual([
      'meeting-called',
      'item-placed',
      'stage-opened',
      'attendance-recorded',
      'minutes-entered',
      'evidence-submitted',
      'stage-closed',
      'stage-opened',
      'minutes-confirmed',
      'evidence-submitted',
      'submission-confirmed',
      'stage-closed',
      'meeting-closed',
    ]);
    expect(play.state).toMatchObject({ result: 'confirmed', minutesBy: 'o-clerk' });
    expect(play.tell(AFTER, place())).toBe('meeting-closed');
  });

  it('without minutes is a lapse of whoever owes them, after everybody above has heard', () => {
    const play = withItem().until('2027-01-31 09:00');
    expect(play.entries.filter(({ kind }) => kind === 'rung-fired').map(({ rungKey }) => rungKey)).toEqual(
      ['remind', 'overdue', 'escalate-1', 'escalate-2', 'lapse'].map((r) => `minutes/group-secretary/1/${r}`),
    );
    expect(play.state).toMatchObject({ result: 'unminuted' });
  });

  it('whose minutes nobody confirms ends unconfirmed', () => {
    const play = held();
    play.tell(AFTER, enter(minute()));
    expect(play.until('2027-01-31 09:00').state).toMatchObject({ result: 'unconfirmed' });
  });

  it('is cancelled before it is held, and told to all; once minutes are owed, not by whoever owes them', () => {
    const cancel = { kind: 'cancel', reason: 'flood' } as const;
    const early = new MeetingPlay();
    expect(early.tell(BEFORE, cancel)).toBeNull();
    expect(early.last('meeting-cancelled').body.told).toHaveLength(4);
    expect(early.until('2027-01-31 09:00').entries.map(({ kind }) => kind)).toEqual([
      'meeting-called',
      'meeting-cancelled',
    ]);
    const court = new Court().holds('group-secretary', 'o-secretary');
    const late = new MeetingPlay(court);
    expect(late.tell(DURING, cancel, 'o-secretary')).toBe('same-person');
    expect(late.tell(DURING, cancel, 'o-president')).toBeNull();
    expect(held().tell(DURING, cancel)).toBe('held-already');
  });
});

describe('an item', () => {
  it('is placed and withdrawn until the meeting has been held', () => {
    const play = withItem();
    expect(play.tell(BEFORE, place())).toBeNull();
    expect(play.tell(BEFORE, { kind: 'withdraw-item', item: 1, reason: 'later' })).toBeNull();
    expect(play.tell(BEFORE, { kind: 'withdraw-item', item: 1, reason: 'later' })).toBe('unknown-item');
    play.tell(DURING, attend());
    expect(play.tell(DURING, place())).toBe('held-already');
    expect(play.tell(DURING, { kind: 'withdraw-item', item: 2, reason: 'later' })).toBe('held-already');
    expect(play.last('attendance-recorded').body.quorum.map(({ item }) => item)).toEqual([2]);
  });

  const one = meetingDuty('one', 'extract', { sharesItemWith: ['two'] });
  const two = meetingDuty('two', 'extract', { sharesItemWith: ['one'] });
  const three = meetingDuty('three', 'extract', { sharesItemWith: ['one', 'two'] });
  const elsewhere = dutyOf([stageOf({ parties: named('head-b'), meeting: 'extract' })]);
  it.each([
    ['nothing', [], null],
    ['one duty', ['one'], null],
    ['two that name each other', ['one', 'two'], null],
    ['two of which only one names the other', ['one', 'three'], 'item-not-shared'],
    ['three of which two do', ['one', 'two', 'three'], 'item-not-shared'],
    ['the same duty of two periods', ['one', 'one-again'], 'item-not-shared'],
    ['one obligation twice', ['one', 'one'], 'linked-already'],
    ['what there is not', ['none'], 'unknown-obligation'],
    ['what is closed', ['closed'], 'obligation-closed'],
    ['a duty that takes nothing from a meeting', ['plain'], 'no-meeting-stage'],
    ['what others owe', ['elsewhere'], 'not-of-this-body'],
  ])('is linked to %s', (_, links, code) => {
    const play = new MeetingPlay()
      .owes('one', one)
      .owes('one-again', one)
      .owes('two', two)
      .owes('three', three)
      .owes('closed', one, { isClosed: true })
      .owes('plain', dutyOf([stageOf({ parties: named('leading-group') })]))
      .owes('elsewhere', elsewhere);
    expect(play.tell(BEFORE, place(...links))).toBe(code);
  });

  it('is not linked to what another item of the meeting is linked to, unless that was withdrawn', () => {
    const play = withItem('one');
    expect(play.tell(BEFORE, place('one'))).toBe('linked-already');
    play.tell(BEFORE, { kind: 'withdraw-item', item: 1, reason: 'later' });
    expect(play.tell(BEFORE, place('one'))).toBeNull();
  });
});

describe('attendance', () => {
  it.each<[string, SaidInMeeting, string | null]>([
    ['of all', attend(), null],
    [
      'of the invited too',
      { kind: 'record-attendance', attendance: [...everybodyBut(), gone('head-a')] },
      null,
    ],
    [
      'of a stranger',
      { kind: 'record-attendance', attendance: [...everybodyBut(), gone('judge-a1')] },
      'not-a-member',
    ],
    [
      'without a member',
      { kind: 'record-attendance', attendance: everybodyBut().slice(0, 2) },
      'attendance-missing',
    ],
    [
      'twice of one',
      { kind: 'record-attendance', attendance: [...everybodyBut(), gone('vice-1')] },
      'attendance-twice',
    ],
    [
      'with a substitute without a name',
      attend({ post: 'vice-1', status: 'substituted', substitute: null }),
      'substitute-required',
    ],
    [
      'with a substitute of somebody who was there',
      attend({ post: 'vice-1', status: 'present', substitute: 'o-x' }),
      'substitute-required',
    ],
    ['without the chair', attend(gone('president')), 'presiding-absent'],
    [
      'without the chair, another presiding',
      { ...attend(gone('president')), presiding: 'vice-1' } as SaidInMeeting,
      null,
    ],
    [
      'with somebody invited presiding',
      { ...attend(), presiding: 'head-a' } as SaidInMeeting,
      'not-a-member',
    ],
  ])('%s', (_, said, code) => {
    expect(withItem().tell(DURING, said)).toBe(code);
  });

  it('is of those who sat in the body on its date, also where that changed after the notice', () => {
    const play = withItem();
    play.court
      .holds('vice-1', 'o-new', shanghai('2026-10-13 18:00'))
      .isVacant('vice-2', shanghai('2026-10-14'));
    expect(play.tell(DURING, attend(gone('vice-2')))).toBeNull();
    expect(play.last('attendance-recorded').body).toMatchObject({
      seats: [{ officer: 'o-president' }, { officer: 'o-new' }, { officer: null }, { officer: 'o-head-a' }],
      quorum: [{ needed: 1, counted: 2 }],
    });
  });

  it('is entered once, from the hour of the meeting on, where there is something on the agenda', () => {
    expect(new MeetingPlay().tell(DURING, attend())).toBe('nothing-on-the-agenda');
    const play = withItem();
    expect(play.tell(BEFORE, attend())).toBe('not-held-yet');
    expect(play.tell(DURING, attend())).toBeNull();
    expect(play.tell(DURING, attend())).toBe('attendance-recorded-already');
  });

  const matters = ['ordinary', 'personnel'] as const;
  it.each<[string, AttendanceLine[], string[], number[]]>([
    ['all three', [], [], [3, 3]],
    ['two of three', [gone('vice-1', 'on-leave')], [], [2, 2]],
    ['two, of whom one is recused', [gone('vice-1')], ['vice-2'], [1, 1]],
    [
      'a substitute is not counted',
      [{ post: 'vice-1', status: 'substituted', substitute: 'o-head-a' }],
      [],
      [2, 2],
    ],
    ['somebody recused who was not there', [gone('vice-1')], ['vice-1'], [2, 2]],
  ])('counts for each item by its matter: %s', (_, others, recused, counted) => {
    const play = new MeetingPlay();
    for (const matter of matters) play.tell(BEFORE, { ...place(), matter } as SaidInMeeting);
    for (const post of recused) for (const item of [1, 2]) play.tell(BEFORE, recuse(post, item));
    play.tell(DURING, attend(...others));
    const { quorum } = play.last('attendance-recorded').body;
    expect(quorum.map((of) => of.counted)).toEqual(counted);
    expect(quorum.map((of) => of.met)).toEqual(quorum.map((of) => of.counted >= of.needed));
  });
});

describe('a recusal', () => {
  it('concerns a member and an item, once, and no minutes that stand', () => {
    const play = held();
    expect(play.tell(DURING, recuse('head-a'))).toBe('not-a-member');
    expect(play.tell(DURING, recuse('vice-1', 7))).toBe('unknown-item');
    expect(play.tell(DURING, recuse('vice-1'))).toBeNull();
    expect(play.tell(DURING, recuse('vice-1'))).toBe('recused-already');
    play.tell(AFTER, enter(minute()));
    expect(play.tell(AFTER, recuse('vice-2'))).toBe('minutes-entered-already');
  });

  it('breaks the quorum: nothing is decided on the item, and its extract is no evidence', () => {
    const play = held('study');
    for (const post of ['vice-1', 'vice-2']) expect(play.tell(DURING, recuse(post))).toBeNull();
    expect(play.last('recusal-recorded').body.quorum).toEqual({ item: 1, needed: 2, counted: 1, met: false });
    expect(play.tell(AFTER, enter(minute(1, [decision])))).toBe('no-quorum');
    expect(play.tell(AFTER, enter(minute()))).toBeNull();
    expect(play.last('minutes-entered').body).toMatchObject({ items: [{ isEvidence: false }], openings: [] });
    expect(play.handIns()).toEqual([]);
  });
});

describe('minutes', () => {
  it('cover each item once, after attendance', () => {
    expect(withItem().tell(DURING, enter(minute()))).toBe('attendance-missing');
    const play = held();
    expect(play.tell(AFTER, enter())).toBe('item-missing');
    expect(play.tell(AFTER, enter(minute(), minute()))).toBe('item-twice');
    expect(play.tell(AFTER, enter(minute(), minute(2)))).toBe('unknown-item');
    expect(play.tell(AFTER, enter(minute()))).toBeNull();
    expect(play.tell(AFTER, enter(minute()))).toBe('minutes-entered-already');
  });

  it.each([
    ['a post that there is not', { ...decision, post: 'none' }, 'unknown-post'],
    ['no day', { ...decision, due: 'soon' }, 'date-invalid'],
    ['the past', { ...decision, due: shanghai('2026-10-01') }, 'date-in-the-past'],
  ])('hold no decision for %s', (_, wrong, code) => {
    const play = new MeetingPlay().owes('one', tracking());
    play.tell(BEFORE, place('one'));
    play.tell(DURING, attend());
    expect(play.tell(AFTER, enter(minute(1, [wrong])))).toBe(code);
  });

  it('hold no decision that nothing tracks', () => {
    expect(held('study').tell(AFTER, enter(minute(1, [decision])))).toBe('follow-ups-not-tracked');
  });

  it('are entered by one person and confirmed by another, who presided', () => {
    const play = held();
    expect(play.tell(AFTER, { kind: 'confirm-minutes' }, 'o-president')).toBe('minutes-missing');
    expect(play.tell(AFTER, enter(minute()), 'o-president')).toBe('same-person');
    expect(play.tell(AFTER, enter(minute()))).toBeNull();
    expect(play.tell(AFTER, { kind: 'confirm-minutes' })).toBe('same-person');
    expect(play.tell(AFTER, { kind: 'confirm-minutes' }, 'o-vice-1')).toBe('not-yours');
    expect(play.tell(AFTER, { kind: 'confirm-minutes' }, 'o-president')).toBeNull();
  });

  it('are not entered by somebody who is recused', () => {
    const court = new Court().holds('group-secretary', 'o-vice-1');
    const play = new MeetingPlay(court);
    play.tell(BEFORE, place());
    play.tell(DURING, attend());
    play.tell(DURING, recuse('vice-1'));
    expect(play.tell(AFTER, enter(minute()), 'o-vice-1')).toBe('recused');
  });
});

const tracking = () =>
  dutyOf([
    stageOf({ name: 'decided', parties: named('leading-group'), meeting: 'extract', tracksDecisions: true }),
  ]);

describe('what a meeting hands in', () => {
  const study = dutyOf(
    [
      stageOf({ name: 'agenda', parties: named('leading-group'), meeting: 'agenda' }),
      stageOf({ name: 'meeting', parties: named('leading-group'), meeting: 'attendance' }),
      stageOf({ name: 'minutes', parties: named('leading-group'), meeting: 'extract' }),
    ],
    { key: 'topic-study', procedure: 'topic-study' },
  );

  it('is the agenda, the attendance and the minutes of a topic study, with its decisions, one document each', () => {
    const play = new MeetingPlay().owes('study', study);
    play.tell(BEFORE, place('study'));
    play.tell(DURING, attend());
    play.tell(AFTER, enter(minute(1, [decision])));
    expect(play.handIns()).toEqual([
      'agenda 1 -> study/agenda/leading-group',
      'attendance 1 -> study/meeting/leading-group',
      'extract 1 -> study/minutes/leading-group',
    ]);
    expect(play.last('minutes-entered').body.openings).toEqual([
      {
        subject: 'dispatch/meeting.m1.minutes',
        brief: {
          id: 'meeting.m1.minutes',
          notBefore: null,
          send: [
            {
              subject: 'obligation/study',
              message: {
                kind: 'submit',
                actor: { officer: 'o-clerk', asClerk: true },
                stage: 'minutes',
                party: 'leading-group',
                evidence: [],
                followUps: [decision],
                keepUntilOpen: true,
              },
            },
          ],
        },
      },
    ]);
    expect(play.kept).toHaveLength(3);
    expect(play.kept[2]).toBe(`会议记录摘录 / Extract of the minutes
会议 / Meeting: m1
会议组织 / Body: leading-group
时间 / Time: 2026-10-14 09:00 (Asia/Shanghai)
通知 / Notice: Room 301
议题 / Item 1: Situation
事项 / Matter: 一般事项 / ordinary
主持 / Presiding: president name of o-president
到会 / Attendance:
- president name of o-president: 出席 / present
- vice-1 name of o-vice-1: 出席 / present
- vice-2 name of o-vice-2: 出席 / present
法定人数 / Quorum: 须 2 人，实到 3 人 / 2 needed, 3 took part: 符合 / met
记录 / Minutes:
extract of 1
决定 / Decisions:
1. do it (head-a, 2026-12-01)
`);
  });

  it('meets every requirement of two duties that share an item, with one document; decisions are tracked once', () => {
    const shares = { sharesItemWith: ['one', 'two'] };
    const one = { ...meetingDuty('one', 'extract', shares), stages: tracking().stages };
    const play = new MeetingPlay().owes('a', one).owes('b', { ...one, key: 'two' });
    play.tell(BEFORE, place('a', 'b'));
    play.tell(DURING, attend());
    play.tell(AFTER, enter(minute(1, [decision])));
    const [opening] = play.last('minutes-entered').body.openings;
    const sent = opening && 'send' in opening.brief ? opening.brief.send : [];
    expect(sent.map(({ message }) => ('followUps' in message ? message.followUps : null))).toEqual([
      [decision],
      null,
    ]);
    expect(new Set(play.state.handIns.map(({ document }) => document)).size).toBe(1);
    const plain = new MeetingPlay().owes('a', meetingDuty('one', 'attendance'));
    plain.tell(BEFORE, place('a'));
    plain.tell(DURING, attend());
    const [attendance] = plain.last('attendance-recorded').body.openings;
    expect(attendance?.brief).toMatchObject({
      send: [{ message: { evidence: [{ requirement: 'record' }, { requirement: 'share' }] } }],
    });
  });

  it('is for each member who took part, where each owes', () => {
    const each = dutyOf([
      stageOf({ name: 'account', parties: { membersOf: 'leading-group' }, meeting: 'extract' }),
    ]);
    const play = new MeetingPlay().owes('each', each);
    play.tell(BEFORE, place('each'));
    play.tell(DURING, recuse('vice-2'));
    play.tell(DURING, attend());
    play.tell(AFTER, enter(minute()));
    expect(play.handIns()).toEqual(
      ['president', 'vice-1'].map((post) => `extract 1 -> each/account/${post}`),
    );
  });

  it('is confirmed with the minutes by whoever acts for the party and did not hand it in', () => {
    const play = new MeetingPlay().owes('study', study);
    play.tell(BEFORE, place('study'), 'o-president');
    play.tell(DURING, attend());
    play.tell(AFTER, enter(minute()));
    play.tell(AFTER, { kind: 'confirm-minutes' }, 'o-president');
    expect(play.last('minutes-confirmed').body.openings).toMatchObject([
      {
        subject: 'dispatch/meeting.m1.confirmation',
        brief: {
          send: ['meeting', 'minutes'].map((stage) => ({
            subject: 'obligation/study',
            message: {
              kind: 'confirm',
              actor: { officer: 'o-president', asClerk: false },
              stage,
              party: 'leading-group',
            },
          })),
        },
      },
    ]);
  });
});
