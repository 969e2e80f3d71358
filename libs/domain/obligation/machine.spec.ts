import { Court } from '../../../test/support/domain/court.js';
import { endOf, shanghai } from '../../../test/support/domain/calendars.js';
import { briefOf, BY_SUPERIOR, dutyOf, named, stageOf } from '../../../test/support/domain/duties.js';
import { Play, type Said } from '../../../test/support/domain/play.js';
import { validateDuty } from '../duty/validate.js';
import { obligationMachine } from './machine.js';
import { newObligation } from './obligation.js';
import { progressOf } from './progress.js';
import { openingsOf } from './openings.js';

const submit = (...documents: string[]): Said => ({
  kind: 'submit',
  evidence: documents.map((document) => ({ requirement: 'minutes', document })),
});
const MINUTES = { name: 'minutes', title: { zh: '纪要', en: 'Minutes' } };
const DOCUMENT = 'a'.repeat(64);
const two = () =>
  dutyOf([stageOf({ name: 'one', evidence: [MINUTES], tracksDecisions: true }), stageOf({ name: 'two' })]);

describe('an obligation', () => {
  it('opens with everything that it is about, then its stages one after the other', () => {
    const play = new Play(briefOf(two(), { openedBy: 'o-clerk' }));
    expect(play.entries.map(({ kind, actor }) => [kind, actor])).toEqual([
      ['obligation-opened', 'o-clerk'],
      ['stage-opened', null],
    ]);
    expect(play.of('obligation-opened')[0]?.body.brief).toEqual(play.state.brief);
    play.tell('2026-10-12 10:00', 'o-head-a', submit(DOCUMENT));
    expect(progressOf(play.state)).toMatchObject({
      stages: ['one', 'two'],
      outcomes: { one: { fulfilled: 1, waived: 0, lapsed: 0, windowClosed: 0 } },
      closed: false,
    });
    play.step('2026-10-12 10:00', { kind: 'open-stage', stage: 'two' });
    expect(play.state.stages.map((stage) => stage.definition.name)).toEqual(['one', 'two']);
  });

  it('takes each step of its procedure once', () => {
    const play = new Play(briefOf(two()));
    play.tell('2026-10-12 10:00', 'o-head-a', submit(DOCUMENT));
    const steps = [
      { kind: 'open-stage', stage: 'one' },
      { kind: 'keep', name: 'facts', document: DOCUMENT },
      { kind: 'publish', stage: 'one' },
      { kind: 'open-follow-ups', stage: 'one' },
    ] as const;
    for (const step of steps) play.step('2026-10-12 11:00', step);
    const before = play.entries.length;
    for (const step of steps) expect(play.step('2026-10-12 12:00', step)).toBeNull();
    expect(play.entries).toHaveLength(before);
    expect(progressOf(play.state)).toMatchObject({
      kept: ['facts'],
      published: ['one'],
      followedUp: ['one'],
    });
    expect(play.last('published').body.documents).toEqual([DOCUMENT]);
  });

  it('issues only what was accepted', () => {
    const play = new Play(
      briefOf(
        dutyOf([stageOf({ parties: named('head-a', 'head-b'), evidence: [MINUTES], review: BY_SUPERIOR })]),
      ),
    );
    const handIn = (party: string, document: string) =>
      play.tell('2026-10-12 10:00', `o-${party}`, { ...submit(document), party } as Said);
    handIn('head-a', 'a'.repeat(64));
    handIn('head-b', 'b'.repeat(64));
    const review = (party: string, verdict: 'accept' | 'return') =>
      play.tell('2026-10-12 11:00', 'o-vice-1', { kind: 'review', party, verdict, reason: 'why' });
    review('head-a', 'accept');
    review('head-b', 'return');
    // What was returned is never handed in again, and lapses.
    play.until('2026-12-31');
    play.step('2026-12-31 09:00', { kind: 'publish', stage: 'report' });
    expect(play.last('published').body.documents).toEqual(['a'.repeat(64)]);
  });

  it('closes when no stage runs any more, and is quiet from then on', () => {
    const play = new Play(briefOf(dutyOf([stageOf()])));
    const close = { kind: 'close', result: 'fulfilled' } as const;
    expect(play.step('2026-10-12 09:00', close)).toBe('stage-open');
    play.tell('2026-10-12 10:00', 'o-head-a', { kind: 'submit', evidence: [] });
    expect(play.step('2026-10-12 10:00', close)).toBeNull();
    expect(play.state).toMatchObject({ result: 'fulfilled', closedAt: shanghai('2026-10-12 10:00') });
    expect(obligationMachine.wake(play.state)).toBeNull();
    const before = play.entries.length;
    expect(play.tell('2026-10-12 11:00', 'o-head-a', { kind: 'sign' })).toBe('obligation-closed');
    expect(play.step('2026-10-12 11:00', { kind: 'calendar-changed' })).toBe('obligation-closed');
    expect(play.sleepTo('2027-10-12 09:00').entries).toHaveLength(before);
  });

  it('refuses an entry of a stage that it has not opened, or does not declare', () => {
    const other = new Play(briefOf(dutyOf([stageOf({ name: 'other' })])));
    const opened = other.last('stage-opened');
    const closed = other.until('2026-12-31').last('stage-closed');
    const state = newObligation(briefOf(dutyOf([stageOf()])));
    expect(() => obligationMachine.evolve(state, opened)).toThrow('declares no stage "other"');
    expect(() => obligationMachine.evolve(state, closed)).toThrow('has not been opened');
    expect(() =>
      new Play(briefOf(dutyOf([])), {}).step('2026-10-12 09:00', { kind: 'open-stage', stage: 'x' }),
    ).toThrow();
  });
});

describe('decisions handed in with a stage', () => {
  const decided = () => {
    const play = new Play(
      briefOf(two(), { id: 'topic.2026-07-01', period: null, unitId: 'court', openedBy: 'o-clerk' }),
    );
    play.tell('2026-10-12 10:00', 'o-head-a', {
      ...submit(DOCUMENT),
      followUps: [
        { document: 'd'.repeat(64), post: 'head-b', due: endOf('2026-11-30') },
        { document: 'e'.repeat(64), post: 'vice-2', due: endOf('2026-12-31') },
      ],
    } as Said);
    play.step('2026-10-12 11:00', { kind: 'open-follow-ups', stage: 'one' });
    return play.last('follow-ups-opened').body.openings;
  };

  it('become obligations of their own, numbered in their order', () => {
    expect(
      decided().map(({ subject, brief }) => [subject, brief.id, brief.parentId, brief.document]),
    ).toEqual([
      ['obligation/topic.2026-07-01.one.1', 'topic.2026-07-01.one.1', 'topic.2026-07-01', 'd'.repeat(64)],
      ['obligation/topic.2026-07-01.one.2', 'topic.2026-07-01.one.2', 'topic.2026-07-01', 'e'.repeat(64)],
    ]);
  });

  it('are duties that may be published, due on their day and reviewed by the post above', () => {
    const [first] = decided();
    expect(validateDuty(first!.brief.duty)).toEqual([]);
    const play = new Play(first!.brief, { at: '2026-10-12 11:00' });
    expect(play.party()).toMatchObject({
      party: { id: 'head-b', reviewers: ['vice-1', 'president', 'superior'] },
    });
    expect(play.until('2027-01-01').firings()).toEqual([
      '2026-11-25 09:00 remind -> o-head-b',
      '2026-11-30 23:59 overdue -> o-head-b',
      '2026-12-03 23:59 escalate-1 -> o-head-b, o-vice-1 (level)',
      '2026-12-08 23:59 escalate-2 -> o-head-b, o-president (level)',
      '2026-12-14 23:59 lapse -> o-head-b, o-vice-1 (level)',
    ]);
  });
});

describe('an obligation of many', () => {
  const many = (count: number) => {
    const court = new Court();
    const like = court.posts[0]!;
    court.adds(
      ...Array.from({ length: count }, (_, index) => ({
        ...like,
        id: `member-${index}`,
        unitId: 'court',
        kind: 'member',
        managedBy: 'president',
      })),
    );
    return court.organisation();
  };
  const members = { posts: 'member' };

  it('opens as several subjects, numbered from 1', () => {
    const openings = openingsOf(
      briefOf(dutyOf([stageOf({ parties: members })])),
      many(250),
      '2027-01-01T00:00:00.000Z',
    );
    expect(openings.map(({ subject, brief }) => [subject, brief.slice])).toEqual([
      ['obligation/one.1', { index: 0, of: 2 }],
      ['obligation/one.2', { index: 1, of: 2 }],
    ]);
  });

  it('opens as one where a stage of few is among its stages, on which the large one builds', () => {
    const duty = dutyOf([stageOf({ name: 'draft' }), stageOf({ name: 'read', parties: members })]);
    expect(
      openingsOf(briefOf(duty), many(250), '2027-01-01T00:00:00.000Z').map(({ subject, brief }) => [
        subject,
        brief.slice,
      ]),
    ).toEqual([['obligation/one', null]]);
  });

  it('opens as one where it is not that large', () => {
    expect(
      openingsOf(briefOf(dutyOf([stageOf({ parties: members })])), many(200), '2027-01-01T00:00:00.000Z'),
    ).toHaveLength(1);
  });
});
