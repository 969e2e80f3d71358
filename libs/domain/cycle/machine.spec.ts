import { cycleOf, CyclePlay } from '../../../test/support/domain/cycle-play.js';
import { plainCalendar, shanghai } from '../../../test/support/domain/calendars.js';
import { Court } from '../../../test/support/domain/court.js';
import { dutyOf, named, stageOf } from '../../../test/support/domain/duties.js';
import { newCycle, type CycleChange, type CycleEntry, type CycleTerms } from './cycle.js';
import { cycleMachine } from './machine.js';

const play = (changes = {}, at = '2026-12-20 09:00', court = new Court()): CyclePlay =>
  new CyclePlay(cycleOf(changes), at, court);

describe('a cycle', () => {
  it('opens one period after the other, each at its beginning', () => {
    expect(play().until('2027-04-15').course()).toEqual([
      '2027-01-01 00:00 opened 2027-01-01',
      '2027-02-01 00:00 opened 2027-02-01',
      '2027-03-01 00:00 opened 2027-03-01',
      '2027-04-01 00:00 opened 2027-04-01',
    ]);
  });

  it('opens an obligation with an id that follows from the period', () => {
    const [opened] = play()
      .until('2027-01-15')
      .entries.filter((entry) => entry.kind === 'period-opened');
    expect(opened?.body).toMatchObject({
      period: {
        from: '2027-01-01',
        to: '2027-01-31',
        start: shanghai('2027-01-01'),
        end: shanghai('2027-01-31 23:59:59.999'),
      },
      openings: [
        {
          subject: 'obligation/monthly.2027-01-01',
          brief: { id: 'monthly.2027-01-01', cycleId: 'monthly', slice: null, openedBy: null },
        },
      ],
      citing: null,
    });
  });

  it('crosses New Year, leap days and the ends of months', () => {
    const quarter = { rule: 'FREQ=MONTHLY;INTERVAL=3', startDate: '2027-10-01', adoptionDate: '2027-10-01' };
    const { entries } = play(quarter).until('2028-08-01');
    const periods = entries.flatMap((entry) => (entry.kind === 'period-opened' ? [entry.body.period] : []));
    expect(periods.map(({ from, to }) => `${from} to ${to}`)).toEqual([
      '2027-10-01 to 2027-12-31',
      '2028-01-01 to 2028-03-31',
      '2028-04-01 to 2028-06-30',
      '2028-07-01 to 2028-09-30',
    ]);
    const daily = { rule: 'FREQ=DAILY', startDate: '2028-02-28', adoptionDate: '2028-02-28' };
    expect(
      play(daily)
        .until('2028-03-01')
        .course()
        .map((line) => line.slice(-10)),
    ).toEqual(['2028-02-28', '2028-02-29', '2028-03-01']);
  });

  it('ends with its series', () => {
    const thrice = play({ rule: 'FREQ=MONTHLY;COUNT=3' }).until('2028-01-01');
    expect(thrice.course()).toHaveLength(3);
    expect(thrice.state.next).toBeNull();
    expect(cycleMachine.wake(thrice.state)).toBeNull();
  });

  it('begins in the period of the adoption, however early it was made', () => {
    const { entries } = play({ adoptionDate: '2027-03-10' }).until('2027-03-20');
    const [opened] = entries.filter((entry) => entry.kind === 'period-opened');
    expect(opened).toMatchObject({ at: shanghai('2027-03-10'), body: { period: { from: '2027-03-01' } } });
  });
});

describe('after a downtime', () => {
  it('a period that ended condemns nobody; the one that runs opens late', () => {
    expect(play().until('2027-01-20').sleepTo('2027-05-15 09:00').course()).toEqual([
      '2027-01-01 00:00 opened 2027-01-01',
      '2027-05-15 09:00 elapsed 2027-02-01',
      '2027-05-15 09:00 elapsed 2027-03-01',
      '2027-05-15 09:00 elapsed 2027-04-01',
      '2027-05-15 09:00 opened 2027-05-01',
    ]);
  });

  it('catches up with years of days', () => {
    const daily = play({ rule: 'FREQ=DAILY' }).sleepTo('2031-01-01 09:00');
    expect(daily.course()).toHaveLength(4 * 365 + 1 + 1);
    expect(daily.course().at(-1)).toBe('2031-01-01 09:00 opened 2031-01-01');
  });

  it('a cycle that begins late passes over what has ended since the adoption', () => {
    expect(play({}, '2027-03-15 09:00').course()).toEqual([
      '2027-03-15 09:00 elapsed 2027-01-01',
      '2027-03-15 09:00 elapsed 2027-02-01',
      '2027-03-15 09:00 opened 2027-03-01',
    ]);
  });
});

describe('a pause', () => {
  it('passes over what begins in it; the next one to come opens after it', () => {
    const paused = play().until('2027-01-10');
    expect(paused.tell('2027-01-11 09:00', { kind: 'pause' })).toBeNull();
    expect(paused.tell('2027-01-12 09:00', { kind: 'pause' })).toBe('already-paused');
    expect(paused.tell('2027-03-15 09:00', { kind: 'resume-cycle' })).toBeNull();
    expect(paused.tell('2027-03-15 10:00', { kind: 'resume-cycle' })).toBe('not-paused');
    expect(paused.until('2027-04-02').course()).toEqual([
      '2027-01-01 00:00 opened 2027-01-01',
      '2027-02-01 00:00 paused 2027-02-01',
      '2027-03-01 00:00 paused 2027-03-01',
      '2027-04-01 00:00 opened 2027-04-01',
    ]);
  });

  it('that ends at the instant of an opening does not swallow it', () => {
    const paused = play();
    paused.tell('2026-12-25 09:00', { kind: 'pause' });
    paused.tell('2027-02-01 00:00', { kind: 'resume-cycle' });
    expect(paused.course()).toEqual([
      '2027-01-01 00:00 paused 2027-01-01',
      '2027-02-01 00:00 opened 2027-02-01',
    ]);
  });

  it('leaves the period that it passed over to be opened by hand, while it runs', () => {
    const paused = play();
    paused.tell('2026-12-25 09:00', { kind: 'pause' });
    paused.tell('2027-01-10 09:00', { kind: 'resume-cycle' });
    expect(paused.tell('2027-01-11 09:00', { kind: 'open-now', period: '2027-01-11' })).toBeNull();
    expect(paused.until('2027-02-02').course()).toEqual([
      '2027-01-01 00:00 paused 2027-01-01',
      '2027-01-11 09:00 opened 2027-01-01',
      '2027-02-01 00:00 opened 2027-02-01',
    ]);
  });
});

describe('a new version of the calendar', () => {
  it('moves the next opening where its days begin at another instant, and changes nothing else', () => {
    const moving = play({ adoptionDate: '2027-01-15' });
    expect(moving.tell('2026-12-28 09:00', { kind: 'calendar-changed' })).toBeNull();
    expect(moving.entries.map(({ kind }) => kind)).toEqual(['cycle-started']);
    moving.calendar = plainCalendar('Asia/Tokyo');
    moving.tell('2026-12-29 09:00', { kind: 'calendar-changed' });
    expect(moving.entries.at(-1)).toMatchObject({
      kind: 'cycle-replanned',
      actor: null,
      body: { next: { from: '2027-01-01', start: shanghai('2027-01-14 23:00') }, calendarVersion: 1 },
    });
    expect(moving.until('2027-02-02').course()).toEqual([
      '2027-01-14 23:00 opened 2027-01-01',
      '2027-01-31 23:00 opened 2027-02-01',
    ]);
  });
});

describe('an approved change', () => {
  const july = (terms: CycleTerms, change = 'c1'): { kind: 'adopt-change'; change: CycleChange } => ({
    kind: 'adopt-change',
    change: { change, from: '2027-07-01', terms },
  });
  const openings = (of: ReturnType<typeof play>): [string, number][] =>
    of.entries.flatMap((entry) =>
      entry.kind === 'period-opened'
        ? entry.body.openings.map(({ brief }): [string, number] => [
            entry.body.period.from,
            brief.dutyVersion,
          ])
        : [],
    );

  it('is in force for the first period that begins on its date, and for none before', () => {
    const cycle = play().until('2027-06-10');
    expect(cycle.tell('2027-06-10 09:00', july({ dutyVersion: 2 }))).toBeNull();
    expect(cycle.tell('2027-06-10 10:00', july({ dutyVersion: 2 }))).toBe('already-adopted');
    expect(openings(cycle.until('2027-08-02')).slice(-3)).toEqual([
      ['2027-06-01', 1],
      ['2027-07-01', 2],
      ['2027-08-01', 2],
    ]);
    expect(cycle.state).toMatchObject({ pending: [], terms: { dutyVersion: 2 }, brief: { dutyVersion: 2 } });
    expect(cycle.entries.filter(({ kind }) => kind === 'change-applied')).toMatchObject([
      { at: shanghai('2027-07-01'), actor: null, body: { change: 'c1' } },
    ]);
  });

  it('gives another series from then on, also after one that was over', () => {
    const cycle = play({ rule: 'FREQ=MONTHLY;INTERVAL=6' }).until('2027-06-10');
    cycle.tell('2027-06-10 09:00', july({ rule: 'FREQ=MONTHLY;INTERVAL=3' }));
    expect(openings(cycle.until('2028-01-02')).map(([from]) => from)).toEqual([
      '2027-01-01',
      '2027-07-01',
      '2027-10-01',
      '2028-01-01',
    ]);
    const over = play({ rule: 'FREQ=MONTHLY;COUNT=2' }).until('2027-06-10');
    over.tell('2027-06-10 09:00', july({ rule: 'FREQ=MONTHLY' }));
    expect(
      openings(over.until('2027-08-02'))
        .map(([from]) => from)
        .slice(-2),
    ).toEqual(['2027-07-01', '2027-08-01']);
  });

  it('reaches no period that began before it came, and waits for what is owed when a period is over', () => {
    const late = play().until('2027-07-05');
    late.tell('2027-07-05 09:00', july({ dutyVersion: 2 }));
    expect(openings(late.until('2027-08-02')).slice(-2)).toEqual([
      ['2027-07-01', 1],
      ['2027-08-01', 2],
    ]);
    const afterwards = play({ opens: 'period-end' }).until('2027-06-10');
    afterwards.tell('2027-06-10 09:00', july({ dutyVersion: 2 }));
    expect(openings(afterwards.until('2027-08-02')).slice(-2)).toEqual([
      ['2027-06-01', 1],
      ['2027-07-01', 2],
    ]);
  });

  it('is what a period goes by that is opened early, and one to come that is skipped', () => {
    const cycle = play().until('2027-06-10');
    cycle.tell('2027-06-10 09:00', july({ dutyVersion: 2, rule: 'FREQ=MONTHLY;INTERVAL=3' }));
    expect(cycle.tell('2027-06-11 09:00', { kind: 'skip', period: '2027-08-01' })).toBe('no-such-period');
    expect(cycle.tell('2027-06-28 09:00', { kind: 'open-now', period: '2027-07-01' })).toBeNull();
    expect(openings(cycle).at(-1)).toEqual(['2027-07-01', 2]);
    expect(cycle.state.next?.from).toBe('2027-10-01');
  });

  it('has its turn after one with an earlier date, and the later of one day has the last word', () => {
    const cycle = play().until('2027-06-10');
    cycle.tell('2027-06-10 09:00', july({ dutyVersion: 3 }, 'c3'));
    cycle.tell('2027-06-10 10:00', july({ dutyVersion: 4 }, 'c4'));
    cycle.tell('2027-06-10 11:00', {
      kind: 'adopt-change',
      change: { change: 'c2', from: '2027-06-15', terms: { dutyVersion: 2 } },
    });
    expect(openings(cycle.until('2027-07-02')).at(-1)).toEqual(['2027-07-01', 4]);
  });
});

describe('skipping a period', () => {
  it('leaves out one to come, named by its first day', () => {
    const skipping = play().until('2027-01-10');
    expect(skipping.tell('2027-01-11 09:00', { kind: 'skip', period: '2027-03-01' })).toBeNull();
    expect(skipping.tell('2027-01-11 09:00', { kind: 'skip', period: '2027-03-01' })).toBe('already-skipped');
    expect(skipping.until('2027-04-01').course().slice(1)).toEqual([
      '2027-02-01 00:00 opened 2027-02-01',
      '2027-03-01 00:00 skipped 2027-03-01',
      '2027-04-01 00:00 opened 2027-04-01',
    ]);
    expect(skipping.state.skips).toEqual([]);
  });

  it.each(['2027-01-01', '2027-03-02', '2027-02-30', 'soon'])(
    'is refused for %s, which begins none',
    (period) => {
      expect(play().until('2027-01-10').tell('2027-01-11 09:00', { kind: 'skip', period })).toBe(
        'no-such-period',
      );
    },
  );

  it('is refused after the end of the series', () => {
    const over = play({ rule: 'FREQ=MONTHLY;COUNT=1' }).until('2027-01-10');
    expect(over.tell('2027-01-11 09:00', { kind: 'skip', period: '2027-02-01' })).toBe('no-such-period');
  });
});

describe('opening a period by hand', () => {
  it('opens the next one early, and it does not open again', () => {
    const early = play();
    expect(early.tell('2026-12-28 09:00', { kind: 'open-now', period: '2027-01-15' })).toBeNull();
    expect(early.tell('2026-12-29 09:00', { kind: 'open-now', period: '2027-01-15' })).toBe('already-opened');
    expect(early.until('2027-02-01').course()).toEqual([
      '2026-12-28 09:00 opened 2027-01-01',
      '2027-02-01 00:00 opened 2027-02-01',
    ]);
    expect(early.entries.find((entry) => entry.kind === 'period-opened')).toMatchObject({
      actor: 'o-admin',
      body: { citing: 'minutes-7' },
    });
  });

  it('opens one that was to be skipped', () => {
    const skipped = play();
    skipped.tell('2026-12-28 09:00', { kind: 'skip', period: '2027-01-01' });
    expect(skipped.tell('2026-12-29 09:00', { kind: 'open-now', period: '2027-01-01' })).toBeNull();
    expect(skipped.state.skips).toEqual([]);
  });

  it.each([
    ['over', '2027-01-15', 'period-over'],
    ['not the next', '2027-05-01', 'not-next'],
    ['before the series', '2026-11-01', 'no-such-period'],
    ['no day at all', '2027-02-30', 'no-such-period'],
  ])('is refused for a period that is %s', (_, period, code) => {
    const paused = play();
    paused.tell('2026-12-25 09:00', { kind: 'pause' });
    expect(paused.tell('2027-02-02 09:00', { kind: 'open-now', period })).toBe(code);
  });

  it('is refused for what ended before the adoption', () => {
    const later = play({ startDate: '2026-01-01', adoptionDate: '2027-01-01' });
    expect(later.tell('2026-12-25 09:00', { kind: 'open-now', period: '2026-12-15' })).toBe('no-such-period');
  });

  it('gives the first period the start that the adoption gives it', () => {
    const middle = play({ adoptionDate: '2027-01-15' });
    middle.tell('2027-01-10 09:00', { kind: 'open-now', period: '2027-01-20' });
    const [opened] = middle.entries.filter((entry) => entry.kind === 'period-opened');
    expect(opened?.body.period.start).toBe(shanghai('2027-01-15'));
  });
});

describe('letting a period pass', () => {
  it('is not for whoever answers for the duty', () => {
    expect(play().tell('2026-12-25 09:00', { kind: 'skip', period: '2027-01-01' }, 'o-head-a')).toBe(
      'same-person',
    );
    expect(play().tell('2026-12-25 09:00', { kind: 'pause' }, 'o-head-a')).toBe('same-person');
    const group = { duty: dutyOf([stageOf({ parties: named('leading-group') })]) };
    expect(play(group).tell('2026-12-25 09:00', { kind: 'pause' }, 'o-president')).toBe('same-person');
    expect(play(group).tell('2026-12-25 09:00', { kind: 'pause' }, 'o-vice-1')).toBeNull();
  });

  it('is for the superior unit where the plan sets a floor', () => {
    const floor = { duty: dutyOf([stageOf()], { floor: true }) };
    expect(play(floor).tell('2026-12-25 09:00', { kind: 'pause' })).toBe('floor');
    expect(play(floor).tell('2026-12-25 09:00', { kind: 'skip', period: '2027-01-01' }, 'o-president')).toBe(
      'floor',
    );
    expect(
      play(floor).tell('2026-12-25 09:00', { kind: 'skip', period: '2027-01-01' }, 'o-superior'),
    ).toBeNull();
  });
});

describe('the record of a cycle', () => {
  it('gives the state back', () => {
    const cycle = play();
    cycle.tell('2026-12-25 09:00', { kind: 'skip', period: '2027-03-01' });
    cycle.tell('2027-01-15 09:00', { kind: 'pause' });
    cycle.tell('2027-02-15 09:00', { kind: 'resume-cycle' });
    cycle.tell('2027-02-16 09:00', { kind: 'open-now', period: '2027-02-16' });
    cycle.until('2027-06-01');
    const read = JSON.parse(JSON.stringify(cycle.entries)) as CycleEntry[];
    expect(read.reduce((state, entry) => cycleMachine.evolve(state, entry), newCycle(cycleOf()))).toEqual(
      cycle.state,
    );
  });
});
