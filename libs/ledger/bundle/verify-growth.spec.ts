import {
  checkpointOf,
  hashesOf,
  inventedLeaf,
  newKey,
  verifierOf,
} from '../../../test/support/ledger/bundled-log.js';
import { proveConsistency } from '../tree/prove.js';
import { verifyGrowth } from './verify-growth.js';

const key = newKey();
const leaves = Array.from({ length: 11 }, (_, at) => inventedLeaf(at));
const rewritten = leaves.map((leaf, at) => (at === 3 ? { ...inventedLeaf(30), index: 3 } : leaf));

async function findings(kept: string, of = leaves, by = key): Promise<string[]> {
  const report = await verifyGrowth({
    kept,
    now: checkpointOf(of, by),
    keys: [verifierOf(key)],
    prove: (first, second) => proveConsistency(first, second, hashesOf(of)),
  });
  return report.findings.map(({ why }) => why);
}

describe('a log and a checkpoint that was kept', () => {
  const kept = checkpointOf(leaves.slice(0, 7), key);

  it('belong together where the log only grew', async () => {
    expect(await findings(kept)).toEqual([]);
    expect(await findings(checkpointOf(leaves, key))).toEqual([]);
  });

  it('do not where it was written anew', async () => {
    expect(await findings(kept, rewritten)).toEqual([
      expect.stringContaining(
        'the first 7 leaves are not proved to be those of the checkpoint that was kept',
      ),
    ]);
  });

  it('do not where its tail was cut off', async () => {
    expect(await findings(kept, leaves.slice(0, 5))).toEqual([
      expect.stringContaining('has 7 leaves, the log has 5: its tail was cut off'),
    ]);
  });

  it('do not where somebody else signed', async () => {
    expect(await findings(kept, leaves, newKey())).toEqual([
      expect.stringContaining('the checkpoint of the server (11 leaves) is not signed by'),
    ]);
    expect(await findings(checkpointOf(leaves.slice(0, 7), newKey()))).toEqual([
      expect.stringContaining('the checkpoint that was kept (7 leaves) is not signed by'),
    ]);
  });
});
