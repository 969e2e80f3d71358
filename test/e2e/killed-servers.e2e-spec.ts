import { Burst } from '../support/burst.js';
import type { PartName } from '../support/instance.js';

describe('an instance whose servers are killed in the middle of a burst', () => {
  let burst: Burst;

  beforeAll(async () => {
    burst = await Burst.create();
  }, 180_000);

  afterAll(() => burst.stop(), 60_000);

  it.each<PartName>(['postgres', 'temporal'])(
    'loses and doubles nothing when the %s is killed, then the rest, and it is started again',
    (victim) => burst.killAndCheck(victim),
    180_000,
  );

  it('has tables that equal what its ledger gives', async () => {
    const { code, output } = await burst.instance.luze('rebuild', '--check');
    expect([code, output]).toEqual([0, expect.any(String)]);
  }, 60_000);
});
