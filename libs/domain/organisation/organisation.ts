import { earlier, later, type Instant } from '../time.js';
import { Bodies } from './bodies.js';
import { levelsAbove } from './chain.js';
import { chargeOf, unitInCharge } from './charge.js';
import { personOf } from './person.js';
import type {
  Absence,
  Body,
  BodyId,
  BodyRow,
  Channel,
  Holding,
  KeyDate,
  OfficerId,
  OrganisationRows,
  Portfolio,
  Post,
  PostId,
  Tenure,
  Unit,
  UnitId,
} from './rows.js';
import { covers, earliest, within } from './spans.js';
import { group, idsBy, isStanding, Versions } from './versions.js';

export * from './rows.js';

/** The organisation as one version of its rows: answers who held what at an instant. Immutable. */
export class Organisation {
  readonly version: number;
  private readonly units: Versions<Unit>;
  private readonly posts: Versions<Post>;
  private readonly bodies: Bodies;
  /** Ids by kind and by unit: a post or body has one kind and one unit as long as it exists. */
  private readonly postsByUnit: ReadonlyMap<UnitId, ReadonlySet<PostId>>;
  private readonly postsByKind: ReadonlyMap<string, ReadonlySet<PostId>>;
  private readonly tenuresOfPost: Map<PostId, Tenure[]>;
  private readonly tenuresOfOfficer: Map<OfficerId, Tenure[]>;
  private readonly absencesOfOfficer: Map<OfficerId, Absence[]>;
  private readonly absencesOfSubstitute: Map<OfficerId, Absence[]>;
  private readonly portfoliosOfUnit: Map<UnitId, Portfolio[]>;
  private readonly portfoliosOfPost: Map<PostId, Portfolio[]>;

  private readonly channels: readonly Channel[];
  private readonly keyDates: readonly KeyDate[];

  constructor(rows: OrganisationRows) {
    this.version = rows.version;
    this.units = new Versions(rows.units);
    this.posts = new Versions(rows.posts);
    this.bodies = new Bodies(rows.bodies, rows.seats);
    this.postsByUnit = idsBy(rows.posts, ({ unitId }) => unitId);
    this.postsByKind = idsBy(rows.posts, ({ kind }) => kind);
    this.tenuresOfPost = group(rows.tenures, (t) => t.postId);
    this.tenuresOfOfficer = group(rows.tenures, (t) => t.officerId);
    this.absencesOfOfficer = group(rows.absences, (a) => a.officerId);
    this.absencesOfSubstitute = group(rows.absences, (a) => a.substituteId);
    this.portfoliosOfUnit = group(rows.portfolios, (p) => p.unitId);
    this.portfoliosOfPost = group(rows.portfolios, (p) => p.postId);
    this.channels = rows.channels ?? [];
    this.keyDates = rows.keyDates ?? [];
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

  /** The body as it is at `at`, or was when it ended, with who sits in it then; undefined where it does not exist yet. */
  body(id: BodyId, at: Instant): Body | undefined {
    return this.bodies.at(id, at);
  }

  /** The same without who sits in it. */
  bodyRow(id: BodyId, at: Instant): BodyRow | undefined {
    return this.bodies.row(id, at);
  }

  /** The posts that are members of the body at `at`, in the order of their ids. */
  membersOf(id: BodyId, at: Instant): PostId[] {
    return this.bodies.membersOf(id, at);
  }

  /** What is planned for the unit, post or body after `at`, the next first. */
  plannedUnits(id: UnitId, at: Instant): Unit[] {
    return this.units.after(id, at);
  }

  plannedPosts(id: PostId, at: Instant): Post[] {
    return this.posts.after(id, at);
  }

  plannedBodies(id: BodyId, at: Instant): BodyRow[] {
    return this.bodies.after(id, at);
  }

  /** The post that has the unit in its portfolio at `at`. */
  inCharge(unitId: UnitId, at: Instant): PostId | undefined {
    return this.portfoliosOfUnit.get(unitId)?.find((p) => covers(p, at))?.postId;
  }

  /** The post that a level means at `at`: of a charge whoever has it then, otherwise itself. Undefined: nobody is in charge. */
  resolved(level: PostId, at: Instant): PostId | undefined {
    const unitId = unitInCharge(level);
    return unitId === undefined ? level : this.inCharge(unitId, at);
  }

  /** The officer whose tenure covers `at`, present or not; undefined when the post is vacant, or nobody is in charge. */
  holderOf(level: PostId, at: Instant): OfficerId | undefined {
    const person = personOf(level);
    if (person !== undefined) return person;
    const postId = this.resolved(level, at);
    return postId && this.tenuresOfPost.get(postId)?.find((t) => covers(t, at))?.officerId;
  }

  /** Who acts in the post at `at`: its holder, or the substitute while the holder is away. */
  actingIn(postId: PostId, at: Instant): OfficerId | undefined {
    const holder = this.holderOf(postId, at);
    // Nobody stands in for a person.
    if (holder === undefined || personOf(postId) !== undefined) return holder;
    return this.absencesOfOfficer.get(holder)?.find((a) => covers(a, at))?.substituteId ?? holder;
  }

  /** Whether `officerId` may act in the post at `at`: as its holder or as the substitute standing in. */
  actsIn(officerId: OfficerId, postId: PostId, at: Instant): boolean {
    return this.holderOf(postId, at) === officerId || this.actingIn(postId, at) === officerId;
  }

  /** Posts in which the officer may act at `at`, with the charges of those posts. */
  postsOf(officerId: OfficerId, at: Instant): PostId[] {
    const held = (officer: OfficerId): PostId[] =>
      (this.tenuresOfOfficer.get(officer) ?? []).filter((t) => covers(t, at)).map((t) => t.postId);
    const charges = (postId: PostId): PostId[] =>
      (this.portfoliosOfPost.get(postId) ?? []).filter((p) => covers(p, at)).map((p) => chargeOf(p.unitId));
    const stoodInFor = (this.absencesOfSubstitute.get(officerId) ?? []).filter((a) => covers(a, at));
    const posts = [...held(officerId), ...stoodInFor.flatMap((a) => held(a.officerId))];
    return [...new Set([...posts, ...posts.flatMap(charges)])];
  }

  /** Who held the post, or was in charge, between two instants, in order; gaps are vacancies. */
  holdingsOf(level: PostId, from: Instant, to: Instant): Holding[] {
    const person = personOf(level);
    if (person !== undefined) return [{ officerId: person, from, to: null }];
    const unitId = unitInCharge(level);
    if (unitId === undefined) return this.tenuresWithin(level, from, to);
    return within(this.portfoliosOfUnit.get(unitId) ?? [], from, to).flatMap((portfolio) =>
      this.tenuresWithin(portfolio.postId, later(from, portfolio.from), earlier(to, portfolio.to ?? to)).map(
        (held) => ({
          ...held,
          from: later(held.from, portfolio.from),
          to: earliest(held.to, portfolio.to),
        }),
      ),
    );
  }

  private tenuresWithin(postId: PostId, from: Instant, to: Instant): Holding[] {
    return within(this.tenuresOfPost.get(postId) ?? [], from, to).map((tenure) => ({
      officerId: tenure.officerId,
      from: tenure.from,
      to: tenure.to,
    }));
  }

  /**
   * The levels above `postId` at `at`, nearest first; a loop ends them. Above the highest post of a unit that has somebody in charge comes
   * that charge instead of whoever manages the post, and then what is above whoever is in charge.
   */
  chainAbove(postId: PostId, at: Instant): PostId[] {
    const post = this.resolved(postId, at);
    return post === undefined ? [] : levelsAbove(this, post, at);
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

  /**
   * Posts that own a channel of the unit or of one below it, each once, in id order. The deputy stands in for an owner's post that nobody
   * holds.
   */
  channelOwners(unitId: UnitId, at: Instant): Post[] {
    const owners = this.channels
      .filter((channel) => covers(channel, at) && this.isWithin(channel.unitId, unitId, at))
      .map(({ ownerPostId, deputyPostId }) => {
        const isHeld = (post: PostId): boolean => this.holderOf(post, at) !== undefined;
        return deputyPostId !== null && !isHeld(ownerPostId) && isHeld(deputyPostId)
          ? deputyPostId
          : ownerPostId;
      });
    return [...new Set(owners)]
      .sort()
      .map((id) => this.post(id, at))
      .filter((post) => post !== undefined);
  }

  /** Key dates that stand at `at` for the unit: its own and those of the units above it, in the order of their days. */
  keyDatesOf(unitId: UnitId, at: Instant): KeyDate[] {
    return this.keyDates
      .filter(({ cancelledAt, unitId: owner }) => cancelledAt === null && this.isWithin(unitId, owner, at))
      .sort((a, b) => (a.from === b.from ? (a.id < b.id ? -1 : 1) : a.from < b.from ? -1 : 1));
  }

  /** The unit's own body of `kind` at `at`, or the nearest above it. */
  bodyOfKind(kind: string, unitId: UnitId, at: Instant): Body | undefined {
    return this.nearest(this.bodies.standing(kind, at), unitId, at);
  }

  /**
   * The nearest post of `kind` in the unit or above it at `at`. Where none stands there, the only one of its kind below the nearest of
   * those units: the office of a court serves all its departments. Of several below, none is nearest.
   */
  nearestPostOfKind(kind: string, unitId: UnitId, at: Instant): Post | undefined {
    const standing = this.standingPosts(kind, at);
    const above = this.nearest(standing, unitId, at);
    if (above) return above;
    for (const id of this.unitAndAbove(unitId, at)) {
      const [only, ...others] = standing.filter((post) => this.isWithin(post.unitId, id, at));
      if (only) return others.length === 0 ? only : undefined;
    }
    return undefined;
  }

  /** Whether `unitId` is `ancestorId` or lies below it at `at`. */
  isWithin(unitId: UnitId, ancestorId: UnitId, at: Instant): boolean {
    return this.unitAndAbove(unitId, at).includes(ancestorId);
  }

  /** Whether one of the posts belongs at `at` to a unit that is neither `unitId` nor below it. */
  hasOneOutside(postIds: readonly PostId[], unitId: UnitId, at: Instant): boolean {
    return postIds.some((id) => {
      const post = this.post(this.resolved(id, at) ?? id, at);
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
