import { Court } from '../../../test/support/domain/court.js';
import { endOf, shanghai } from '../../../test/support/domain/calendars.js';
import { briefOf, BY_SUPERIOR, dutyOf, ORDINARY, stageOf } from '../../../test/support/domain/duties.js';
import { Play } from '../../../test/support/domain/play.js';

/** A duty due at the end of 22 October 2026, on trial to the end of a day; the office is `head-b`. */
const onTrial = (
  until: string,
  changes: Parameters<typeof stageOf>[0] = {},
  court: Court = new Court(),
): Play =>
  new Play(briefOf(dutyOf([stageOf(changes)]), { trial: { until: endOf(until), office: 'head-b' } }), {
    court,
  });

const marked = (play: Play): string[] =>
  play.of('rung-fired').flatMap(({ body }) => (body.trial === true ? [body.rung] : []));

describe('a trial', () => {
  it('records every rung, tells the office alone, and ends what is not done without a file', () => {
    const play = onTrial('2026-12-31').until('2026-12-31');
    expect(play.firings()).toEqual([
      '2026-10-15 09:00 remind-5 -> o-head-b (office)',
      '2026-10-21 09:00 remind-1 -> o-head-b (office)',
      '2026-10-22 23:59 overdue -> o-head-b (office)',
      '2026-10-27 23:59 escalate-1 -> o-head-b (office)',
      '2026-11-03 23:59 escalate-2 -> o-head-b (office)',
      '2026-11-12 23:59 launch -> o-head-b (office)',
    ]);
    expect(marked(play)).toHaveLength(6);
    expect(
      play.of('rung-fired').flatMap(({ body }) => [...body.passed, ...(body.launch ? ['file'] : [])]),
    ).toEqual([]);
    expect(play.party().status).toBe('lapsed');
    expect(play.stage().launches).toEqual([]);
    expect(play.last('stage-closed').body.outcome).toMatchObject({ lapsed: 1 });
  });

  it('ends with its last day: the clock goes on, and reaches everybody above', () => {
    const play = onTrial('2026-10-27').until('2026-12-31');
    expect(marked(play)).toEqual(['remind-5', 'remind-1', 'overdue', 'escalate-1']);
    expect(play.firings().slice(3)).toEqual([
      '2026-10-27 23:59 escalate-1 -> o-head-b (office)',
      '2026-11-03 23:59 escalate-2 -> o-head-a, o-president (level)',
      '2026-11-12 23:59 launch -> o-head-a, o-superior (level)',
    ]);
    expect(play.of('rung-fired').at(-1)?.body.launch).toMatchObject({ answering: 'head-a', existing: false });
  });

  it('does not count anybody above as told', () => {
    const late = { ladder: ORDINARY };
    const play = onTrial('2026-10-26', late).until('2026-12-31');
    expect(play.firings()[1]).toBe('2026-10-27 23:59 escalate-1 -> o-head-a, o-vice-1 (level)');
  });

  it('tells nobody while the office is vacant', () => {
    const court = new Court().isVacant('head-b', shanghai('2026-10-10'));
    const play = onTrial('2026-12-31', { ladder: ORDINARY }, court).until('2026-12-31');
    expect(play.firings()).toEqual([
      '2026-10-22 23:59 overdue',
      '2026-10-27 23:59 escalate-1',
      '2026-11-03 23:59 lapse',
    ]);
  });

  it('lets a review pass on as ever, without a file about the reviewer', () => {
    const play = onTrial('2026-12-31', { review: BY_SUPERIOR });
    play.tell('2026-10-12 10:00', 'o-head-a', { kind: 'submit', party: 'head-a', evidence: [] });
    play.until('2026-10-27');
    const passing = play.of('rung-fired').find(({ body }) => body.action === 'launch');
    expect(passing?.body).toMatchObject({ trial: true, told: [{ officer: 'o-head-b', as: 'office' }] });
    expect(passing?.body.passesTo).toMatchObject({ post: 'president' });
    expect(passing?.body.launch).toBeUndefined();
  });

  it('opens no file by command either, until it is over', () => {
    const play = onTrial('2026-10-28').until('2026-10-28');
    const send = { kind: 'send-to-launch', party: 'head-a', reason: 'why' } as const;
    expect(play.tell('2026-10-28 10:00', 'o-vice-1', send)).toBe('on-trial');
    expect(play.tell('2026-10-29 10:00', 'o-vice-1', send)).toBeNull();
  });
});
