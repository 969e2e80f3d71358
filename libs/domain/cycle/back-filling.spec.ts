import { cycleOf, CyclePlay } from '../../../test/support/domain/cycle-play.js';
import { shanghai } from '../../../test/support/domain/calendars.js';
import { Court } from '../../../test/support/domain/court.js';
import { BACKFILL_LADDER } from '../duty/back-filled.js';

/** Each month from January 2026 on, adopted in December. */
const play = (changes = {}, court = new Court()): CyclePlay =>
  new CyclePlay(
    cycleOf({ startDate: '2026-01-01', adoptionDate: '2026-12-01', ...changes }),
    '2026-12-01 09:00',
    court,
  );
const backfill = (period: string) => ({ kind: 'open-now', period, backfill: true }) as const;

describe('back-filling', () => {
  it('opens a period that ended before the adoption, marked, and moves nothing else', () => {
    const cycle = play();
    const { next } = cycle.state;
    expect(cycle.tell('2026-12-10 09:00', backfill('2026-03-15'))).toBeNull();
    const entry = cycle.entries.findLast(({ kind }) => kind === 'period-opened');
    expect(entry).toMatchObject({
      actor: 'o-admin',
      body: {
        period: { from: '2026-03-01', to: '2026-03-31', start: shanghai('2026-03-01') },
        citing: 'minutes-7',
        next,
        openings: [
          {
            subject: 'obligation/monthly.2026-03-01',
            brief: { backfilled: true, duty: { stages: [{ kind: 'right', ladder: BACKFILL_LADDER }] } },
          },
        ],
      },
    });
    expect(cycle.state.next).toEqual(next);
    expect(cycle.until('2027-01-02').course()).toEqual([
      '2026-12-01 09:00 opened 2026-12-01',
      '2026-12-10 09:00 opened 2026-03-01',
      '2027-01-01 00:00 opened 2027-01-01',
    ]);
  });

  it('leaves what opens in its own time unmarked', () => {
    const [opened] = play().entries.filter((entry) => entry.kind === 'period-opened');
    expect(opened?.body.openings[0]?.brief).not.toHaveProperty('backfilled');
  });

  it('opens each once', () => {
    const cycle = play();
    cycle.tell('2026-12-10 09:00', backfill('2026-03-15'));
    expect(cycle.tell('2026-12-11 09:00', backfill('2026-03-01'))).toBe('already-opened');
    expect(cycle.tell('2027-01-11 09:00', backfill('2026-12-01'))).toBe('already-opened');
  });

  it('opens one that was passed over in a pause', () => {
    const cycle = play();
    cycle.tell('2026-12-15 09:00', { kind: 'pause' });
    expect(cycle.tell('2027-02-02 09:00', backfill('2027-01-15'))).toBeNull();
    expect(cycle.course().at(-1)).toBe('2027-02-02 09:00 opened 2027-01-01');
  });

  it.each([
    ['runs', '2026-12-20', 'period-not-over'],
    ['is to come', '2027-03-01', 'period-not-over'],
    ['lies before the series', '2025-12-31', 'no-such-period'],
    ['is no day', '2026-02-30', 'no-such-period'],
  ])('is refused for what %s', (_, period, code) => {
    const paused = play({ adoptionDate: '2026-12-15' });
    expect(paused.tell('2026-12-10 09:00', backfill(period))).toBe(code);
  });

  it('waits where a period opens when it is over, for as long as it may still be owed', () => {
    const report = play({ opens: 'period-end' });
    report.tell('2026-12-15 09:00', { kind: 'pause' });
    expect(report.tell('2027-01-10 09:00', backfill('2026-12-15'))).toBe('period-not-over');
    expect(report.tell('2027-01-10 10:00', backfill('2026-11-15'))).toBeNull();
    expect(report.tell('2027-02-01 09:00', backfill('2026-12-15'))).toBeNull();
  });

  it('opens the period of a key date before the adoption, from where that began', () => {
    const court = new Court();
    court.keyDates = [
      {
        id: 'fair',
        unitId: 'court',
        title: { zh: 'fair', en: 'fair' },
        from: '2026-05-20',
        to: '2026-05-21',
        cancelledAt: null,
      },
    ];
    const cycle = play({ rule: '', dates: { register: 'key-dates', leadWorkingDays: 0 } }, court);
    expect(cycle.tell('2026-12-10 09:00', backfill('2026-05-21'))).toBeNull();
    expect(cycle.entries.findLast(({ kind }) => kind === 'period-opened')?.body).toMatchObject({
      period: { start: shanghai('2026-05-20'), keyDate: 'fair' },
      openings: [{ subject: 'obligation/monthly.fair' }],
      next: null,
    });
    expect(cycle.tell('2026-12-11 09:00', backfill('2026-05-20'))).toBe('already-opened');
  });
});
