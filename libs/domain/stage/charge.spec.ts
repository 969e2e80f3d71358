import { shanghai } from '../../../test/support/domain/calendars.js';
import { Court } from '../../../test/support/domain/court.js';
import { briefOf, BY_SUPERIOR, dutyOf, stageOf } from '../../../test/support/domain/duties.js';
import { Play, type Said } from '../../../test/support/domain/play.js';

const CHANGE = '2026-10-28 00:00';
const extend: Said = { kind: 'extend', until: shanghai('2026-11-02 23:59'), reason: 'why' };
const accept: Said = { kind: 'review', verdict: 'accept', reason: null };

/** From 28 October, between the first escalation and the second, another vice-president is in charge. */
const changing = (to: string | null = 'vice-2', from = CHANGE): Court =>
  new Court().charges('dept-a', 'vice-1').charges('dept-a', to, shanghai(from));
const play = (court: Court, changes: Parameters<typeof stageOf>[0] = {}): Play =>
  new Play(briefOf(dutyOf([stageOf(changes)])), { court });

describe('a charge among the levels', () => {
  it('is frozen as such, and a rung reaches whoever has it when it comes', () => {
    const before = play(changing('vice-2', '2026-10-27 00:00')).until('2026-12-01');
    expect(before.party().party.levels).toEqual(['charge/dept-a', 'president', 'superior']);
    expect(before.firings()[3]).toBe('2026-10-27 23:59 escalate-1 -> o-head-a, o-vice-2 (level)');
    const after = play(changing()).until('2026-12-01');
    expect(after.firings()[3]).toBe('2026-10-27 23:59 escalate-1 -> o-head-a, o-vice-1 (level)');
    expect(after.of('rung-fired')[3]?.body.told.at(-1)).toMatchObject({ post: 'vice-1', as: 'level' });
  });

  it('passes upward where nobody is in charge', () => {
    const vacant = play(changing(null, '2026-10-20 00:00')).until('2026-10-28');
    expect(vacant.firings().at(-1)).toBe('2026-10-27 23:59 escalate-1 -> o-head-a, o-president (level)');
    expect(vacant.last('rung-fired').body.passed).toEqual([{ post: 'charge/dept-a', why: 'vacant' }]);
  });

  it('gives authority to whoever has it on that date, and to nobody who had it before', () => {
    expect(play(changing()).tell('2026-10-27 12:00', 'o-vice-1', extend)).toBeNull();
    expect(play(changing()).tell('2026-10-27 12:00', 'o-vice-2', extend)).toBe('no-authority');
    expect(play(changing()).tell('2026-10-28 12:00', 'o-vice-1', extend)).toBe('no-authority');
    expect(play(changing()).tell('2026-10-28 12:00', 'o-vice-2', extend)).toBeNull();
  });

  it('reviews in the person of whoever has it on that date', () => {
    const reviewed = play(changing('vice-2', '2026-10-14 00:00'), { review: BY_SUPERIOR });
    expect(reviewed.tell('2026-10-12 10:00', 'o-head-a', { kind: 'submit', evidence: [] })).toBeNull();
    expect(reviewed.party().clock).toMatchObject({ post: 'charge/dept-a', above: ['president', 'superior'] });
    expect(reviewed.last('evidence-submitted').body.told).toEqual([
      { officer: 'o-vice-1', post: 'vice-1', as: 'reviewer' },
    ]);
    expect(reviewed.tell('2026-10-14 10:00', 'o-vice-1', accept)).toBe('not-the-reviewer');
    reviewed.until('2026-10-15 10:00');
    expect(reviewed.last('rung-fired').body.told).toEqual([
      { officer: 'o-vice-2', post: 'vice-2', as: 'reviewer' },
    ]);
    expect(reviewed.tell('2026-10-16 10:00', 'o-vice-2', accept)).toBeNull();
  });

  it('passes a review on when nobody has it any more', () => {
    const reviewed = play(changing(null, '2026-10-14 00:00'), { review: BY_SUPERIOR });
    reviewed.tell('2026-10-12 10:00', 'o-head-a', { kind: 'submit', evidence: [] });
    reviewed.until('2026-10-15 10:00');
    expect(reviewed.last('rung-fired').body.passed).toEqual([{ post: 'charge/dept-a', why: 'vacant' }]);
    expect(reviewed.party().clock).toMatchObject({ of: 'review', post: 'president' });
  });

  it('suspends as a charge, and those above look at it', () => {
    const suspended = play(changing());
    expect(suspended.tell('2026-10-12 10:00', 'o-vice-1', { kind: 'suspend', reason: 'why' })).toBeNull();
    expect(suspended.party().clock).toMatchObject({ of: 'suspension', post: 'charge/dept-a' });
    expect(suspended.until('2026-11-12').last('rung-fired').body.told).toEqual([
      { officer: 'o-president', post: 'president', as: 'level' },
    ]);
    expect(suspended.tell('2026-11-12 10:00', 'o-vice-1', { kind: 'resume', reason: null })).toBe(
      'no-authority',
    );
    expect(suspended.tell('2026-11-12 10:00', 'o-vice-2', { kind: 'resume', reason: null })).toBeNull();
  });
});
