import type { Instant } from '../time.js';
import type { Body, BodyId, BodyRow, PostId, Seat, SeatAs } from './rows.js';
import { covers } from './spans.js';
import { group, idsBy, isStanding, Versions } from './versions.js';

/** Bodies, with who sits in them at an instant. Immutable. */
export class Bodies {
  private readonly rows: Versions<BodyRow>;
  /** Ids by kind: a body has one kind as long as it exists. */
  private readonly byKind: ReadonlyMap<string, ReadonlySet<BodyId>>;
  private readonly seatsOf: ReadonlyMap<BodyId, readonly Seat[]>;

  constructor(rows: readonly BodyRow[], seats: readonly Seat[]) {
    this.rows = new Versions(rows);
    this.byKind = idsBy(rows, ({ kind }) => kind);
    this.seatsOf = group(seats, ({ bodyId }) => bodyId);
  }

  row(id: BodyId, at: Instant): BodyRow | undefined {
    return this.rows.at(id, at);
  }

  at(id: BodyId, at: Instant): Body | undefined {
    const row = this.row(id, at);
    return row && this.seated(row, at);
  }

  after(id: BodyId, at: Instant): BodyRow[] {
    return this.rows.after(id, at);
  }

  allAt(at: Instant): Body[] {
    return this.rows.allAt(at).map((row) => this.seated(row, at));
  }

  /** Those of a kind that have not been ended at `at`. */
  standing(kind: string, at: Instant): Body[] {
    return this.rows
      .allAt(at, this.byKind.get(kind) ?? [])
      .filter((row) => isStanding(row, at))
      .map((row) => this.seated(row, at));
  }

  /** The posts that are members at `at`, in the order of their ids. */
  membersOf(id: BodyId, at: Instant): PostId[] {
    return this.seated({ id }, at).memberPostIds;
  }

  private seated<T extends { readonly id: BodyId }>(
    row: T,
    at: Instant,
  ): T & { chairPostId: PostId | null; secretaryPostId: PostId | null; memberPostIds: PostId[] } {
    const seats = (this.seatsOf.get(row.id) ?? []).filter((seat) => covers(seat, at));
    const postsAs = (as: SeatAs): PostId[] =>
      seats.filter((seat) => seat.as === as).map(({ postId }) => postId);
    return {
      ...row,
      chairPostId: postsAs('chair')[0] ?? null,
      secretaryPostId: postsAs('secretary')[0] ?? null,
      memberPostIds: postsAs('member').sort(),
    };
  }
}
