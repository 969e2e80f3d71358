import { Burst } from '../support/burst.js';
import type { PartName } from '../support/instance.js';

describe('an instance whose own parts are killed in the middle of a burst', () => {
  let burst: Burst;

  beforeAll(async () => {
    burst = await Burst.create(200);
  }, 180_000);

  afterAll(() => burst.stop(), 60_000);

  it.each<PartName>(['worker', 'api'])(
    'loses and doubles nothing when the %s is killed, then the rest, and it is started again',
    (victim) => burst.killAndCheck(victim),
    180_000,
  );

  it('takes 200 commands at once on one stage', async () => {
    const task = await burst.openTask(200, 3_600_000);
    const told = await Promise.all(Array.from({ length: 200 }, (_, n) => burst.handIn(task, `watch-${n}`)));
    expect(told.filter((t) => t.answer.status !== 201)).toEqual([]);
    await burst.untilEnded(task);
    const entries = await burst.entriesOf(task);
    expect(entries.filter((entry) => entry.kind === 'evidence-submitted')).toHaveLength(200);
  }, 120_000);

  it('has tables that equal what its ledger gives', async () => {
    const { code, output } = await burst.instance.luze('rebuild', '--check');
    expect([code, output]).toEqual([0, expect.any(String)]);
  }, 60_000);
});
