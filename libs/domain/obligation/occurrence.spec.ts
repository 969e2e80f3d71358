import { china, shanghai } from '../../../test/support/domain/calendars.js';
import { Court } from '../../../test/support/domain/court.js';
import { dutyOf, named, stageOf } from '../../../test/support/domain/duties.js';
import { isLaterEntry, openingPostOf, opensFor, stageOwedByNobody } from './occurrence.js';

const AT = shanghai('2026-10-12 09:00');
const rule = { openedBy: ['department-head', 'vice-president'] };

describe('who opens an occurrence', () => {
  it.each([
    ['its head', 'o-head-a', 'dept-a', 'head-a'],
    ['a post above it', 'o-vice-2', 'dept-a', 'vice-2'],
    ['the head of a department beside it', 'o-head-b', 'dept-a', 'head-b'],
    ['a head, for all of the court', 'o-head-a', 'court', 'head-a'],
    ['a head, for the court above', 'o-head-a', 'superior-court', undefined],
    ['a judge of it', 'o-judge-a1', 'dept-a', undefined],
    ['a kind above that is not named', 'o-president', 'dept-a', undefined],
  ])('of a department: %s', (_, officer, unit, post) => {
    expect(openingPostOf(new Court().organisation(), rule, unit, officer, AT)).toBe(post);
  });

  it('is the substitute while the holder is away', () => {
    const away = new Court().isAway('o-head-a', 'o-judge-a1', shanghai('2026-10-10')).organisation();
    expect(openingPostOf(away, rule, 'dept-a', 'o-judge-a1', AT)).toBe('head-a');
    expect(openingPostOf(away, rule, 'dept-a', 'o-judge-a1', shanghai('2026-10-09'))).toBeUndefined();
  });

  it('is no post that there is not', () => {
    const organisation = new Court().organisation();
    expect(opensFor(organisation, rule, 'dept-a', 'head-a', AT)).toBe(true);
    expect(opensFor(organisation, rule, 'superior-court', 'head-a', AT)).toBe(false);
    expect(opensFor(organisation, rule, 'dept-a', 'nobody', AT)).toBe(false);
  });
});

it('is a later entry from the next day in the zone of the calendar on', () => {
  const happened = shanghai('2026-10-12 08:30');
  expect(isLaterEntry(china, happened, shanghai('2026-10-12 23:59'))).toBe(false);
  expect(isLaterEntry(china, happened, shanghai('2026-10-13 00:00'))).toBe(true);
});

describe('who would owe it', () => {
  const duty = dutyOf([
    stageOf({ name: 'draft', parties: { posts: 'department-head' } }),
    stageOf({ name: 'check', parties: { nearest: 'vice-president' } }),
  ]);

  it('is within the unit concerned, or the nearest post of a kind above it', () => {
    const organisation = new Court().organisation();
    expect(stageOwedByNobody(organisation, duty, 'dept-a', AT)).toBeUndefined();
    expect(stageOwedByNobody(organisation, duty, 'superior-court', AT)?.name).toBe('check');
  });

  it('may be nobody at one of its stages', () => {
    const nobody = dutyOf([stageOf(), stageOf({ name: 'answer', parties: named('no-such-post') })]);
    expect(stageOwedByNobody(new Court().organisation(), nobody, 'court', AT)?.name).toBe('answer');
  });
});
