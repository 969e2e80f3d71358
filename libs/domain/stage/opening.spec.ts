import { Court } from '../../../test/support/domain/court.js';
import { china, endOf, inShanghai, shanghai } from '../../../test/support/domain/calendars.js';
import { briefOf, BY_SUPERIOR, dutyOf, named, stageOf } from '../../../test/support/domain/duties.js';
import { Play } from '../../../test/support/domain/play.js';
import { DEFAULT_POLICY, type DueRule } from '../duty/definition.js';
import type { Body } from '../organisation/organisation.js';
import type { StageContext } from './context.js';
import { actsThroughOf, dueOf, MAX_PARTIES, openStage, partiesOf, sliceCount } from './opening.js';

const OCTOBER = { start: shanghai('2026-10-01'), end: endOf('2026-10-31') };
const context = (changes: Partial<StageContext> = {}): StageContext => ({
  subjectId: 'one',
  unitId: 'court',
  policy: DEFAULT_POLICY,
  openedAt: null,
  period: OCTOBER,
  floor: false,
  slice: null,
  ...changes,
});
const facts = (court = new Court()) => ({ organisation: court.organisation(), calendar: china, outages: [] });

describe('who owes', () => {
  const ids = (rule: Parameters<typeof partiesOf>[1], unit = 'court', court = new Court()) =>
    partiesOf(court.organisation(), rule, unit, '2027-01-01T00:00:00.000Z').map(({ id }) => id);

  it('is every post of a kind in the unit and below, a body, its members, or whoever is named', () => {
    expect(ids({ posts: 'department-head' })).toEqual(['head-a', 'head-b', 'head-c']);
    expect(ids({ posts: 'department-head' }, 'dept-b')).toEqual(['head-b']);
    expect(ids({ posts: 'court-president' })).toEqual(['president']);
    expect(ids({ nearest: 'court-president' }, 'dept-a')).toEqual(['president']);
    expect(ids({ nearest: 'nothing-like-it' })).toEqual([]);
    expect(ids({ body: 'leading-group' })).toEqual(['leading-group']);
    expect(ids({ body: 'leading-group' }, 'dept-a')).toEqual(['leading-group']);
    expect(ids({ membersOf: 'leading-group' })).toEqual(['president', 'vice-1', 'vice-2']);
    expect(ids(named('head-b', 'leading-group', 'nobody'))).toEqual(['head-b', 'leading-group']);
    expect(ids({ headOf: 'unit' }, 'dept-b')).toEqual(['head-b']);
    expect(ids({ posts: 'nothing-like-it' })).toEqual([]);
    expect(ids({ body: 'nothing-like-it' })).toEqual([]);
    expect(ids({ membersOf: 'nothing-like-it' })).toEqual([]);
  });

  it('acts through the post itself; a body through its secretary and its chair', () => {
    const [head, body] = partiesOf(
      new Court().organisation(),
      named('head-a', 'leading-group'),
      'court',
      '2027-01-01T00:00:00.000Z',
    );
    expect(actsThroughOf(head!)).toEqual(['head-a']);
    expect(actsThroughOf(body!)).toEqual(['group-secretary', 'president']);
    const alone = { ...(body as Body), secretaryPostId: null };
    expect(actsThroughOf(alone)).toEqual(['president']);
    expect(actsThroughOf({ ...alone, secretaryPostId: 'president' })).toEqual(['president']);
  });

  it('may be nobody: then the stage closes at once', () => {
    const play = new Play(briefOf(dutyOf([stageOf({ parties: { posts: 'nothing-like-it' } })])));
    expect(play.of('stage-opened')[0]?.body.groups).toEqual([]);
    expect(play.last('stage-closed').body.outcome).toEqual({
      fulfilled: 0,
      waived: 0,
      lapsed: 0,
      windowClosed: 0,
    });
  });

  it('is told at the opening, one person once', () => {
    const court = new Court().holds('head-b', 'o-head-a').isVacant('head-c');
    const play = new Play(briefOf(dutyOf([stageOf({ parties: { posts: 'department-head' } })])), { court });
    expect(play.last('stage-opened').body.told).toEqual([
      { officer: 'o-head-a', post: 'head-b', as: 'owner' },
      { officer: 'o-vice-2', post: 'vice-2', as: 'vacancy' },
    ]);
  });
});

describe('when a stage is due', () => {
  const due = (rule: DueRule, openedAt = '2026-10-01', changes: Partial<StageContext> = {}) => {
    const found = dueOf(china, rule, context(changes), shanghai(openedAt));
    return [inShanghai(found.due), found.basis.of];
  };

  it.each<[DueRule, string]>([
    // The first working days of October 2026 are 8, 9, Saturday 10, 12.
    [{ from: 'period-start', offset: { workingDays: 4 } }, '2026-10-12 23:59'],
    [{ from: 'period-start', offset: { calendarDays: 9 } }, '2026-10-10 23:59'],
    [{ from: 'period-end', offset: { calendarDays: 0 } }, '2026-10-31 23:59'],
    // Saturday 31 is not worked: the fifth working day before it is Monday 26.
    [{ from: 'period-end', offset: { workingDays: -5 } }, '2026-10-26 23:59'],
    [{ from: 'stage-opening', offset: { duration: 'PT36H' } }, '2026-10-02 12:00'],
    [{ at: '2026-10-15' }, '2026-10-15 23:59'],
    [{ at: '2026-10-15T10:30:00+08:00' }, '2026-10-15 10:30'],
  ])('%j is %s', (rule, expected) => {
    expect(due(rule)[0]).toBe(expected);
  });

  it('leaves three working days when its own date has passed', () => {
    expect(due({ at: '2026-10-15' }, '2026-10-16 10:00')).toEqual(['2026-10-21 23:59', 'late-opening']);
    expect(due({ at: '2026-10-15' }, '2026-10-15 23:00')).toEqual(['2026-10-15 23:59', 'date-set']);
  });

  it('counts from the opening of the obligation, whenever the stage itself opens', () => {
    const rule: DueRule = { from: 'opening', offset: { calendarDays: 10 } };
    const ofObligation = context({ openedAt: shanghai('2026-10-01'), period: null });
    const { due, basis } = dueOf(china, rule, ofObligation, shanghai('2026-10-05'));
    expect(due).toBe(endOf('2026-10-11'));
    expect(basis).toMatchObject({ of: 'opening', from: shanghai('2026-10-01') });
  });

  it('counts from the opening where there is no period', () => {
    expect(due({ from: 'period-end', offset: { workingDays: 1 } }, '2026-10-12', { period: null })).toEqual([
      '2026-10-13 23:59',
      'stage-opening',
    ]);
  });

  it('leaves out reminders that have passed, and the light is yellow then', () => {
    const play = new Play(briefOf(dutyOf([stageOf()])), { at: '2026-10-15 09:00:00.001' });
    expect(play.last('stage-opened').body.groups[0]?.skipped).toEqual(['remind-5']);
    expect(play.party()).toMatchObject({ light: 'yellow', clock: { skipped: ['remind-5'] } });
    const inTime = new Play(briefOf(dutyOf([stageOf()])), { at: '2026-10-15 09:00' });
    expect(inTime.firings()).toEqual(['2026-10-15 09:00 remind-5 -> o-head-a']);
  });
});

describe('what is frozen', () => {
  it('is who is above, who reviews, and with which versions it was found', () => {
    const court = new Court();
    const definition = stageOf({ parties: named('judge-a1', 'leading-group'), review: BY_SUPERIOR });
    const { body } = openStage(definition, context(), facts(court), shanghai('2026-10-09'));
    expect(body.groups[0]?.parties).toEqual([
      {
        id: 'judge-a1',
        kind: 'post',
        actsThrough: ['judge-a1'],
        levels: ['head-a', 'vice-1', 'president', 'superior'],
        reviewers: ['head-a', 'vice-1', 'head-b', 'head-c', 'president', 'superior'],
      },
      {
        id: 'leading-group',
        kind: 'body',
        actsThrough: ['group-secretary', 'president'],
        levels: ['superior'],
        reviewers: ['superior'],
      },
    ]);
    expect(body.with).toEqual({ calendar: 'cn', calendarVersion: 1, organisationVersion: court.version });
  });

  it('is nobody where a body has nobody above it', () => {
    const court = new Court();
    court.bodies[0] = { ...court.bodies[0]!, superiorPostId: null };
    const definition = stageOf({ parties: named('leading-group'), review: BY_SUPERIOR });
    const { body } = openStage(definition, context(), facts(court), shanghai('2026-10-09'));
    expect(body.groups[0]?.parties[0]).toMatchObject({ levels: [], reviewers: [] });
  });

  it('begins with a named reviewer, or with the nearest post of a kind', () => {
    const reviewers = (by: NonNullable<ReturnType<typeof stageOf>['review']>['by']) => {
      const definition = stageOf({ parties: named('judge-a1'), review: { ...BY_SUPERIOR, by } });
      return openStage(definition, context(), facts(), shanghai('2026-10-09')).body.groups[0]?.parties[0]
        ?.reviewers;
    };
    expect(reviewers({ named: 'vice-2' })?.slice(0, 2)).toEqual(['vice-2', 'president']);
    expect(reviewers({ post: 'vice-president' })?.[0]).toBe('vice-1');
    expect(reviewers({ post: 'nothing-like-it' })).toEqual(['head-a', 'vice-1', 'president', 'superior']);
  });
});

describe('a large unit', () => {
  const ids = (count: number) => Array.from({ length: count }, (_, index) => `post-${index}`);

  it('is split into parts of which none is too large', () => {
    expect(sliceCount(ids(0))).toBe(1);
    expect(sliceCount(ids(MAX_PARTIES))).toBe(1);
    expect(sliceCount(ids(MAX_PARTIES + 1))).toBe(2);
    expect(sliceCount(ids(10_000))).toBeGreaterThanOrEqual(67);
  });

  it('is split once more where ids fall into one part by chance', () => {
    const court = new Court();
    court.adds(...ids(500).map((id) => ({ ...court.posts[0]!, id, unitId: 'court', kind: 'member' })));
    const first = openStage(
      stageOf({ parties: { posts: 'member' } }),
      context({ slice: { index: 0, of: 2 } }),
      { ...facts(), organisation: court.organisation() },
      shanghai('2026-10-09'),
    ).body.groups[0]?.parties.map(({ id }) => id);
    expect(first?.length).toBeGreaterThan(MAX_PARTIES);
    expect(sliceCount(first ?? [])).toBeGreaterThan(2);
  });

  it('has each party in one part, and in the same whoever joins', () => {
    const court = new Court();
    const post = (id: string) => ({
      ...court.posts[0]!,
      id,
      unitId: 'court',
      kind: 'member',
      managedBy: 'president',
    });
    court.adds(...ids(450).map(post));
    const partOf = (index: number, organisation = court.organisation()) =>
      openStage(
        stageOf({ parties: { posts: 'member' } }),
        context({ slice: { index, of: 4 } }),
        { ...facts(), organisation },
        shanghai('2026-10-09'),
      ).body.groups[0]?.parties.map(({ id }) => id) ?? [];
    const parts = [0, 1, 2, 3].map((index) => partOf(index));
    expect(parts.flat().sort()).toEqual(ids(450).sort());
    expect(Math.max(...parts.map((part) => part.length))).toBeLessThanOrEqual(MAX_PARTIES);
    court.adds(post('newcomer'));
    expect(partOf(2).filter((id) => id !== 'newcomer')).toEqual(parts[2]);
  });
});
