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
    expect(organisation.chainAbove('judge-a1', MAY)).toEqual(['head-a', 'vice-1', 'president', 'superior']);
    expect(organisation.chainAbove('superior', MAY)).toEqual([]);
    const looped = changed(({ posts }) => ({
      posts: posts.map((post) => (post.id === 'superior' ? { ...post, managedBy: 'vice-1' } : post)),
    }));
    expect(looped.chainAbove('head-a', MAY)).toEqual(['vice-1', 'president', 'superior']);
    expect(looped.chainAbove('vice-1', MAY)).toEqual(['president', 'superior']);
  });

  it('says what lies within what', () => {
    expect(organisation.isWithin('dept-a', 'court', MAY)).toBe(true);
    expect(organisation.isWithin('court', 'court', MAY)).toBe(true);
    expect(organisation.isWithin('superior-court', 'court', MAY)).toBe(false);
    expect(organisation.hasOneOutside(['vice-1', 'superior'], 'court', MAY)).toBe(true);
    expect(organisation.hasOneOutside(['vice-1', 'head-a'], 'court', MAY)).toBe(false);
    expect(organisation.hasOneOutside(['nothing-like-it'], 'court', MAY)).toBe(false);
  });

  it('finds the nearest of a kind, going up', () => {
    expect(organisation.nearestPostOfKind('department-head', 'dept-b', MAY)?.id).toBe('head-b');
    expect(organisation.nearestPostOfKind('court-president', 'dept-b', MAY)?.id).toBe('president');
    expect(organisation.nearestPostOfKind('judge', 'court', MAY)).toBeUndefined();
    expect(organisation.nearestPostOfKind('nothing-like-it', 'court', MAY)).toBeUndefined();
    expect(organisation.bodyOfKind('leading-group', 'dept-c', MAY)?.id).toBe('leading-group');
    expect(organisation.bodyOfKind('leading-group', 'superior-court', MAY)).toBeUndefined();
  });

  it('finds the only one of a kind beside or below, and none of several', () => {
    const only = changed(({ posts }) => ({
      posts: posts.map((post) => (post.id === 'head-a' ? { ...post, kind: 'office-head' } : post)),
    }));
    expect(only.nearestPostOfKind('office-head', 'dept-b', MAY)?.id).toBe('head-a');
    expect(only.nearestPostOfKind('office-head', 'court', MAY)?.id).toBe('head-a');
    expect(only.nearestPostOfKind('department-head', 'dept-a', MAY)).toBeUndefined();
  });

  it('finds whoever heads a unit', () => {
    expect(organisation.headsOf('dept-a', MAY).map(({ id }) => id)).toEqual(['head-a']);
    expect(organisation.headsOf('nothing-like-it', MAY)).toEqual([]);
  });

  it('gives nothing new to what has ended', () => {
    const ended = changed(({ posts, bodies }) => ({
      posts: posts.map((post) => (post.id === 'head-b' ? { ...post, endedAt: MAY } : post)),
      bodies: bodies.map((body) => ({ ...body, endedAt: MAY })),
    }));
    expect(ended.postsOfKind('department-head', 'court', MAY).map(({ id }) => id)).toEqual([
      'head-a',
      'head-c',
    ]);
    expect(ended.nearestPostOfKind('department-head', 'dept-b', MAY)).toBeUndefined();
    expect(ended.bodyOfKind('leading-group', 'court', MAY)).toBeUndefined();
    expect(ended.holderOf('head-b', JUNE)).toBe('o-head-b');
  });
});

describe('what changes on a date', () => {
  const rows = new Court().rows();
  const moved = (from: string, change: object) => ({
    ...rows.posts.find(({ id }) => id === 'head-a')!,
    from,
    ...change,
  });
  const organisation = new Organisation({
    ...rows,
    units: [
      ...rows.units,
      { ...rows.units.find(({ id }) => id === 'dept-a')!, from: JUNE, parentId: 'dept-b' },
      { id: 'new', from: JUNE, parentId: 'court', title: { zh: '新', en: 'new' }, calendarId: 'cn' },
    ],
    posts: [...rows.posts, moved(JULY, { managedBy: 'president' }), moved(JUNE, { managedBy: 'vice-2' })],
  });

  it('is as it was before, until the last instant before the change', () => {
    expect(organisation.chainAbove('head-a', before(JUNE))).toEqual(['vice-1', 'president', 'superior']);
    expect(organisation.chainAbove('head-a', JUNE)).toEqual(['vice-2', 'president', 'superior']);
    expect(organisation.chainAbove('judge-a1', JULY)).toEqual(['head-a', 'president', 'superior']);
    expect(organisation.isWithin('dept-a', 'dept-b', before(JUNE))).toBe(false);
    expect(organisation.isWithin('dept-a', 'dept-b', JUNE)).toBe(true);
    expect(organisation.postsOfKind('department-head', 'dept-b', JUNE).map(({ id }) => id)).toEqual([
      'head-a',
      'head-b',
    ]);
    expect(organisation.hasOneOutside(['head-a'], 'dept-b', MAY)).toBe(true);
    expect(organisation.hasOneOutside(['head-a'], 'dept-b', JUNE)).toBe(false);
  });

  it('does not exist before its first day', () => {
    expect(organisation.unit('new', before(JUNE))).toBeUndefined();
    expect(organisation.unitIds(before(JUNE))).not.toContain('new');
    expect(organisation.unit('new', JUNE)).toMatchObject({ parentId: 'court' });
    expect(organisation.unitIds(JUNE)).toContain('new');
  });

  it('is planned, the next first', () => {
    expect(organisation.plannedPosts('head-a', MAY).map(({ from }) => from)).toEqual([JUNE, JULY]);
    expect(organisation.plannedPosts('head-a', JUNE).map(({ managedBy }) => managedBy)).toEqual([
      'president',
    ]);
    expect(organisation.plannedPosts('head-b', MAY)).toEqual([]);
  });
});

describe('a portfolio', () => {
  const charge = 'charge/dept-a';
  const organisation = new Court()
    .charges('dept-a', 'vice-1')
    .charges('dept-a', 'vice-2', JUNE)
    .charges('dept-a', null, JULY)
    .charges('dept-c', 'head-c')
    .isAway('o-vice-1', 'o-head-c', MAY, JUNE)
    .organisation();

  it('stands above the head of its unit in the place of a post, and whoever is in charge stands below theirs', () => {
    expect(organisation.chainAbove('judge-a1', MAY)).toEqual(['head-a', charge, 'president', 'superior']);
    expect(organisation.chainAbove(charge, MAY)).toEqual(['president', 'superior']);
    expect(organisation.chainAbove('head-b', MAY)).toEqual(['vice-1', 'president', 'superior']);
  });

  it('is not above whoever has it themselves, and where nobody has it, whoever manages the post is', () => {
    expect(organisation.chainAbove('head-c', MAY)).toEqual(['vice-2', 'president', 'superior']);
    expect(organisation.chainAbove('head-a', JULY)).toEqual(['vice-1', 'president', 'superior']);
    const loop = new Court().charges('court', 'vice-1').organisation();
    expect(loop.chainAbove('vice-1', MAY)).toEqual(['president', 'superior']);
    expect(loop.chainAbove('vice-2', MAY)).toEqual(['president', 'superior']);
  });

  it('means whoever has it on that date, or their substitute', () => {
    expect(organisation.resolved(charge, MAY)).toBe('vice-1');
    expect(organisation.resolved(charge, JUNE)).toBe('vice-2');
    expect(organisation.resolved(charge, JULY)).toBeUndefined();
    expect(organisation.resolved('head-a', MAY)).toBe('head-a');
    expect(organisation.holderOf(charge, before(JUNE))).toBe('o-vice-1');
    expect(organisation.actingIn(charge, before(JUNE))).toBe('o-head-c');
    expect(organisation.actingIn(charge, JUNE)).toBe('o-vice-2');
    expect(organisation.actsIn('o-vice-1', charge, JUNE)).toBe(false);
    expect(organisation.holderOf(charge, JULY)).toBeUndefined();
  });

  it('is among the posts of whoever has it', () => {
    expect(organisation.postsOf('o-vice-1', before(MAY))).toEqual(['vice-1', charge]);
    expect(organisation.postsOf('o-vice-1', JUNE)).toEqual(['vice-1']);
    expect(organisation.postsOf('o-head-c', MAY)).toContain(charge);
  });

  it('was held by one after the other', () => {
    expect(organisation.holdingsOf(charge, MAY, JULY)).toEqual([
      { officerId: 'o-vice-1', from: '2020-01-01T00:00:00.000Z', to: JUNE },
      { officerId: 'o-vice-2', from: JUNE, to: JULY },
    ]);
  });
});

describe('a body', () => {
  const organisation = new Court()
    .leaves('chair', JUNE)
    .sits('vice-1', 'chair', JUNE)
    .sits('head-b', 'member', MAY, JULY)
    .leaves('secretary', JULY)
    .organisation();

  it('is whoever sits in it on that date', () => {
    expect(organisation.membersOf('leading-group', before(MAY))).toEqual(['president', 'vice-1', 'vice-2']);
    expect(organisation.membersOf('leading-group', MAY)).toEqual(['head-b', 'president', 'vice-1', 'vice-2']);
    expect(organisation.membersOf('leading-group', JULY)).not.toContain('head-b');
    expect(organisation.body('leading-group', before(JUNE))).toMatchObject({ chairPostId: 'president' });
    expect(organisation.bodyOfKind('leading-group', 'dept-a', JUNE)).toMatchObject({
      chairPostId: 'vice-1',
      secretaryPostId: 'group-secretary',
    });
    expect(organisation.body('leading-group', JULY)).toMatchObject({ secretaryPostId: null });
    expect(organisation.membersOf('nothing-like-it', MAY)).toEqual([]);
  });
});
