import { briefOf, dutyOf, stageOf } from '../../test/support/domain/duties.js';
import { Play } from '../../test/support/domain/play.js';
import { asBackFilled } from '../../libs/domain/duty/back-filled.js';
import { fulfilmentByDuty } from './fulfilment.js';

it('counts what was back-filled as that, and not as done in time', () => {
  const play = new Play(briefOf(asBackFilled(dutyOf([stageOf()])), { backfilled: true }));
  play.tell('2026-10-12 10:00', 'o-head-a', { kind: 'submit', evidence: [] });
  const [first] = play.entries;
  const entries = play.entries.map((entry, index) => ({ ...entry, seq: index + 1 }));
  const recorded = { subject: 'obligation/one', brief: play.state.brief, entries };
  const [figures] = fulfilmentByDuty([recorded], first?.at as string);
  expect(figures).toMatchObject({
    opened: { count: 1 },
    backfilled: { count: 1, sources: [{ subject: 'obligation/one', seq: 3, parties: 1 }] },
    fulfilledOnTime: { count: 0 },
    fulfilledLate: { count: 0 },
  });
});
