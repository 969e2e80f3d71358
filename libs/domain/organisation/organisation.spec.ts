import { Court } from '../../../test/support/domain/court.js';
import { Organisation, type OrganisationRows } from './organisation.js';

const MAY = '2026-05-01T00:00:00.000Z';
const JUNE = '2026-06-01T00:00:00.000Z';
const JULY = '2026-07-01T00:00:00.000Z';
const before = (instant: string): string => new Date(Date.parse(instant) - 1).toISOString();
const changed = (change: (rows: OrganisationRows) => Partial<OrganisationRows>): Organisation => {
  const rows = new Court().rows();
  return new Organisation({ ...rows, ...change(rows) });
};

describe('who holds a post', () => {
  const organisation = new Court().isVacant('head-a', MAY).holds('head-a', 'o-new', JUNE).organisation();

  it('holds it from the first instant of the tenure to the last before its end', () => {
    expect(organisation.holderOf('head-a', before(MAY))).toBe('o-head-a');
    expect(organisation.holderOf('head-a', MAY)).toBeUndefined();
    expect(organisation.holderOf('head-a', before(JUNE))).toBeUndefined();
    expect(organisation.holderOf('head-a', JUNE)).toBe('o-new');
    expect(organisation.holderOf('nothing-like-it', JUNE)).toBeUndefined();
  });

  it('is listed between two instants, in order, with gaps for vacancies', () => {
    expect(organisation.holdingsOf('head-a', before(MAY), JULY)).toEqual([
      { officerId: 'o-head-a', from: '2020-01-01T00:00:00.000Z', to: MAY },
      { officerId: 'o-new', from: JUNE, to: null },
    ]);
    expect(organisation.holdingsOf('head-a', MAY, before(JUNE))).toEqual([]);
  });
});

describe('a substitute', () => {
  const organisation = new Court()
    .isAway('o-head-a', 'o-head-b', MAY, JUNE)
    .isVacant('head-c')
    .organisation();

  it('acts in the posts of the absent, from the first day to the last', () => {
    expect(organisation.actingIn('head-a', before(MAY))).toBe('o-head-a');
    expect(organisation.actingIn('head-a', MAY)).toBe('o-head-b');
    expect(organisation.actingIn('head-a', JUNE)).toBe('o-head-a');
    expect(organisation.actingIn('head-c', MAY)).toBeUndefined();
    expect(organisation.postsOf('o-head-b', MAY).sort()).toEqual(['head-a', 'head-b']);
    expect(organisation.postsOf('o-head-b', JUNE)).toEqual(['head-b']);
  });

  it('may act beside the holder, who keeps the post', () => {
    expect(organisation.holderOf('head-a', MAY)).toBe('o-head-a');
    expect(organisation.actsIn('o-head-a', 'head-a', MAY)).toBe(true);
    expect(organisation.actsIn('o-head-b', 'head-a', MAY)).toBe(true);
    expect(organisation.actsIn('o-head-b', 'head-a', JUNE)).toBe(false);
    expect(organisation.actsIn('o-vice-1', 'head-a', MAY)).toBe(false);
  });
});

describe('the order of posts and units', () => {
  const organisation = new Court().organisation();

  it('leads from a post to those above it, and a loop ends it', () => {
    expect(organisation.chainAbove('judge-a1')).toEqual(['head-a', 'vice-1', 'president', 'superior']);
    expect(organisation.chainAbove('superior')).toEqual([]);
    const looped = changed(({ posts }) => ({
      posts: posts.map((post) => (post.id === 'superior' ? { ...post, managedBy: 'vice-1' } : post)),
    }));
    expect(looped.chainAbove('head-a')).toEqual(['vice-1', 'president', 'superior']);
    expect(looped.chainAbove('vice-1')).toEqual(['president', 'superior']);
  });

  it('says what lies within what', () => {
    expect(organisation.isWithin('dept-a', 'court')).toBe(true);
    expect(organisation.isWithin('court', 'court')).toBe(true);
    expect(organisation.isWithin('superior-court', 'court')).toBe(false);
    expect(organisation.hasOneOutside(['vice-1', 'superior'], 'court')).toBe(true);
    expect(organisation.hasOneOutside(['vice-1', 'head-a'], 'court')).toBe(false);
    expect(organisation.hasOneOutside(['nothing-like-it'], 'court')).toBe(false);
  });

  it('finds the nearest of a kind, going up', () => {
    expect(organisation.nearestPostOfKind('department-head', 'dept-b')?.id).toBe('head-b');
    expect(organisation.nearestPostOfKind('court-president', 'dept-b')?.id).toBe('president');
    expect(organisation.nearestPostOfKind('judge', 'court')).toBeUndefined();
    expect(organisation.bodyOfKind('leading-group', 'dept-c')?.id).toBe('leading-group');
    expect(organisation.bodyOfKind('leading-group', 'superior-court')).toBeUndefined();
  });

  it('finds whoever heads a unit', () => {
    expect(organisation.headsOf('dept-a').map(({ id }) => id)).toEqual(['head-a']);
    expect(organisation.headsOf('nothing-like-it')).toEqual([]);
  });

  it('gives nothing new to what has ended', () => {
    const ended = changed(({ posts, bodies }) => ({
      posts: posts.map((post) => (post.id === 'head-b' ? { ...post, endedAt: MAY } : post)),
      bodies: bodies.map((body) => ({ ...body, endedAt: MAY })),
    }));
    expect(ended.postsOfKind('department-head', 'court').map(({ id }) => id)).toEqual(['head-a', 'head-c']);
    expect(ended.nearestPostOfKind('department-head', 'dept-b')).toBeUndefined();
    expect(ended.bodyOfKind('leading-group', 'court')).toBeUndefined();
    expect(ended.holderOf('head-b', JUNE)).toBe('o-head-b');
  });
});
