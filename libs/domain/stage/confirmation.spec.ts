import { chinaWith, inShanghai, shanghai } from '../../../test/support/domain/calendars.js';
import { Court } from '../../../test/support/domain/court.js';
import { briefOf, BY_SUPERIOR, dutyOf, named, stageOf } from '../../../test/support/domain/duties.js';
import { Play, type Said } from '../../../test/support/domain/play.js';

const submit: Said = { kind: 'submit', evidence: [] };
const sign: Said = { kind: 'sign' };
const confirm: Said = { kind: 'confirm' };
const deny: Said = { kind: 'deny', reason: 'why' };
const accept: Said = { kind: 'review', verdict: 'accept', reason: null };

const open = (changes: Parameters<typeof stageOf>[0] = {}, court = new Court()): Play =>
  new Play(briefOf(dutyOf([stageOf(changes)])), { court });

/** Opened, and handed in by a clerk on Monday 12 October 2026. */
const handedIn = (changes: Parameters<typeof stageOf>[0] = {}, court = new Court()): Play => {
  const play = open(changes, court);
  expect(play.tell('2026-10-12 10:00', 'o-clerk', submit, true)).toBeNull();
  return play;
};

const close = (play: Play, at: string): string | null =>
  play.step(at, { kind: 'close', result: 'fulfilled' } as Parameters<Play['step']>[1]);

const awaited = (play: Play): string[] =>
  play
    .of('confirmation-awaited')
    .map(({ at, body }) =>
      [inShanghai(at), body.rung, ...body.told.map(({ officer, as }) => `${officer} (${as})`)].join(' '),
    );

describe('what a clerk hands in', () => {
  it('counts at once, and whoever it was done for is asked to confirm it', () => {
    const play = handedIn();
    expect(play.party()).toMatchObject({
      status: 'fulfilled',
      clock: null,
      submission: { unconfirmed: true },
    });
    expect(play.stage().outcome).toMatchObject({ fulfilled: 1 });
    expect(play.last('confirmation-asked').body).toMatchObject({
      party: 'head-a',
      told: [{ officer: 'o-head-a', as: 'owner' }],
    });
    expect(inShanghai(play.party().confirmation?.due ?? '')).toBe('2026-10-19 23:59');
  });

  it('keeps the obligation open until it is confirmed, and no longer', () => {
    const play = handedIn();
    expect(close(play, '2026-10-12 11:00')).toBe('unconfirmed');
    expect(play.tell('2026-10-13 10:00', 'o-head-a', confirm)).toBeNull();
    expect(play.party()).toMatchObject({ confirmation: null, submission: { unconfirmed: false } });
    expect(close(play, '2026-10-13 10:01')).toBeNull();
  });

  it('stays unconfirmed for good when the last rung has come, and nobody is held to that', () => {
    const play = handedIn();
    play.until('2026-12-01');
    expect(awaited(play)).toEqual([
      '2026-10-16 09:00 remind o-head-a (owner)',
      '2026-10-19 23:59 overdue o-head-a (owner)',
      '2026-10-22 23:59 escalate-1 o-head-a (owner) o-vice-1 (level)',
      '2026-10-29 23:59 lapse o-head-a (owner) o-vice-1 (level)',
    ]);
    expect(play.party()).toMatchObject({
      status: 'fulfilled',
      confirmation: null,
      submission: { unconfirmed: true },
    });
    expect(close(play, '2026-12-01')).toBeNull();
  });

  it('may be confirmed after that as long as the obligation is open', () => {
    const play = handedIn();
    play.until('2026-12-01');
    expect(play.tell('2026-12-01 10:00', 'o-head-a', confirm)).toBeNull();
    expect(play.tell('2026-12-01 10:01', 'o-head-a', confirm)).toBe('nothing-to-confirm');
  });

  it('asks again where rungs were missed, each at its distance from the one that comes late', () => {
    const play = handedIn();
    play.sleepTo('2026-10-28 10:00');
    expect(awaited(play)).toEqual(['2026-10-28 10:00 remind o-head-a (owner)']);
    play.until('2026-12-01');
    expect(awaited(play).map((text) => text.slice(0, 24))).toEqual([
      '2026-10-28 10:00 remind ',
      '2026-10-29 23:59 overdue',
      '2026-11-03 23:59 escalat',
      '2026-11-10 23:59 lapse o',
    ]);
  });

  it('has its time by a new calendar, too', () => {
    const play = handedIn();
    play.calendar = chinaWith(2, { date: '2026-10-15', working: false, name: 'typhoon' });
    play.step('2026-10-13 10:00', { kind: 'calendar-changed' });
    expect(inShanghai(play.party().confirmation?.due ?? '')).toBe('2026-10-20 23:59');
  });

  it('is confirmed while it is reviewed, whoever is quicker', () => {
    const play = handedIn({ review: BY_SUPERIOR });
    expect(play.tell('2026-10-12 11:00', 'o-vice-1', accept)).toBeNull();
    expect(play.party().confirmation).not.toBeNull();
    expect(play.tell('2026-10-12 12:00', 'o-head-a', confirm)).toBeNull();
    expect(play.party()).toMatchObject({ status: 'fulfilled', confirmation: null });
  });

  it('needs no confirmation once it is returned or waived', () => {
    const returned = handedIn({ review: BY_SUPERIOR });
    returned.tell('2026-10-12 11:00', 'o-vice-1', { kind: 'review', verdict: 'return', reason: 'why' });
    const waived = handedIn({ review: BY_SUPERIOR });
    waived.tell('2026-10-12 11:00', 'o-vice-1', { kind: 'waive', reason: 'why' });
    for (const play of [returned, waived]) {
      expect(play.party().confirmation).toBeNull();
      expect(play.tell('2026-10-12 12:00', 'o-head-a', confirm)).toBe('nothing-to-confirm');
    }
  });

  it('is confirmed on paper by a clerk who had not acted, and by nobody else', () => {
    const paper: Said = { kind: 'confirm', scan: 'f'.repeat(64) };
    const play = handedIn();
    expect(play.tell('2026-10-13 10:00', 'o-clerk', paper, true)).toBe('same-person');
    expect(play.tell('2026-10-13 10:00', 'o-head-b', paper)).toBe('not-yours');
    expect(play.tell('2026-10-13 10:00', 'o-other', confirm, true)).toBe('not-yours');
    expect(play.tell('2026-10-13 10:00', 'o-other', paper, true)).toBeNull();
    expect(play.last('submission-confirmed')).toMatchObject({
      actor: 'o-other',
      onBehalfOf: 'head-a',
      body: { scan: 'f'.repeat(64) },
    });
    expect(play.party()).toMatchObject({ confirmation: null, submission: { unconfirmed: false } });
  });

  it('of a vacant post is confirmed by whoever takes over', () => {
    const play = handedIn({}, new Court().isVacant('head-a'));
    expect(play.last('confirmation-asked').body.told).toMatchObject([{ officer: 'o-vice-1', as: 'vacancy' }]);
    expect(play.tell('2026-10-12 11:00', 'o-head-b', confirm)).toBe('not-yours');
    expect(play.tell('2026-10-12 11:00', 'o-vice-1', confirm)).toBeNull();
  });
});

describe('a receipt that a clerk signed', () => {
  it('is confirmed by handing in oneself', () => {
    const play = open({ review: BY_SUPERIOR });
    play.tell('2026-10-12 10:00', 'o-clerk', sign, true);
    expect(play.party().confirmation).not.toBeNull();
    play.tell('2026-10-13 10:00', 'o-head-a', submit);
    expect(play.party()).toMatchObject({ confirmation: null, isReceiptUnconfirmed: false });
  });

  it('and what the clerk hands in then are asked for together, from then on', () => {
    const play = open({ review: BY_SUPERIOR });
    play.tell('2026-10-12 10:00', 'o-clerk', sign, true);
    play.tell('2026-10-13 10:00', 'o-clerk', submit, true);
    expect(play.party().confirmation?.turn).toBe(2);
    expect(play.tell('2026-10-14 10:00', 'o-head-a', confirm)).toBeNull();
    expect(play.entries.slice(-2).map(({ kind }) => kind)).toEqual([
      'receipt-confirmed',
      'submission-confirmed',
    ]);
  });

  it('is not confirmed on paper by that clerk', () => {
    const paper: Said = { kind: 'confirm', scan: 'f'.repeat(64) };
    const play = open();
    play.tell('2026-10-12 10:00', 'o-clerk', sign, true);
    expect(play.tell('2026-10-12 11:00', 'o-clerk', paper, true)).toBe('same-person');
    expect(play.tell('2026-10-12 11:00', 'o-other', paper, true)).toBeNull();
    expect(play.last('receipt-confirmed').body.scan).toBe('f'.repeat(64));
  });

  it('is taken back where it is denied, and may be signed for again', () => {
    const play = open();
    play.tell('2026-10-12 10:00', 'o-clerk', sign, true);
    expect(play.tell('2026-10-12 11:00', 'o-head-a', deny)).toBeNull();
    expect(play.party()).toMatchObject({ signedAt: null, confirmation: null, isReceiptUnconfirmed: false });
    expect(play.last('receipt-denied').body.told).toMatchObject([{ officer: 'o-vice-1', as: 'level' }]);
    expect(play.tell('2026-10-12 12:00', 'o-head-a', sign)).toBeNull();
  });

  it('survives the lapse of the duty until it is confirmed', () => {
    const play = open();
    play.until('2026-11-11 12:00');
    play.tell('2026-11-11 13:00', 'o-clerk', sign, true);
    play.until('2026-11-13');
    expect(play.party().status).toBe('lapsed');
    expect(play.tell('2026-11-13 10:00', 'o-head-a', confirm)).toBeNull();
  });
});

describe('denying what was handed in', () => {
  it('gives it back with the time that was left while it is reviewed', () => {
    const play = handedIn({ review: BY_SUPERIOR });
    expect(play.tell('2026-10-13 10:00', 'o-vice-1', deny)).toBe('not-yours');
    expect(play.tell('2026-10-13 10:00', 'o-head-a', deny)).toBeNull();
    expect(play.party()).toMatchObject({ status: 'open', round: 2, confirmation: null, light: 'blue' });
    expect(play.plan()?.due).toBe('2026-10-23 23:59');
    expect(play.last('submission-denied').body.told).toMatchObject([{ officer: 'o-vice-1' }]);
    // The same clerk may hand in once more, and is confirmed anew.
    expect(play.tell('2026-10-14 10:00', 'o-clerk', submit, true)).toBeNull();
    expect(play.tell('2026-10-14 11:00', 'o-head-a', confirm)).toBeNull();
  });

  it('leaves the clock as it runs where it had still to be seen by another person', () => {
    const evidence = [{ name: 'file', title: { zh: '卷宗', en: 'File' } }];
    const play = open({ evidence });
    const reference = { place: 'a'.repeat(64), custodianPost: 'judge-a1' };
    const before = play.plan();
    play.tell(
      '2026-10-12 10:00',
      'o-clerk',
      { kind: 'submit', evidence: [{ requirement: 'file', reference }] },
      true,
    );
    expect(play.party()).toMatchObject({ status: 'open', submission: { whenSighted: 'fulfilled' } });
    expect(play.tell('2026-10-12 11:00', 'o-head-a', deny)).toBeNull();
    expect(play.party()).toMatchObject({ status: 'open', round: 1, confirmation: null });
    expect(play.plan()).toEqual(before);
    expect(play.tell('2026-10-12 12:00', 'o-vice-1', { kind: 'sight' })).toBe('nothing-submitted');
  });

  it('waits for the end of a suspension', () => {
    const play = handedIn({ review: BY_SUPERIOR });
    play.tell('2026-10-12 11:00', 'o-vice-1', { kind: 'suspend', reason: 'why' });
    expect(play.tell('2026-10-12 12:00', 'o-head-a', deny)).toBe('suspended');
    expect(play.tell('2026-10-12 12:00', 'o-head-a', confirm)).toBeNull();
  });

  it('marks what has been accepted already, and is final', () => {
    const play = handedIn();
    expect(play.tell('2026-10-13 10:00', 'o-head-a', deny)).toBeNull();
    expect(play.party()).toMatchObject({
      status: 'fulfilled',
      confirmation: null,
      submission: { unconfirmed: true, denied: true },
    });
    expect(play.last('submission-denied').body).toMatchObject({
      clock: null,
      told: [{ officer: 'o-vice-1', as: 'level' }],
    });
    expect(play.tell('2026-10-13 11:00', 'o-head-a', confirm)).toBe('nothing-to-confirm');
    expect(close(play, '2026-10-13 12:00')).toBeNull();
  });

  it('is not for the clerk who has come to hold the post, nor where nothing was done on behalf', () => {
    const court = new Court().holds('head-a', 'o-clerk', shanghai('2026-10-13'));
    expect(handedIn({}, court).tell('2026-10-13 10:00', 'o-clerk', deny)).toBe('same-person');
    const own = open({ review: BY_SUPERIOR });
    own.tell('2026-10-12 10:00', 'o-head-a', submit);
    expect(own.tell('2026-10-12 11:00', 'o-head-a', deny)).toBe('nothing-to-confirm');
  });

  it('of one party leaves the others as they are', () => {
    const play = open({ parties: named('head-a', 'head-b'), review: BY_SUPERIOR });
    for (const party of ['head-a', 'head-b'])
      play.tell('2026-10-12 10:00', 'o-clerk', { ...submit, party }, true);
    expect(play.tell('2026-10-12 11:00', 'o-head-b', { ...deny, party: 'head-b' })).toBeNull();
    expect([play.party('head-a').status, play.party('head-b').status]).toEqual(['in-review', 'open']);
  });
});
