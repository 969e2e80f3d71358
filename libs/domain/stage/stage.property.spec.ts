import fc from 'fast-check';
import * as check from '../../../test/support/domain/invariants.js';
import { playWorld, worlds, type Settled } from '../../../test/support/domain/random-play.js';
import { validateDuty } from '../duty/validate.js';

/** Plays random worlds and shows every settlement to what a look at one world begins with. */
const always = (runs: number, begin: () => (settled: Settled) => void): void =>
  fc.assert(
    fc.property(worlds, (world) => {
      playWorld(world, begin());
    }),
    { numRuns: runs },
  );

describe('whatever is said and happens, in whatever order', () => {
  it('the duties that are drawn are such as may be published', () => {
    fc.assert(fc.property(worlds, ({ duty }) => expect(validateDuty(duty)).toEqual([])));
  });

  it('nobody is left without a next rung, a suspension with its review, or an end', () => {
    always(600, () => (settled) => {
      check.nobodyStalls(settled);
      check.nothingIsLeft(settled);
    });
  });

  it('no rung is lost, comes twice, or comes early', () => {
    always(600, () => {
      const come = new Set<string>();
      return (settled) => {
        check.noRungComesEarly(settled);
        for (const { entry } of settled.result.entries) {
          if (entry.rungKey === undefined) continue;
          expect(come).not.toContain(entry.rungKey);
          come.add(entry.rungKey);
        }
        check.noRungIsLost(settled.after, come);
      };
    });
  });

  it('the record runs forward, opens each file once, and presses nobody to use a right', () => {
    fc.assert(
      fc.property(worlds, (world) => {
        let last: Settled | undefined;
        const entries = playWorld(world, (settled) => (last = settled));
        if (last) check.recordIsSound(last.after, entries);
      }),
      { numRuns: 600 },
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
      { numRuns: 300 },
    );
  });

  it('a refusal leaves nothing, limits are kept, and nobody decides on their own', () => {
    always(600, () => (settled) => {
      check.refusalsLeaveNothing(settled);
      check.limitsAreKept(settled);
      check.nobodyDecidesOnTheirOwn(settled);
    });
  });
});
