import type { Instant, PlainDate } from '../time.js';
import type { ChannelKind } from './channel-kinds.js';
import type { QuorumRule } from './quorum.js';

export type UnitId = string;
export type PostId = string;
export type BodyId = string;
export type OfficerId = string;

/** A title or name in the two languages of the product. */
export interface Title {
  readonly zh: string;
  readonly en: string;
}

/**
 * What changes on dates: several rows may have one id, each standing from its `from` on until the next begins.
 */
export interface Dated {
  /** Since when it is as this row says, included; absent: since ever. */
  readonly from?: Instant;
  /** Since when it is no more; absent or null while it is. The same in every row of an id. */
  readonly endedAt?: Instant | null;
}

export interface Unit extends Dated {
  readonly id: UnitId;
  readonly parentId: UnitId | null;
  readonly title: Title;
  /** Id of the calendar whose working days and zone the unit's deadlines follow. */
  readonly calendarId: string;
}

/**
 * An office that somebody holds from time to time; duties are laid on posts, never on people. One that has been ended keeps what it owes,
 * and is given nothing new.
 */
export interface Post extends Dated {
  readonly id: PostId;
  readonly unitId: UnitId;
  readonly title: Title;
  /** What a duty's party rule names, for instance `branch-secretary`. */
  readonly kind: string;
  /** The post that manages this one (干部管理权限); null at the top. */
  readonly managedBy: PostId | null;
}

/** What a body is from an instant on; who sits in it are its seats. One that has been ended keeps what it owes, and is given nothing new. */
export interface BodyRow extends Dated {
  readonly id: BodyId;
  readonly unitId: UnitId;
  readonly title: Title;
  readonly kind: string;
  /** The post that hears of what the body left undone; null where nobody is above it. */
  readonly superiorPostId: PostId | null;
  /** How many members have to take part for it to decide; left out or null: `USUAL_QUORUM`. */
  readonly quorum?: QuorumRule | null;
  /**
   * The post that writes to it and receives its answers, where it is a body outside the institution: nobody sits in it, and nobody of it
   * has an account. Null or left out: a body of its own.
   */
  readonly deskPostId?: PostId | null;
}

/** A post that belongs to a body from `from` to `to`. One chair and one secretary at a time; whoever chairs it sits in it as a member too. */
export interface Seat {
  readonly id: string;
  readonly bodyId: BodyId;
  readonly postId: PostId;
  readonly as: SeatAs;
  readonly from: Instant;
  readonly to: Instant | null;
}

export const SEATS = ['member', 'chair', 'secretary'] as const;
export type SeatAs = (typeof SEATS)[number];

/** A body such as the leading group with who sits in it at an instant: it owes as one party and acts through its secretary and its chair. */
export interface Body extends BodyRow {
  /** Null: nobody chairs it. */
  readonly chairPostId: PostId | null;
  readonly secretaryPostId: PostId | null;
  /** In the order of their ids. */
  readonly memberPostIds: readonly PostId[];
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

/** Which unit a post of the leading group answers for (分管) from `from` to `to`; one post at a time for a unit. */
export interface Portfolio {
  readonly id: string;
  readonly postId: PostId;
  readonly unitId: UnitId;
  readonly from: Instant;
  readonly to: Instant | null;
}

/** A channel of the institution's own (阵地) with the post that owns it, from `from` to `to`; only ever begun and ended. */
export interface Channel {
  readonly id: string;
  readonly unitId: UnitId;
  readonly kind: ChannelKind;
  readonly title: Title;
  readonly ownerPostId: PostId;
  /** Stands in while nobody holds the owner's post. */
  readonly deputyPostId: PostId | null;
  readonly from: Instant;
  readonly to: Instant | null;
}

/** A key date (重要节点) of a unit and those below it: one day or several; only ever added and cancelled. */
export interface KeyDate {
  readonly id: string;
  readonly unitId: UnitId;
  readonly title: Title;
  readonly from: PlainDate;
  readonly to: PlainDate;
  readonly cancelledAt: Instant | null;
}

export interface OrganisationRows {
  /** Grows with every change; entries record the version that they were decided with. */
  readonly version: number;
  readonly units: readonly Unit[];
  readonly posts: readonly Post[];
  readonly bodies: readonly BodyRow[];
  readonly seats: readonly Seat[];
  readonly tenures: readonly Tenure[];
  readonly absences: readonly Absence[];
  readonly portfolios: readonly Portfolio[];
  /** Left out: there are none. */
  readonly channels?: readonly Channel[];
  /** Left out: there are none. */
  readonly keyDates?: readonly KeyDate[];
}

/** Who held a post on which days, as it stands in the facts of a lapse. */
export interface Holding {
  readonly officerId: OfficerId;
  readonly from: Instant;
  readonly to: Instant | null;
}
