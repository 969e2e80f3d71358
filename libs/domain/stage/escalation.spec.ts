import { Court } from '../../../test/support/domain/court.js';
import { briefOf, dutyOf, named, ORDINARY, stageOf } from '../../../test/support/domain/duties.js';
import { Play } from '../../../test/support/domain/play.js';

/** Working days of October 2026 after the holidays: 8, 9, Saturday 10, 12-16, 19-23, 26-30; of November: 2-6, 9-13. */
const silent = (court = new Court(), stage = stageOf()): Play =>
  new Play(briefOf(dutyOf([stage])), { court }).until('2026-12-01');

describe('whoever stays silent', () => {
  it('is reminded, then those above hear of it one after the other, then a launch file opens', () => {
    const play = silent();
    expect(play.firings()).toEqual([
      '2026-10-15 09:00 remind-5 -> o-head-a',
      '2026-10-21 09:00 remind-1 -> o-head-a',
      '2026-10-22 23:59 overdue -> o-head-a',
      '2026-10-27 23:59 escalate-1 -> o-head-a, o-vice-1 (level)',
      '2026-11-03 23:59 escalate-2 -> o-head-a, o-president (level)',
      '2026-11-12 23:59 launch -> o-head-a, o-superior (level)',
    ]);
    expect(play.party()).toMatchObject({ status: 'lapsed', clock: null, light: null });
    expect(play.last('rung-fired').body.launch).toEqual({
      id: 'launch/one/report/1/head-a',
      answering: 'head-a',
      existing: false,
      holdings: [{ officerId: 'o-head-a', from: '2020-01-01T00:00:00.000Z', to: null }],
    });
    expect(play.last('stage-closed').body.outcome).toEqual({
      fulfilled: 0,
      waived: 0,
      lapsed: 1,
      windowClosed: 0,
    });
  });

  it('turns the light yellow with the first reminder and red when overdue', () => {
    const play = new Play(briefOf(dutyOf([stageOf()])));
    const lightAt = (at: string) => play.until(at).party().light;
    expect(lightAt('2026-10-15 08:59')).toBe('blue');
    expect(lightAt('2026-10-15 09:00')).toBe('yellow');
    expect(lightAt('2026-10-22 23:59')).toBe('yellow');
    expect(lightAt('2026-10-23 00:00')).toBe('red');
    expect(lightAt('2026-11-13 00:00')).toBeNull();
  });

  it('counts over New Year by the days of both years', () => {
    // 2027-01-01 is the only holiday between; 4 January is the Monday after.
    const play = silent(new Court(), stageOf({ due: { at: '2026-12-30' }, ladder: ORDINARY }));
    expect(play.until('2027-02-01').firings()).toEqual([
      '2026-12-30 23:59 overdue -> o-head-a',
      '2027-01-05 23:59 escalate-1 -> o-head-a, o-vice-1 (level)',
      '2027-01-12 23:59 lapse -> o-head-a, o-vice-1 (level)',
    ]);
  });
});

describe('a ladder that ends in a lapse', () => {
  it('ends with the direct leader, who was told before, and opens no file', () => {
    const play = silent(new Court(), stageOf({ ladder: ORDINARY }));
    expect(play.firings().at(-1)).toBe('2026-11-03 23:59 lapse -> o-head-a, o-vice-1 (level)');
    expect(play.last('rung-fired').body.launch).toBeUndefined();
    expect(play.last('rung-fired').body.holdings).toHaveLength(1);
    expect(play.party().status).toBe('lapsed');
  });
});

describe('a post above that cannot be told', () => {
  it('is passed over when it is vacant, and the next one is told', () => {
    const play = silent(new Court().isVacant('vice-1'));
    const [, , , first, second, launch] = play.of('rung-fired');
    expect(first?.body).toMatchObject({
      told: [{ officer: 'o-head-a' }, { officer: 'o-president', post: 'president', as: 'level' }],
      passed: [{ post: 'vice-1', why: 'vacant' }],
    });
    // The president has been told already, so the second escalation passes on to the superior court.
    expect(second?.body).toMatchObject({
      told: [{ officer: 'o-head-a' }, { officer: 'o-superior', post: 'superior', as: 'level' }],
      passed: [{ post: 'president', why: 'already-told' }],
    });
    // The file goes to the highest, told before or not.
    expect(launch?.body).toMatchObject({
      told: [{ officer: 'o-head-a' }, { officer: 'o-superior' }],
      passed: [],
    });
  });

  it('is passed over when the debtor holds it too', () => {
    const play = silent(new Court().holds('vice-1', 'o-head-a'));
    expect(play.of('rung-fired')[3]?.body).toMatchObject({
      told: [
        { officer: 'o-head-a', as: 'owner' },
        { officer: 'o-president', as: 'level' },
      ],
      passed: [{ post: 'vice-1', why: 'is-the-debtor' }],
    });
  });

  it('is passed over when its substitute is the debtor', () => {
    const play = silent(new Court().isAway('o-vice-1', 'o-head-a', '2026-10-01T00:00:00.000Z'));
    expect(play.of('rung-fired')[3]?.body.passed).toEqual([{ post: 'vice-1', why: 'is-the-debtor' }]);
  });

  it('is passed over when its person was told in another post', () => {
    const play = silent(new Court().holds('president', 'o-vice-1'));
    expect(play.firings()[3]).toBe('2026-10-27 23:59 escalate-1 -> o-head-a, o-vice-1 (level)');
    expect(play.of('rung-fired')[4]?.body).toMatchObject({
      told: [{ officer: 'o-head-a' }, { officer: 'o-superior', as: 'level' }],
      passed: [{ post: 'president', why: 'already-told' }],
    });
  });

  it('is recorded, and nobody told but the owner, when nobody is left above', () => {
    const court = new Court().isVacant('vice-1').isVacant('president').isVacant('superior');
    expect(silent(court).of('rung-fired')[3]?.body).toMatchObject({
      told: [{ officer: 'o-head-a', as: 'owner' }],
      passed: [
        { post: 'vice-1', why: 'vacant' },
        { post: 'president', why: 'vacant' },
        { post: 'superior', why: 'vacant' },
      ],
    });
    expect(silent(court).party().status).toBe('lapsed');
  });
});

describe('who holds a post', () => {
  it('is found when the rung fires: a substitute hears in the place of the absent', () => {
    const court = new Court().isAway(
      'o-head-a',
      'o-head-b',
      '2026-10-14T16:00:00.000Z',
      '2026-10-16T16:00:00.000Z',
    );
    expect(silent(court).firings().slice(0, 2)).toEqual([
      '2026-10-15 09:00 remind-5 -> o-head-b',
      '2026-10-21 09:00 remind-1 -> o-head-a',
    ]);
  });

  it('stands in the facts of the lapse, day by day', () => {
    const court = new Court()
      .isVacant('head-a', '2026-10-19T16:00:00.000Z')
      .holds('head-a', 'o-new', '2026-10-25T16:00:00.000Z');
    expect(silent(court).last('rung-fired').body.launch?.holdings).toEqual([
      { officerId: 'o-head-a', from: '2020-01-01T00:00:00.000Z', to: '2026-10-19T16:00:00.000Z' },
      { officerId: 'o-new', from: '2026-10-25T16:00:00.000Z', to: null },
    ]);
  });
});

describe('a vacant owing post', () => {
  it('keeps owing; the one above is told to fill it or to take over', () => {
    const play = silent(new Court().isVacant('head-a'));
    expect(play.of('stage-opened')[0]?.body.told).toEqual([
      { officer: 'o-vice-1', post: 'vice-1', as: 'vacancy' },
    ]);
    expect(play.firings()).toEqual([
      '2026-10-15 09:00 remind-5 -> o-vice-1 (vacancy)',
      '2026-10-21 09:00 remind-1 -> o-vice-1 (vacancy)',
      '2026-10-22 23:59 overdue -> o-vice-1 (vacancy)',
      '2026-10-27 23:59 escalate-1 -> o-vice-1 (level)',
      '2026-11-03 23:59 escalate-2 -> o-vice-1 (vacancy), o-president (level)',
      '2026-11-12 23:59 launch -> o-vice-1 (vacancy), o-superior (level)',
    ]);
    expect(play.last('rung-fired').body.holdings).toEqual([]);
  });

  it('is told of further up when the post above is vacant too', () => {
    const play = silent(new Court().isVacant('head-a').isVacant('vice-1'));
    expect(play.firings()[0]).toBe('2026-10-15 09:00 remind-5 -> o-president (vacancy)');
  });

  it('may be acted for by the one who was told to take over, and by nobody else', () => {
    const open = () => new Play(briefOf(dutyOf([stageOf()])), { court: new Court().isVacant('head-a') });
    const submit = { kind: 'submit', evidence: [] } as const;
    expect(open().tell('2026-10-12 10:00', 'o-president', submit)).toBe('not-yours');
    const play = open();
    expect(play.tell('2026-10-12 10:00', 'o-vice-1', submit)).toBeNull();
    expect(play.last('evidence-submitted')).toMatchObject({ actor: 'o-vice-1', onBehalfOf: null });
  });
});

describe('a body', () => {
  it('owes as one party, through its secretary and its chair, and one person hears once', () => {
    const play = silent(new Court(), stageOf({ parties: named('leading-group') }));
    expect(play.of('stage-opened')[0]?.body.told).toEqual([
      { officer: 'o-president', post: 'group-secretary', as: 'owner' },
    ]);
    expect(play.firings().slice(-3)).toEqual([
      '2026-10-27 23:59 escalate-1 -> o-president, o-superior (level)',
      '2026-11-03 23:59 escalate-2 -> o-president',
      '2026-11-12 23:59 launch -> o-president, o-superior (level)',
    ]);
  });

  it('has two to tell where chair and secretary are two people', () => {
    const play = silent(
      new Court().holds('group-secretary', 'o-other'),
      stageOf({ parties: named('leading-group') }),
    );
    expect(play.firings()[0]).toBe('2026-10-15 09:00 remind-5 -> o-other, o-president');
  });
});
