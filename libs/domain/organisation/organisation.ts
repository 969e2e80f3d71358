import type { Instant } from '../time.js';
import type {
  Absence,
  Body,
  BodyId,
  Holding,
  OfficerId,
  OrganisationRows,
  Post,
  PostId,
  Tenure,
  Unit,
  UnitId,
} from './rows.js';
import { group, isStanding, Versions } from './versions.js';

export * from './rows.js';

const covers = (span: { from: Instant; to: Instant | null }, at: Instant): boolean =>
  span.from <= at && (span.to === null || at < span.to);

function idsBy<T extends { readonly id: string }>(
  rows: readonly T[],
  key: (row: T) => string,
): Map<string, Set<string>> {
  const groups = [...group(rows, key)];
  return new Map(groups.map(([name, members]) => [name, new Set(members.map(({ id }) => id))]));
}

/** The organisation as one version of its rows: answers who held what at an instant. Immutable. */
export class Organisation {
  readonly version: number;
  private readonly units: Versions<Unit>;
  private readonly posts: Versions<Post>;
  private readonly bodies: Versions<Body>;
  /** Ids by kind and by unit: a post or body has one kind and one unit as long as it exists. */
  private readonly postsByUnit: ReadonlyMap<UnitId, ReadonlySet<PostId>>;
  private readonly postsByKind: ReadonlyMap<string, ReadonlySet<PostId>>;
  private readonly bodiesByKind: ReadonlyMap<string, ReadonlySet<BodyId>>;
  private readonly tenuresOfPost: Map<PostId, Tenure[]>;
  private readonly tenuresOfOfficer: Map<OfficerId, Tenure[]>;
  private readonly absencesOfOfficer: Map<OfficerId, Absence[]>;
  private readonly absencesOfSubstitute: Map<OfficerId, Absence[]>;

  constructor(rows: OrganisationRows) {
    this.version = rows.version;
    this.units = new Versions(rows.units);
    this.posts = new Versions(rows.posts);
    this.bodies = new Versions(rows.bodies);
    this.postsByUnit = idsBy(rows.posts, ({ unitId }) => unitId);
    this.postsByKind = idsBy(rows.posts, ({ kind }) => kind);
    this.bodiesByKind = idsBy(rows.bodies, ({ kind }) => kind);
    this.tenuresOfPost = group(rows.tenures, (t) => t.postId);
    this.tenuresOfOfficer = group(rows.tenures, (t) => t.officerId);
    this.absencesOfOfficer = group(rows.absences, (a) => a.officerId);
    this.absencesOfSubstitute = group(rows.absences, (a) => a.substituteId);
  }

  /** Units that exist at `at`, or have existed. */
  unitIds(at: Instant): UnitId[] {
    return this.unitsAt(at).map(({ id }) => id);
  }

  unitsAt(at: Instant): Unit[] {
    return this.units.allAt(at);
  }

  postsAt(at: Instant): Post[] {
    return this.posts.allAt(at);
  }

  bodiesAt(at: Instant): Body[] {
    return this.bodies.allAt(at);
  }

  /** The unit as it is at `at`, or was when it ended; undefined where it does not exist yet. */
  unit(id: UnitId, at: Instant): Unit | undefined {
    return this.units.at(id, at);
  }

  /** The post as it is at `at`, or was when it ended; undefined where it does not exist yet. */
  post(id: PostId, at: Instant): Post | undefined {
    return this.posts.at(id, at);
  }

  /** The body as it is at `at`, or was when it ended; undefined where it does not exist yet. */
  body(id: BodyId, at: Instant): Body | undefined {
    return this.bodies.at(id, at);
  }

  /** What is planned for the unit, post or body after `at`, the next first. */
  plannedUnits(id: UnitId, at: Instant): Unit[] {
    return this.units.after(id, at);
  }

  plannedPosts(id: PostId, at: Instant): Post[] {
    return this.posts.after(id, at);
  }

  plannedBodies(id: BodyId, at: Instant): Body[] {
    return this.bodies.after(id, at);
  }

  /** The officer whose tenure covers `at`, present or not; undefined when the post is vacant. */
  holderOf(postId: PostId, at: Instant): OfficerId | undefined {
    return this.tenuresOfPost.get(postId)?.find((t) => covers(t, at))?.officerId;
  }

  /** Who acts in the post at `at`: its holder, or the substitute while the holder is away. */
  actingIn(postId: PostId, at: Instant): OfficerId | undefined {
    const holder = this.holderOf(postId, at);
    if (holder === undefined) return undefined;
    return this.absencesOfOfficer.get(holder)?.find((a) => covers(a, at))?.substituteId ?? holder;
  }

  /** Whether `officerId` may act in the post at `at`: as its holder or as the substitute standing in. */
  actsIn(officerId: OfficerId, postId: PostId, at: Instant): boolean {
    return this.holderOf(postId, at) === officerId || this.actingIn(postId, at) === officerId;
  }

  /** Posts in which the officer may act at `at`. */
  postsOf(officerId: OfficerId, at: Instant): PostId[] {
    const held = (officer: OfficerId): PostId[] =>
      (this.tenuresOfOfficer.get(officer) ?? []).filter((t) => covers(t, at)).map((t) => t.postId);
    const stoodInFor = (this.absencesOfSubstitute.get(officerId) ?? []).filter((a) => covers(a, at));
    return [...new Set([...held(officerId), ...stoodInFor.flatMap((a) => held(a.officerId))])];
  }

  /** Who held the post between two instants, in order; gaps are vacancies. */
  holdingsOf(postId: PostId, from: Instant, to: Instant): Holding[] {
    return (this.tenuresOfPost.get(postId) ?? [])
      .filter((t) => t.from <= to && (t.to === null || t.to > from))
      .sort((a, b) => (a.from < b.from ? -1 : 1))
      .map(({ officerId, from: since, to: until }) => ({ officerId, from: since, to: until }));
  }

  /** The chain of managing posts above `postId` at `at`, nearest first; a loop ends the chain. */
  chainAbove(postId: PostId, at: Instant): PostId[] {
    const chain: PostId[] = [];
    let next = this.post(postId, at)?.managedBy ?? null;
    while (next !== null && next !== postId && !chain.includes(next)) {
      chain.push(next);
      next = this.post(next, at)?.managedBy ?? null;
    }
    return chain;
  }

  /** Posts of `kind` that stand at `at` in the unit and the units below it, in id order. */
  postsOfKind(kind: string, unitId: UnitId, at: Instant): Post[] {
    return this.standingPosts(kind, at)
      .filter((post) => this.isWithin(post.unitId, unitId, at))
      .sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  /** Whoever heads the unit itself at `at`: its posts that no other post of the unit manages, in id order. */
  headsOf(unitId: UnitId, at: Instant): Post[] {
    const own = this.posts
      .allAt(at, this.postsByUnit.get(unitId) ?? [])
      .filter((post) => isStanding(post, at));
    return own
      .filter(({ managedBy }) => own.every((other) => other.id !== managedBy))
      .sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  /** The unit's own body of `kind` at `at`, or the nearest above it. */
  bodyOfKind(kind: string, unitId: UnitId, at: Instant): Body | undefined {
    const standing = this.bodies
      .allAt(at, this.bodiesByKind.get(kind) ?? [])
      .filter((body) => isStanding(body, at));
    return this.nearest(standing, unitId, at);
  }

  /** The nearest post of `kind` in the unit or above it at `at`. */
  nearestPostOfKind(kind: string, unitId: UnitId, at: Instant): Post | undefined {
    return this.nearest(this.standingPosts(kind, at), unitId, at);
  }

  /** Whether `unitId` is `ancestorId` or lies below it at `at`. */
  isWithin(unitId: UnitId, ancestorId: UnitId, at: Instant): boolean {
    return this.unitAndAbove(unitId, at).includes(ancestorId);
  }

  /** Whether one of the posts belongs at `at` to a unit that is neither `unitId` nor below it. */
  hasOneOutside(postIds: readonly PostId[], unitId: UnitId, at: Instant): boolean {
    return postIds.some((id) => {
      const post = this.post(id, at);
      return post !== undefined && !this.isWithin(post.unitId, unitId, at);
    });
  }

  /** The unit and those above it at `at`, going up; a loop ends the path. */
  unitAndAbove(unitId: UnitId, at: Instant): UnitId[] {
    const path: UnitId[] = [];
    let next: UnitId | null = unitId;
    while (next !== null && !path.includes(next)) {
      path.push(next);
      next = this.unit(next, at)?.parentId ?? null;
    }
    return path;
  }

  private standingPosts(kind: string, at: Instant): Post[] {
    return this.posts.allAt(at, this.postsByKind.get(kind) ?? []).filter((post) => isStanding(post, at));
  }

  private nearest<T extends { readonly unitId: UnitId }>(
    found: readonly T[],
    unitId: UnitId,
    at: Instant,
  ): T | undefined {
    for (const id of this.unitAndAbove(unitId, at)) {
      const here = found.find((one) => one.unitId === id);
      if (here) return here;
    }
    return undefined;
  }
}
