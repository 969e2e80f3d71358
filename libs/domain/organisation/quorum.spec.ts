import { quorumOf, USUAL_QUORUM } from './quorum.js';

const HALF = USUAL_QUORUM.ordinary;
const TWO_THIRDS = USUAL_QUORUM.personnel;
const THREE_QUARTERS = { of: 3, outOf: 4 };
const members = (count: number): string[] => Array.from({ length: count }, (_, index) => `member-${index}`);

describe('a quorum', () => {
  it.each([
    ['half of one', HALF, 1, 1],
    ['half of four', HALF, 4, 2],
    ['half of five', HALF, 5, 3],
    ['two thirds of three', TWO_THIRDS, 3, 2],
    ['two thirds of five', TWO_THIRDS, 5, 4],
    ['two thirds of six', TWO_THIRDS, 6, 4],
    ['three quarters of four', THREE_QUARTERS, 4, 3],
    ['three quarters of five', THREE_QUARTERS, 5, 4],
    ['all of seven', { of: 1, outOf: 1 }, 7, 7],
    ['seven hundredths of a hundred', { of: 7, outOf: 100 }, 100, 7],
    ['half of nobody', HALF, 0, 0],
  ])('is at least %s', (_, share, all, needed) => {
    const entitled = members(all);
    expect(quorumOf(share, entitled, members(needed), [])).toEqual({ needed, counted: needed, met: true });
    if (needed > 0) expect(quorumOf(share, entitled, members(needed - 1), []).met).toBe(false);
  });

  it.each([
    ['who was there is not counted, and not taken from the whole', members(3), ['member-0'], 2, false],
    ['who was not there changes nothing', members(3), ['member-4'], 3, true],
  ])('of five: a recused member %s', (_, present, recused, counted, met) => {
    expect(quorumOf(HALF, members(5), present, recused)).toEqual({ needed: 3, counted, met });
  });
});
