import { Court } from '../../../test/support/domain/court.js';
import { endOf, shanghai } from '../../../test/support/domain/calendars.js';
import {
  briefOf,
  BY_SUPERIOR,
  dutyOf,
  named,
  ORDINARY,
  stageOf,
  WINDOW,
} from '../../../test/support/domain/duties.js';
import { Play, type Said } from '../../../test/support/domain/play.js';

const submit = (party: string): Said => ({ kind: 'submit', party, evidence: [] });
const send = (party?: string): Said => ({ kind: 'send-to-launch', party, reason: 'why' });
const open = (changes: Parameters<typeof stageOf>[0] = {}, court = new Court()): Play =>
  new Play(briefOf(dutyOf([stageOf(changes)])), { court });

const launches = (play: Play) =>
  [...play.of('rung-fired'), ...play.of('sent-to-launch')].flatMap(({ body }) => body.launch ?? []);

describe('a launch file', () => {
  it('is opened once for each party whose ladder is exhausted', () => {
    const play = open({ parties: named('head-a', 'head-b', 'head-c') }).until('2026-12-01');
    expect(launches(play).map(({ answering, existing }) => [answering, existing])).toEqual([
      ['head-a', false],
      ['head-b', false],
      ['head-c', false],
    ]);
    expect(new Set(launches(play).map(({ id }) => id)).size).toBe(3);
  });

  it('is opened once about a silent reviewer whom several parties share', () => {
    const play = open({ parties: named('head-a', 'head-b'), review: BY_SUPERIOR });
    play.tell('2026-10-12 10:00', 'o-head-a', submit('head-a'));
    play.tell('2026-10-12 11:00', 'o-head-b', submit('head-b'));
    play.until('2026-10-27');
    expect(launches(play)).toEqual([
      expect.objectContaining({ id: 'launch/one/report/1/vice-1', answering: 'vice-1', existing: false }),
      expect.objectContaining({ id: 'launch/one/report/1/vice-1', answering: 'vice-1', existing: true }),
    ]);
    expect(play.stage().launches).toEqual(['1/vice-1']);
  });

  it('is opened once about them also when the second party comes to it days later', () => {
    const play = open({ parties: named('head-a', 'head-b'), review: BY_SUPERIOR });
    play.tell('2026-10-12 10:00', 'o-head-a', submit('head-a'));
    play.tell('2026-10-15 10:00', 'o-head-b', submit('head-b'));
    play.until('2026-11-01');
    expect(launches(play).map(({ answering, existing }) => [answering, existing])).toEqual([
      ['vice-1', false],
      ['vice-1', true],
    ]);
  });

  it('is another one in another round', () => {
    const play = open({ parties: named('head-a', 'head-b'), review: BY_SUPERIOR });
    play.tell('2026-10-12 10:00', 'o-head-a', submit('head-a'));
    play.tell('2026-10-13 10:00', 'o-vice-1', {
      kind: 'review',
      party: 'head-a',
      verdict: 'return',
      reason: 'why',
    });
    play.tell('2026-10-14 10:00', 'o-head-a', submit('head-a'));
    play.tell('2026-10-14 10:00', 'o-head-b', submit('head-b'));
    play.until('2026-10-29');
    expect(launches(play).map(({ id }) => id)).toEqual([
      'launch/one/report/2/vice-1',
      'launch/one/report/1/vice-1',
    ]);
  });
});

describe('sending to launch', () => {
  it('ends what is overdue with a file, without waiting for the last rung', () => {
    const play = open().until('2026-10-28');
    expect(play.tell('2026-10-28 10:00', 'o-vice-1', send())).toBeNull();
    expect(play.last('sent-to-launch').body).toMatchObject({
      launch: { answering: 'head-a', existing: false },
      told: [{ officer: 'o-head-a' }, { officer: 'o-superior', as: 'level' }],
    });
    expect(play.party().status).toBe('lapsed');
    expect(play.until('2026-12-31').firings().at(-1)).toContain('escalate-1');
  });

  it('is for what is overdue, by a post above, where the ladder has a file at its end', () => {
    expect(open().tell('2026-10-12 10:00', 'o-vice-1', send())).toBe('not-overdue');
    expect(open().until('2026-10-28').tell('2026-10-28 10:00', 'o-head-a', send())).toBe('same-person');
    expect(open().until('2026-10-28').tell('2026-10-28 10:00', 'o-head-b', send())).toBe('no-authority');
    expect(open({ ladder: ORDINARY }).until('2026-10-28').tell('2026-10-28 10:00', 'o-vice-1', send())).toBe(
      'no-launch-here',
    );
    const submitted = open({ review: BY_SUPERIOR });
    submitted.tell('2026-10-12 10:00', 'o-head-a', submit('head-a'));
    expect(submitted.tell('2026-10-12 11:00', 'o-vice-1', send())).toBe('in-review');
  });
});

describe('a right', () => {
  const right = (): Play => open({ kind: 'right', ladder: WINDOW });

  it('closes in silence: nobody above hears of it, nothing is opened, and nothing turns red', () => {
    const play = right().until('2026-12-01');
    expect(play.firings()).toEqual([
      '2026-10-20 09:00 remind -> o-head-a',
      '2026-10-22 23:59 close -> o-head-a',
    ]);
    expect(launches(play)).toEqual([]);
    expect(play.last('stage-closed').body.outcome).toMatchObject({ windowClosed: 1, lapsed: 0 });
  });

  it('is taken away by nobody, and opens no file', () => {
    const play = right().until('2026-10-21');
    expect(play.tell('2026-10-21 10:00', 'o-vice-1', { kind: 'waive', reason: 'why' })).toBe('a-right');
    expect(play.tell('2026-10-21 10:00', 'o-vice-1', send())).toBe('a-right');
    const until = endOf('2026-10-30');
    expect(play.tell('2026-10-21 10:00', 'o-vice-1', { kind: 'rectify', until, reason: 'why' })).toBe(
      'not-overdue',
    );
  });

  it('may be given more time', () => {
    const play = right();
    const until = endOf('2026-10-30');
    expect(play.tell('2026-10-12 10:00', 'o-vice-1', { kind: 'extend', until, reason: 'why' })).toBeNull();
    expect(play.plan()?.rungs).toEqual(['remind 2026-10-28 09:00', 'close 2026-10-30 23:59']);
  });

  it('is not taken over by the one above when its post is vacant', () => {
    const play = open(
      { kind: 'right', ladder: WINDOW },
      new Court().isVacant('head-a', shanghai('2026-10-10')),
    );
    expect(play.tell('2026-10-12 10:00', 'o-vice-1', submit('head-a'))).toBe('not-yours');
  });
});
