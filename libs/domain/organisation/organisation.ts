import type { Instant } from '../time.js';

export type UnitId = string;
export type PostId = string;
export type BodyId = string;
export type OfficerId = string;

/** A title or name in the two languages of the product. */
export interface Title {
  readonly zh: string;
  readonly en: string;
}

export interface Unit {
  readonly id: UnitId;
  readonly parentId: UnitId | null;
  readonly title: Title;
  /** Id of the calendar whose working days and zone the unit's deadlines follow. */
  readonly calendarId: string;
  /** Since when it is no more; absent or null while it is. */
  readonly endedAt?: Instant | null;
}

/** An office that somebody holds from time to time; duties are laid on posts, never on people. */
export interface Post {
  readonly id: PostId;
  readonly unitId: UnitId;
  readonly title: Title;
  /** What a duty's party rule names, for instance `branch-secretary`. */
  readonly kind: string;
  /** The post that manages this one (干部管理权限); null at the top. */
  readonly managedBy: PostId | null;
  /** Since when it is no more: it keeps what it owes, and is given nothing new. */
  readonly endedAt?: Instant | null;
}

/** A body such as the leading group: it owes as one party and acts through its chair and its secretary. */
export interface Body {
  readonly id: BodyId;
  readonly unitId: UnitId;
  readonly title: Title;
  readonly kind: string;
  readonly chairPostId: PostId;
  readonly secretaryPostId: PostId | null;
  readonly memberPostIds: readonly PostId[];
  /** The post that hears of what the body left undone; null where nobody is above it. */
  readonly superiorPostId: PostId | null;
  /** Since when it is no more: it keeps what it owes, and is given nothing new. */
  readonly endedAt?: Instant | null;
}

/** Who holds a post from `from` (inclusive) to `to` (exclusive; null while it lasts). */
export interface Tenure {
  readonly id: string;
  readonly postId: PostId;
  readonly officerId: OfficerId;
  readonly from: Instant;
  readonly to: Instant | null;
}

/** An officer away from `from` to `to`, with the substitute (AB角) who stands in; the tenure goes on. */
export interface Absence {
  readonly id: string;
  readonly officerId: OfficerId;
  readonly substituteId: OfficerId;
  readonly from: Instant;
  readonly to: Instant | null;
}

export interface OrganisationRows {
  /** Grows with every change; entries record the version that they were decided with. */
  readonly version: number;
  readonly units: readonly Unit[];
  readonly posts: readonly Post[];
  readonly bodies: readonly Body[];
  readonly tenures: readonly Tenure[];
  readonly absences: readonly Absence[];
}

/** Who held a post on which days, as it stands in the facts of a lapse. */
export interface Holding {
  readonly officerId: OfficerId;
  readonly from: Instant;
  readonly to: Instant | null;
}

const covers = (span: { from: Instant; to: Instant | null }, at: Instant): boolean =>
  span.from <= at && (span.to === null || at < span.to);

/** Whether it has not been ended. */
const isStanding = ({ endedAt }: { readonly endedAt?: Instant | null }): boolean => endedAt == null;

function group<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const list = groups.get(key(item));
    if (list) list.push(item);
    else groups.set(key(item), [item]);
  }
  return groups;
}

/** The organisation as one version of its rows: answers who held what at an instant. Immutable. */
export class Organisation {
  readonly version: number;
  private readonly units: Map<UnitId, Unit>;
  private readonly posts: Map<PostId, Post>;
  private readonly bodies: Map<BodyId, Body>;
  private readonly tenuresOfPost: Map<PostId, Tenure[]>;
  private readonly tenuresOfOfficer: Map<OfficerId, Tenure[]>;
  private readonly absencesOfOfficer: Map<OfficerId, Absence[]>;
  private readonly absencesOfSubstitute: Map<OfficerId, Absence[]>;

  constructor(rows: OrganisationRows) {
    this.version = rows.version;
    this.units = new Map(rows.units.map((u) => [u.id, u]));
    this.posts = new Map(rows.posts.map((p) => [p.id, p]));
    this.bodies = new Map(rows.bodies.map((b) => [b.id, b]));
    this.tenuresOfPost = group(rows.tenures, (t) => t.postId);
    this.tenuresOfOfficer = group(rows.tenures, (t) => t.officerId);
    this.absencesOfOfficer = group(rows.absences, (a) => a.officerId);
    this.absencesOfSubstitute = group(rows.absences, (a) => a.substituteId);
  }

  unitIds(): UnitId[] {
    return [...this.units.keys()];
  }

  unit(id: UnitId): Unit | undefined {
    return this.units.get(id);
  }

  post(id: PostId): Post | undefined {
    return this.posts.get(id);
  }

  body(id: BodyId): Body | undefined {
    return this.bodies.get(id);
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

  /** The chain of managing posts above `postId`, nearest first; a loop ends the chain. */
  chainAbove(postId: PostId): PostId[] {
    const chain: PostId[] = [];
    let next = this.posts.get(postId)?.managedBy ?? null;
    while (next !== null && next !== postId && !chain.includes(next)) {
      chain.push(next);
      next = this.posts.get(next)?.managedBy ?? null;
    }
    return chain;
  }

  /** Posts of `kind` in the unit and the units below it, in id order. */
  postsOfKind(kind: string, unitId: UnitId): Post[] {
    return [...this.posts.values()]
      .filter((p) => p.kind === kind && isStanding(p) && this.isWithin(p.unitId, unitId))
      .sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  /** Whoever heads the unit itself: its posts that no other post of the unit manages, in id order. */
  headsOf(unitId: UnitId): Post[] {
    const own = [...this.posts.values()].filter((post) => post.unitId === unitId && isStanding(post));
    return own
      .filter(({ managedBy }) => own.every((other) => other.id !== managedBy))
      .sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  /** The unit's own body of `kind`, or the nearest above it. */
  bodyOfKind(kind: string, unitId: UnitId): Body | undefined {
    for (const id of this.unitAndAbove(unitId)) {
      const found = [...this.bodies.values()].find(
        (b) => b.kind === kind && isStanding(b) && b.unitId === id,
      );
      if (found) return found;
    }
    return undefined;
  }

  /** The nearest post of `kind` in the unit or above it. */
  nearestPostOfKind(kind: string, unitId: UnitId): Post | undefined {
    for (const id of this.unitAndAbove(unitId)) {
      const found = [...this.posts.values()].find((p) => p.kind === kind && isStanding(p) && p.unitId === id);
      if (found) return found;
    }
    return undefined;
  }

  /** Whether `unitId` is `ancestorId` or lies below it. */
  isWithin(unitId: UnitId, ancestorId: UnitId): boolean {
    return this.unitAndAbove(unitId).includes(ancestorId);
  }

  /** Whether one of the posts belongs to a unit that is neither `unitId` nor below it. */
  hasOneOutside(postIds: readonly PostId[], unitId: UnitId): boolean {
    return postIds.some((id) => {
      const post = this.posts.get(id);
      return post !== undefined && !this.isWithin(post.unitId, unitId);
    });
  }

  private unitAndAbove(unitId: UnitId): UnitId[] {
    const path: UnitId[] = [];
    let next: UnitId | null = unitId;
    while (next !== null && !path.includes(next)) {
      path.push(next);
      next = this.units.get(next)?.parentId ?? null;
    }
    return path;
  }
}
