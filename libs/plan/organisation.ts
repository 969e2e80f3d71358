import type {
  BodyRow,
  Channel,
  OrganisationRows,
  Post,
  Seat,
  Unit,
} from '../domain/organisation/organisation.js';
import type { Instant } from '../domain/time.js';
import type { RoleText } from './format/organisation-file.js';

/** An officer of an example organisation. */
export interface ExampleOfficer {
  readonly id: string;
  readonly unitId: string;
  readonly name: string;
  readonly email: string | null;
  /** Posts held from the start. */
  readonly postIds: readonly string[];
  readonly grants: readonly { readonly role: RoleText; readonly unitId: string }[];
  /** A demo account, and what it is good for. */
  readonly account: { readonly username: string; readonly shows: string } | null;
}

/** An organisation that a fresh start can try a plan on. */
export interface ExampleOrganisation {
  /** IANA zone of its calendar. */
  readonly zone: string;
  /** The unit that adopts the plan. */
  readonly adoptingUnitId: string;
  /** Parents before their children. */
  readonly units: readonly Omit<Unit, 'calendarId'>[];
  readonly posts: readonly Post[];
  readonly bodies: readonly BodyRow[];
  readonly seats: readonly Pick<Seat, 'bodyId' | 'postId' | 'as'>[];
  /** Which post of the leading group answers for which unit. */
  readonly portfolios: readonly { readonly postId: string; readonly unitId: string }[];
  /** The institution's own channels. */
  readonly channels: readonly Omit<Channel, 'from' | 'to'>[];
  readonly officers: readonly ExampleOfficer[];
}

/** The rows that describe an example to the domain, every post held from `since` on. */
export const rowsOf = (
  { units, posts, bodies, seats, portfolios, channels, officers }: ExampleOrganisation,
  calendarId: string,
  since: Instant,
): OrganisationRows => ({
  version: 1,
  units: units.map((unit) => ({ ...unit, calendarId })),
  posts,
  bodies,
  seats: seats.map((seat) => ({
    ...seat,
    id: `${seat.bodyId}.${seat.as}.${seat.postId}`,
    from: since,
    to: null,
  })),
  tenures: officers.flatMap(({ id, postIds }) =>
    postIds.map((postId) => ({ id: `${postId}.1`, postId, officerId: id, from: since, to: null })),
  ),
  absences: [],
  portfolios: portfolios.map(({ postId, unitId }) => ({
    id: `${unitId}.charge`,
    postId,
    unitId,
    from: since,
    to: null,
  })),
  channels: channels.map((channel) => ({ ...channel, from: since, to: null })),
});
