import fc from 'fast-check';
import * as check from '../../../test/support/domain/invariants.js';
import { playWorld, worlds, type Settled } from '../../../test/support/domain/random-play.js';
import { validateDuty } from '../duty/validate.js';
import type { ObligationEntry } from '../obligation/obligation.js';

/** Plays random worlds and hands every settlement, with what the ledger held before it, to a check. */
const always = (runs: number, look: (settled: Settled, before: readonly ObligationEntry[]) => void): void =>
  fc.assert(
    fc.property(worlds, (world) => {
      const ledger: ObligationEntry[] = [];
      playWorld(world, (settled) => {
        look(settled, ledger);
        ledger.push(...settled.result.entries.map(({ entry }) => entry));
      });
    }),
    { numRuns: runs },
  );

describe('whatever is said and happens, in whatever order', () => {
  it('the duties that are drawn are such as may be published', () => {
    fc.assert(fc.property(worlds, ({ duty }) => expect(validateDuty(duty)).toEqual([])));
  });

  it('nobody is left without a next rung, a suspension with its review, or an end', () => {
    always(300, (settled) => {
      check.nobodyStalls(settled);
      check.nothingIsLeft(settled);
    });
  });

  it('no rung is lost, comes twice, or comes early', () => {
    always(300, (settled, before) => {
      const ledger = [...before, ...settled.result.entries.map(({ entry }) => entry)];
      check.noRungComesEarly(settled);
      check.noRungIsLost(settled.after, ledger);
    });
  });

  it('the record runs forward, opens each file once, and presses nobody to use a right', () => {
    fc.assert(
      fc.property(worlds, (world) => {
        let last: Settled | undefined;
        const entries = playWorld(world, (settled) => (last = settled));
        if (last) check.recordIsSound(last.after, entries);
      }),
      { numRuns: 500 },
    );
  });

  it('the record gives the state back, and the same inputs the same record', () => {
    fc.assert(
      fc.property(worlds, (world) => {
        let last: Settled | undefined;
        let since: string | null = null;
        const entries = playWorld(world, (settled) => {
          // Where nothing was said only time has passed, and the other properties look at that.
          if (settled.inputs.length > 0) check.isDeterminate(settled, since);
          since = settled.result.entries.at(-1)?.entry.at ?? since;
          last = settled;
        });
        if (last) check.ledgerGivesTheState(last.after, entries);
      }),
      { numRuns: 200 },
    );
  });

  it('a refusal leaves nothing, limits are kept, and nobody decides on their own', () => {
    always(300, (settled) => {
      check.refusalsLeaveNothing(settled);
      check.limitsAreKept(settled);
      check.nobodyDecidesOnTheirOwn(settled);
    });
  });
});
