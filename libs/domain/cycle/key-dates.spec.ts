import { shanghai } from '../../../test/support/domain/calendars.js';
import { Court } from '../../../test/support/domain/court.js';
import { cycleOf, CyclePlay } from '../../../test/support/domain/cycle-play.js';
import type { KeyDate } from '../organisation/organisation.js';
import { previewCycle } from './preview.js';

const keyDate = (id: string, from: string, to = from): KeyDate => ({
  id,
  unitId: 'court',
  title: { zh: id, en: id },
  from,
  to,
  cancelledAt: null,
});

/** Five working days before each key date. */
const following = () => cycleOf({ rule: '', dates: { register: 'key-dates', leadWorkingDays: 5 } });
const CONGRESS = keyDate('congress', '2027-03-08', '2027-03-12');
const play = (...dates: KeyDate[]): CyclePlay => {
  const court = new Court();
  court.keyDates = dates;
  return new CyclePlay(following(), '2027-01-04 09:00', court);
};
const tellOf = (playing: CyclePlay, at: string, ...dates: KeyDate[]): string | null => {
  playing.court.keyDates = dates;
  return playing.tell(at, { kind: 'key-dates-changed' });
};

describe('a cycle that follows key dates', () => {
  it('opens a period for each, some working days before, to the end of its last day', () => {
    const playing = play(keyDate('fair', '2027-05-20'), CONGRESS).until('2027-06-01');
    expect(playing.course()).toEqual([
      '2027-03-01 00:00 opened 2027-03-01',
      '2027-05-13 00:00 opened 2027-05-13',
    ]);
    const opened = playing.entries.flatMap((entry) => (entry.kind === 'period-opened' ? [entry.body] : []));
    expect(opened[0]).toMatchObject({
      period: { to: '2027-03-12', end: shanghai('2027-03-12 23:59:59.999'), keyDate: 'congress' },
      openings: [{ subject: 'obligation/monthly.congress' }],
    });
    expect(playing.state).toMatchObject({ next: null, opened: ['congress', 'fair'] });
  });

  it('waits where there is none, and opens at once what is added late', () => {
    const playing = play();
    expect(playing.state.next).toBeNull();
    tellOf(playing, '2027-03-04 10:00', CONGRESS);
    expect(playing.entries.at(-1)).toMatchObject({ kind: 'period-opened', body: { next: null } });
    expect(playing.course()).toEqual(['2027-03-04 10:00 opened 2027-03-01']);
    const before = playing.entries.length;
    tellOf(playing, '2027-03-05 10:00', CONGRESS);
    expect(playing.entries).toHaveLength(before);
  });

  it('does not open what was cancelled before, and goes on with what was opened', () => {
    const playing = play(CONGRESS);
    tellOf(playing, '2027-02-01 10:00', { ...CONGRESS, cancelledAt: shanghai('2027-02-01 10:00') });
    expect(playing.entries.at(-1)).toMatchObject({ kind: 'cycle-replanned', body: { next: null } });
    expect(playing.until('2027-04-01').course()).toEqual([]);
  });

  it('puts an earlier one first', () => {
    const playing = play(CONGRESS);
    tellOf(playing, '2027-01-20 10:00', CONGRESS, keyDate('visit', '2027-02-25'));
    expect(playing.state.next).toMatchObject({ keyDate: 'visit' });
    expect(
      playing
        .until('2027-03-02')
        .course()
        .map((line) => line.slice(17)),
    ).toEqual(['opened 2027-02-18', 'opened 2027-03-01']);
  });

  it('has two periods for two key dates for which preparation begins on one day', () => {
    const playing = play(keyDate('saturday', '2027-03-13'), keyDate('sunday', '2027-03-14')).until(
      '2027-04-01',
    );
    expect(playing.course()).toEqual([
      '2027-03-08 00:00 opened 2027-03-08',
      '2027-03-08 00:00 opened 2027-03-08',
    ]);
  });

  it('is skipped, and passes over what came while nothing ran', () => {
    const skipped = play(CONGRESS);
    expect(skipped.tell('2027-02-01 09:00', { kind: 'skip', period: '2027-03-01' })).toBeNull();
    expect(skipped.until('2027-04-01').course()).toEqual(['2027-03-01 00:00 skipped 2027-03-01']);
    expect(tellOf(skipped, '2027-03-02 09:00', CONGRESS)).toBeNull();
    expect(skipped.state.next).toBeNull();
    expect(play(CONGRESS).sleepTo('2027-04-01').course()).toEqual(['2027-04-01 00:00 elapsed 2027-03-01']);
  });

  it('opens early when it is asked to', () => {
    const playing = play(CONGRESS);
    expect(playing.tell('2027-02-01 09:00', { kind: 'open-now', period: '2027-03-10' })).toBeNull();
    expect(playing.until('2027-04-01').course()).toEqual(['2027-02-01 09:00 opened 2027-03-01']);
    expect(playing.tell('2027-04-01 09:00', { kind: 'open-now', period: '2027-03-10' })).toBe(
      'no-such-period',
    );
  });

  it('shows in a preview what happens', () => {
    const { court, calendar } = play(CONGRESS, keyDate('fair', '2027-05-20'));
    const facts = { organisation: court.organisation(), calendar };
    const previews = previewCycle(following(), facts, '2027-03-01', '2027-05-12');
    expect(previews.map(({ opensAt, period }) => [opensAt, period.keyDate])).toEqual([
      [shanghai('2027-03-01'), 'congress'],
    ]);
    expect(previews[0]?.stages).toHaveLength(1);
  });
});
