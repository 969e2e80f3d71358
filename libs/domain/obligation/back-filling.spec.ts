import { endOf, shanghai } from '../../../test/support/domain/calendars.js';
import { briefOf, BY_SUPERIOR, dutyOf, stageOf } from '../../../test/support/domain/duties.js';
import { Play } from '../../../test/support/domain/play.js';
import { asBackFilled } from '../duty/back-filled.js';
import type { StageDefinition } from '../duty/definition.js';

const YEAR_BEFORE = {
  from: '2025-01-01',
  to: '2025-12-31',
  start: shanghai('2025-01-01'),
  end: endOf('2025-12-31'),
};

/** Due in the year before, opened on 9 October 2026. */
const play = (changes: Partial<StageDefinition> = {}): Play => {
  const due = { from: 'period-end', offset: { workingDays: 5 } } as const;
  const duty = asBackFilled(dutyOf([stageOf({ due, ...changes }), stageOf({ name: 'after', due })]));
  return new Play(briefOf(duty, { period: YEAR_BEFORE, backfilled: true }));
};
const SUBMIT = { kind: 'submit', evidence: [] } as const;
const close = (playing: Play): unknown => {
  playing.step('2027-03-01 09:00', { kind: 'close', result: 'fulfilled' });
  return playing.last('obligation-closed').body.result;
};

describe('what is back-filled', () => {
  it('is open for sixty working days, and reminds once', () => {
    expect(play().plan()).toEqual({
      due: '2026-12-31 23:59',
      rungs: ['remind 2026-12-17 09:00', 'close 2026-12-31 23:59'],
    });
  });

  it('closes in silence: nobody above hears of it, nothing lapses, and nothing counts as fulfilled', () => {
    const silent = play().until('2027-03-01');
    expect(silent.of('rung-fired').map(({ body }) => body.action)).toEqual(['remind', 'close']);
    const told = silent.of('rung-fired').flatMap(({ body }) => body.told);
    expect(new Set(told.map((one) => one.as))).toEqual(new Set(['owner']));
    expect(silent.party()).toMatchObject({
      status: 'window-closed',
      light: expect.not.stringMatching('red'),
    });
    expect(silent.last('stage-closed').body.outcome).toMatchObject({ lapsed: 0, windowClosed: 1 });
    expect(close(silent)).toBe('window-closed');
  });

  it('is fulfilled and never late when it is handed in', () => {
    const done = play();
    expect(done.tell('2026-12-30 10:00', 'o-head-a', SUBMIT)).toBeNull();
    expect(done.party()).toMatchObject({ status: 'fulfilled', submission: { late: false } });
    expect(close(done)).toBe('fulfilled');
  });

  it('gives a stage that opens when the window is over the least time that a stage has', () => {
    const done = play();
    done.tell('2026-12-30 10:00', 'o-head-a', SUBMIT);
    done.step('2027-01-05 10:00', { kind: 'open-stage', stage: 'after' });
    const [clock] = [...done.stage('after').parties.values()].map((party) => party.clock);
    expect(clock).toMatchObject({ due: endOf('2027-01-08'), basis: { of: 'late-opening' } });
  });

  it('goes to its reviewer, who may accept or return it', () => {
    const reviewed = play({ review: BY_SUPERIOR });
    reviewed.tell('2026-10-12 10:00', 'o-head-a', SUBMIT);
    expect(reviewed.party().status).toBe('in-review');
    const verdict = { kind: 'review', reason: 'the date is missing' } as const;
    expect(reviewed.tell('2026-10-13 10:00', 'o-vice-1', { ...verdict, verdict: 'return' })).toBeNull();
    expect(reviewed.plan()?.rungs.map((rung) => rung.split(' ')[0])).toEqual(['remind', 'close']);
    reviewed.tell('2026-10-14 10:00', 'o-head-a', SUBMIT);
    expect(reviewed.tell('2026-10-15 10:00', 'o-vice-1', { ...verdict, verdict: 'accept' })).toBeNull();
    expect(reviewed.party()).toMatchObject({ status: 'fulfilled', submission: { late: false } });
  });

  it('is passed on by a silent reviewer without a launch file or an escalation', () => {
    const reviewed = play({ review: BY_SUPERIOR });
    reviewed.tell('2026-10-12 10:00', 'o-head-a', SUBMIT);
    reviewed.until('2027-06-01');
    const firings = reviewed.of('rung-fired').map(({ body }) => body);
    expect(new Set(firings.map(({ action }) => action))).toEqual(new Set(['remind', 'overdue', 'lapse']));
    expect(firings.filter(({ launch }) => launch !== undefined)).toEqual([]);
    expect(reviewed.party().status).toBe('accepted-unreviewed');
  });
});
