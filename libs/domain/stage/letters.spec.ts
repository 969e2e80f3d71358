import { Court } from '../../../test/support/domain/court.js';
import { briefOf, BY_SUPERIOR, dutyOf, stageOf } from '../../../test/support/domain/duties.js';
import { Play, type Said } from '../../../test/support/domain/play.js';
import type { StageDefinition } from '../duty/definition.js';

const BUREAU = 'city-bureau';

/** The bureau is written to by the head of department A, and owes a report that is due at the end of 22 October. */
function play(changes: Partial<StageDefinition> = {}, court = new Court()): Play {
  court.bodies.push({
    id: BUREAU,
    unitId: 'court',
    title: { zh: BUREAU, en: BUREAU },
    kind: 'bureau',
    superiorPostId: null,
    deskPostId: 'head-a',
  });
  const parties = { named: [{ kind: 'body', id: BUREAU }] } as const;
  return new Play(briefOf(dutyOf([stageOf({ parties, ...changes })])), { court });
}

const out: Said = { kind: 'record-letter', direction: 'out', document: 'asks' };
const into: Said = { kind: 'record-letter', direction: 'in', document: 'answers', scan: 'page' };
const confirm = (letter: number): Said => ({ kind: 'confirm-letter', letter });
const REPORT = [{ name: 'report', title: { zh: '报告', en: 'Report' } }] as StageDefinition['evidence'];

describe('what a body outside owes', () => {
  it('is told to the post that writes to it, and climbs the chain above that post', () => {
    const owed = play().until('2026-12-01');
    expect(owed.party().party).toMatchObject({
      actsThrough: [],
      desk: 'head-a',
      levels: ['vice-1', 'president', 'superior'],
    });
    expect(owed.of('stage-opened')[0]?.body.told).toEqual([
      { officer: 'o-head-a', post: 'head-a', as: 'owner' },
    ]);
    expect(owed.firings()).toContain('2026-10-27 23:59 escalate-1 -> o-head-a, o-vice-1 (level)');
    expect(owed.party().status).toBe('lapsed');
  });

  it('goes to the one above while nobody holds that post', () => {
    const owed = play({}, new Court().isVacant('head-a'));
    expect(owed.of('stage-opened')[0]?.body.told).toEqual([
      { officer: 'o-vice-1', post: 'vice-1', as: 'vacancy' },
    ]);
    expect(owed.tell('2026-10-12 10:00', 'o-vice-1', out)).toBeNull();
  });
});

describe('a letter', () => {
  it('is entered by one person and confirmed by another', () => {
    const owed = play();
    expect(owed.tell('2026-10-12 10:00', 'o-head-a', out)).toBeNull();
    expect(owed.tell('2026-10-12 10:01', 'o-head-a', confirm(1))).toBe('same-person');
    expect(owed.tell('2026-10-12 10:02', 'o-head-a', confirm(1), true)).toBe('same-person');
    expect(owed.tell('2026-10-12 10:03', 'o-judge-b1', confirm(1), true)).toBeNull();
    expect(owed.tell('2026-10-12 10:04', 'o-judge-a1', confirm(1), true)).toBe('already-confirmed');
    expect(owed.tell('2026-10-12 10:05', 'o-judge-a1', confirm(2), true)).toBe('unknown-letter');
    expect(owed.party()).toMatchObject({
      status: 'open',
      letters: [{ direction: 'out', document: 'asks', by: 'o-head-a', confirmedBy: 'o-judge-b1' }],
    });
  });

  it('with the answer counts from its confirmation, and leaves nothing to be confirmed', () => {
    const owed = play({ evidence: REPORT });
    owed.tell('2026-10-12 10:00', 'o-judge-b1', out, true);
    expect(owed.tell('2026-10-22 10:00', 'o-judge-b1', into, true)).toBeNull();
    expect(owed.party().submission).toBeNull();
    expect(owed.tell('2026-10-23 10:00', 'o-head-a', confirm(2))).toBeNull();
    expect(owed.last('evidence-submitted')).toMatchObject({
      actor: 'o-head-a',
      onBehalfOf: BUREAU,
      body: { late: true, principals: [], evidence: [{ requirement: 'report', document: 'page' }] },
    });
    expect(owed.party()).toMatchObject({
      status: 'fulfilled',
      confirmation: null,
      submission: { unconfirmed: false },
    });
    expect(owed.tell('2026-10-23 11:00', 'o-head-a', into)).not.toBeNull();
  });

  it('is reviewed by neither of the two, and a returned one is answered by the next', () => {
    const owed = play({ review: BY_SUPERIOR });
    owed.tell('2026-10-12 10:00', 'o-vice-1', into, true);
    expect(owed.tell('2026-10-12 11:00', 'o-head-a', confirm(1))).toBeNull();
    expect(owed.party().clock).toMatchObject({ of: 'review', post: 'president' });
    expect(owed.tell('2026-10-13 10:00', 'o-head-a', into)).toBeNull();
    expect(owed.tell('2026-10-13 10:01', 'o-vice-1', confirm(2), true)).toBe('in-review');
    const back: Said = { kind: 'review', verdict: 'return', reason: 'why' };
    expect(owed.tell('2026-10-13 11:00', 'o-president', back)).toBeNull();
    expect(owed.tell('2026-10-13 12:00', 'o-vice-1', confirm(2), true)).toBeNull();
    expect(owed.party()).toMatchObject({ status: 'in-review', round: 2 });
  });

  const others: Said[] = [
    { kind: 'submit', evidence: [] },
    { kind: 'sign' },
    { kind: 'request-extension', until: '2026-10-28T00:00:00.000Z', reason: 'why' },
  ];
  it.each(others)('takes the place of $kind', (said) => {
    expect(play().tell('2026-10-12 10:00', 'o-head-a', said)).toBe('letters-only');
    expect(play().tell('2026-10-12 10:00', 'o-judge-b1', said, true)).toBe('letters-only');
  });

  it('is for bodies outside only, and kept by those who write to them', () => {
    const inside = new Play(briefOf(dutyOf([stageOf()])));
    expect(inside.tell('2026-10-12 10:00', 'o-head-a', out)).toBe('not-external');
    expect(play().tell('2026-10-12 10:00', 'o-judge-a1', out)).toBe('not-yours');
    const owed = play();
    owed.tell('2026-10-12 10:00', 'o-head-a', into);
    expect(owed.tell('2026-10-12 10:01', 'o-judge-a1', confirm(1))).toBe('not-yours');
  });
});
