import { endOf, shanghai } from '../../../test/support/domain/calendars.js';
import { Court } from '../../../test/support/domain/court.js';
import { briefOf, BY_SUPERIOR, dutyOf, stageOf } from '../../../test/support/domain/duties.js';
import { Play, type Said } from '../../../test/support/domain/play.js';
import { validateDuty } from '../duty/validate.js';

const order = (until = endOf('2026-10-16')): Said => ({ kind: 'supervise', until, reason: 'a'.repeat(64) });
const open = (court = new Court()): Play =>
  new Play(briefOf(dutyOf([stageOf({ review: BY_SUPERIOR })])), { court });
const AT = '2026-10-12 10:00';

describe('a supervision order', () => {
  it('stops no clock, and tells whoever has the move and the one above them', () => {
    const play = open();
    const before = play.plan();
    expect(play.tell(AT, 'o-president', order())).toBeNull();
    expect(play.plan()).toEqual(before);
    const { body } = play.last('supervision-ordered');
    expect(body.told).toMatchObject([
      { officer: 'o-vice-1', as: 'level' },
      { officer: 'o-head-a', as: 'owner' },
    ]);
    expect(body).toMatchObject({ orderedAs: 'president', mover: { kind: 'post', id: 'head-a' } });
  });

  it('makes the report an obligation of its own, with a ladder, reviewed by whoever ordered it', () => {
    const play = open();
    play.tell(AT, 'o-president', order());
    play.tell('2026-10-13 10:00', 'o-vice-1', order(endOf('2026-10-20')));
    const openings = play.of('report-opened').flatMap(({ body }) => body.openings);
    expect(openings.map(({ subject }) => subject)).toEqual([
      'obligation/one.report.report-1',
      'obligation/one.report.report-2',
    ]);
    const [first] = openings;
    expect(validateDuty(first!.brief.duty)).toEqual([]);
    expect(first!.brief).toMatchObject({
      parentId: 'one',
      document: 'a'.repeat(64),
      openedBy: 'o-president',
    });
    const report = new Play(first!.brief, { at: AT });
    expect(report.plan()?.due).toBe('2026-10-16 23:59');
    const evidence = [{ requirement: 'report', document: 'b'.repeat(64) }];
    report.tell('2026-10-14 10:00', 'o-head-a', { kind: 'submit', evidence });
    expect(report.party().clock?.post).toBe('president');
  });

  it('is owed by the reviewer while it is reviewed', () => {
    const play = open();
    play.tell(AT, 'o-head-a', { kind: 'submit', evidence: [] });
    expect(play.tell('2026-10-12 11:00', 'o-vice-1', order())).toBe('same-person');
    expect(play.tell('2026-10-12 11:00', 'o-president', order())).toBeNull();
    expect(play.last('supervision-ordered').body.mover).toEqual({ kind: 'post', id: 'vice-1' });
  });

  it.each([
    ['a clerk', 'o-clerk', order(), 'no-authority'],
    ['whoever owes', 'o-head-a', order(), 'same-person'],
    ['a superior by a day that has passed', 'o-vice-1', order(endOf('2026-10-11')), 'date-in-the-past'],
    ['a superior by no day', 'o-vice-1', order('some day'), 'date-invalid'],
    [
      'a superior by a day that cannot be meant',
      'o-vice-1',
      order('9999-12-31T00:00:00.000Z'),
      'date-invalid',
    ],
  ])('by %s is refused', (_, officer, said, refusal) => {
    expect(open().tell(AT, officer, said, officer === 'o-clerk')).toBe(refusal);
  });

  it('is for what runs', () => {
    const play = open();
    play.tell(AT, 'o-vice-1', { kind: 'suspend', reason: 'why' });
    expect(play.tell('2026-10-12 11:00', 'o-president', order())).toBe('suspended');
    play.tell('2026-10-12 12:00', 'o-president', { kind: 'waive', reason: 'why' });
    expect(play.tell('2026-10-12 13:00', 'o-president', order(shanghai('2026-10-20')))).toBe(
      'already-waived',
    );
  });
});
