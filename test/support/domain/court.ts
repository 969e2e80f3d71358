import {
  Organisation,
  type Absence,
  type BodyRow,
  type KeyDate,
  type OrganisationRows,
  type Portfolio,
  type Post,
  type Seat,
  type SeatAs,
  type Tenure,
} from '../../../libs/domain/organisation/organisation.js';
import type { Instant } from '../../../libs/domain/time.js';

/** Long before anything that a test does. */
const SINCE: Instant = '2020-01-01T00:00:00.000Z';

const title = (id: string) => ({ zh: id, en: id });

const post = (id: string, unitId: string, kind: string, managedBy: string | null): Post => ({
  id,
  unitId,
  title: title(id),
  kind,
  managedBy,
});

/**
 * A court under a superior court. Two departments answer to the first vice-president, one to the second; each department has judges. The
 * leading group acts through its secretary and its chair, and both are the president. Whoever holds a post is called `o-<post>`.
 */
const POSTS: readonly Post[] = [
  post('superior', 'superior-court', 'court-president', null),
  post('president', 'court', 'court-president', 'superior'),
  post('vice-1', 'court', 'vice-president', 'president'),
  post('vice-2', 'court', 'vice-president', 'president'),
  post('head-a', 'dept-a', 'department-head', 'vice-1'),
  post('head-b', 'dept-b', 'department-head', 'vice-1'),
  post('head-c', 'dept-c', 'department-head', 'vice-2'),
  post('judge-a1', 'dept-a', 'judge', 'head-a'),
  post('judge-a2', 'dept-a', 'judge', 'head-a'),
  post('judge-b1', 'dept-b', 'judge', 'head-b'),
  post('group-secretary', 'court', 'group-secretary', 'superior'),
];

const BODIES: readonly BodyRow[] = [
  {
    id: 'leading-group',
    unitId: 'court',
    title: title('leading-group'),
    kind: 'leading-group',
    superiorPostId: 'superior',
  },
];

/** The court's rows, for a test to change before it asks for the organisation. */
export class Court {
  version = 1;
  readonly posts: Post[] = [...POSTS];
  readonly bodies: BodyRow[] = [...BODIES];
  private tenures: Tenure[] = POSTS.map(({ id }) => this.tenure(id, `o-${id}`, SINCE));
  private readonly absences: Absence[] = [];
  /** Days that a test adds and cancels. */
  keyDates: KeyDate[] = [];
  private portfolios: Portfolio[] = [];
  private seats: Seat[] = [];

  constructor() {
    this.sits('president', 'chair').sits('group-secretary', 'secretary');
    for (const post of ['president', 'vice-1', 'vice-2']) this.sits(post, 'member');
    this.version = 1;
    // One person is president and secretary of the leading group.
    this.holds('group-secretary', 'o-president', SINCE);
  }

  /** From `from` on the officer holds the post; null leaves it vacant. */
  holds(postId: string, officerId: string | null, from: Instant = SINCE): this {
    this.version += 1;
    const ended = this.tenures.flatMap((tenure) => {
      if (tenure.postId !== postId) return [tenure];
      return tenure.from >= from
        ? []
        : [{ ...tenure, to: tenure.to === null || tenure.to > from ? from : tenure.to }];
    });
    this.tenures = officerId === null ? ended : [...ended, this.tenure(postId, officerId, from)];
    return this;
  }

  isVacant(postId: string, from: Instant = SINCE): this {
    return this.holds(postId, null, from);
  }

  isAway(officerId: string, substituteId: string, from: Instant, to: Instant | null = null): this {
    this.version += 1;
    this.absences.push({ id: `absence-${this.absences.length}`, officerId, substituteId, from, to });
    return this;
  }

  /** The post belongs to the leading group from `from` on, or until `to`. */
  sits(postId: string, as: SeatAs, from: Instant = SINCE, to: Instant | null = null): this {
    this.version += 1;
    this.seats.push({ id: `seat-${this.seats.length}`, bodyId: 'leading-group', postId, as, from, to });
    return this;
  }

  /** Nobody has this seat in the leading group any more. */
  leaves(as: SeatAs, from: Instant = SINCE): this {
    this.version += 1;
    this.seats = this.seats.map((seat) => (seat.as === as ? { ...seat, to: from } : seat));
    return this;
  }

  /** From `from` on the post has the unit in its portfolio; null: nobody has. */
  charges(unitId: string, postId: string | null, from: Instant = SINCE): this {
    this.version += 1;
    this.portfolios = this.portfolios.flatMap((portfolio) => {
      if (portfolio.unitId !== unitId) return [portfolio];
      if (portfolio.from >= from) return [];
      return [{ ...portfolio, to: portfolio.to === null || portfolio.to > from ? from : portfolio.to }];
    });
    if (postId !== null)
      this.portfolios.push({ id: `portfolio-${unitId}-${from}`, postId, unitId, from, to: null });
    return this;
  }

  /** From `from` on the post is something else. */
  changes(postId: string, change: Partial<Post>, from: Instant): this {
    this.version += 1;
    const post = this.posts.findLast(({ id }) => id === postId) as Post;
    this.posts.push({ ...post, ...change, from });
    return this;
  }

  adds(...posts: Post[]): this {
    this.version += 1;
    this.posts.push(...posts);
    for (const { id } of posts) this.tenures.push(this.tenure(id, `o-${id}`, SINCE));
    return this;
  }

  organisation(): Organisation {
    return new Organisation(this.rows());
  }

  rows(): OrganisationRows {
    const unit = (id: string, parentId: string | null) => ({
      id,
      parentId,
      title: title(id),
      calendarId: 'cn',
    });
    return {
      version: this.version,
      units: [
        unit('superior-court', null),
        unit('court', 'superior-court'),
        ...['dept-a', 'dept-b', 'dept-c'].map((id) => unit(id, 'court')),
      ],
      posts: this.posts,
      bodies: this.bodies,
      tenures: this.tenures,
      absences: this.absences,
      portfolios: this.portfolios,
      seats: this.seats,
      keyDates: this.keyDates,
    };
  }

  private tenure(postId: string, officerId: string, from: Instant): Tenure {
    return { id: `tenure-${postId}-${from}`, postId, officerId, from, to: null };
  }
}
