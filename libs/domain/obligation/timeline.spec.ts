import { inShanghai } from '../../../test/support/domain/calendars.js';
import { briefOf, dutyOf, named, ORDINARY, stageOf } from '../../../test/support/domain/duties.js';
import { Play } from '../../../test/support/domain/play.js';
import { timelineOf } from './timeline.js';

const text = (play: Play): string[] =>
  timelineOf(play.entries, play.state).map((item) =>
    item.when === 'past'
      ? `${inShanghai(item.at)} ${item.entry.kind}`
      : `${inShanghai(item.at)} (${item.party} ${item.rung}, ${item.clockOf})`,
  );

describe('a timeline', () => {
  it('is what has happened, then every rung to come, earliest first', () => {
    const play = new Play(
      briefOf(dutyOf([stageOf({ parties: named('head-a', 'head-b'), ladder: ORDINARY })])),
    );
    play.tell('2026-10-12 10:00', 'o-vice-1', { kind: 'suspend', parties: ['head-b'], reason: 'why' });
    play.until('2026-10-23');
    expect(text(play)).toEqual([
      '2026-10-09 09:00 obligation-opened',
      '2026-10-09 09:00 stage-opened',
      '2026-10-12 10:00 suspended',
      '2026-10-22 23:59 rung-fired',
      '2026-10-27 23:59 (head-a escalate-1, owner)',
      '2026-11-03 23:59 (head-a lapse, owner)',
      '2026-11-11 23:59 (head-b review-1, suspension)',
    ]);
    const last = timelineOf(play.entries, play.state).at(-1);
    expect(last).toMatchObject({ when: 'future', post: 'vice-1', round: 1, action: 'review-suspension' });
  });

  it('has no future when all has ended, and keeps what an entry carries beside', () => {
    const play = new Play(briefOf(dutyOf([stageOf()])));
    play.tell('2026-10-12 10:00', 'o-head-a', { kind: 'submit', evidence: [] });
    play.step('2026-10-12 10:00', { kind: 'close', result: 'fulfilled' });
    const numbered = play.entries.map((entry, index) => ({ ...entry, seq: index + 1 }));
    const items = timelineOf(numbered, play.state);
    expect(items.map((item) => (item.when === 'past' ? item.entry.seq : null))).toEqual([1, 2, 3, 4, 5]);
  });
});
