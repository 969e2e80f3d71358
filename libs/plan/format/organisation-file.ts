import { CHANNEL_KINDS, type ChannelKind } from '../../domain/organisation/channel-kinds.js';
import { Line, Many, Must, One, OneOf, Optional, Slug, isSlug } from '../source/checks.js';
import { ShareText, TitleText } from './values.js';

/** What an officer may be granted, in a unit and those below it. */
export const ROLES = ['clerk', 'supervisor', 'auditor', 'administrator'] as const;
export type RoleText = (typeof ROLES)[number];

const Slugs = (max: number): PropertyDecorator =>
  Must(
    `a list of at most ${max} ids`,
    (value) => Array.isArray(value) && value.length <= max && value.every(isSlug),
  );

export class UnitText {
  @Slug()
  id: string;

  @One(TitleText)
  title: TitleText;

  /** The unit above it. */
  @Optional()
  @Slug()
  parent?: string;
}

export class PostText {
  @Slug()
  id: string;

  @Slug()
  unit: string;

  /** What a plan's duties name. */
  @Slug()
  kind: string;

  @One(TitleText)
  title: TitleText;

  /** The post above it. */
  @Optional()
  @Slug()
  managedBy?: string;
}

/** At least which share of its members has to take part for a body to decide. */
export class QuorumText {
  @ShareText()
  ordinary: string;

  /** On personnel or discipline. */
  @ShareText()
  personnel: string;
}

export class BodyText {
  @Slug()
  id: string;

  @Slug()
  unit: string;

  @Slug()
  kind: string;

  @One(TitleText)
  title: TitleText;

  /** Posts. */
  @Slug()
  chair: string;

  @Optional()
  @Slug()
  secretary?: string;

  @Slugs(50)
  members: string[];

  @Optional()
  @Slug()
  superior?: string;

  /** Left out: 1/2, and 2/3 on personnel or discipline. */
  @Optional()
  @One(QuorumText)
  quorum?: QuorumText;
}

/** Who of the leading group answers for a unit (分管). */
export class PortfolioText {
  @Slug()
  unit: string;

  /** A post. */
  @Slug()
  post: string;
}

/** A channel of the institution's own (阵地). */
export class ChannelText {
  @Slug()
  id: string;

  @Slug()
  unit: string;

  @OneOf(...CHANNEL_KINDS)
  kind: ChannelKind;

  @One(TitleText)
  title: TitleText;

  /** The post that answers for it. */
  @Slug()
  owner: string;

  /** The post that stands in while nobody holds the owner's. */
  @Optional()
  @Slug()
  deputy?: string;
}

export class GrantText {
  @OneOf(...ROLES)
  role: RoleText;

  @Slug()
  unit: string;
}

/** A demo account. */
export class AccountText {
  @Slug()
  username: string;

  /** What it is good for, in a few words. */
  @Line(80)
  shows: string;
}

export class OfficerText {
  @Slug()
  id: string;

  @Slug()
  unit: string;

  @Line()
  name: string;

  @Optional()
  @Must('a mail address', (value) => typeof value === 'string' && /^[\w.+-]+@[\w-]+(\.[\w-]+)+$/.test(value))
  email?: string;

  @Slugs(20)
  posts: string[];

  /** Beside what everybody may do who holds a post. */
  @Optional()
  @Many(GrantText, 0, 20)
  roles?: GrantText[];

  @Optional()
  @One(AccountText)
  account?: AccountText;
}

/** `organisation.yaml`: an example organisation that a fresh start can try the plan on. */
export class OrganisationFile {
  @OneOf(1)
  format: number;

  /** IANA zone of its deadlines. */
  @Line(60)
  zone: string;

  /** The unit that adopts the plan. */
  @Slug()
  adopts: string;

  @Many(UnitText, 1, 500)
  units: UnitText[];

  @Many(PostText, 1, 5000)
  posts: PostText[];

  @Many(BodyText, 0, 500)
  bodies: BodyText[];

  @Optional()
  @Many(PortfolioText, 0, 500)
  portfolios?: PortfolioText[];

  @Optional()
  @Many(ChannelText, 0, 500)
  channels?: ChannelText[];

  @Many(OfficerText, 1, 5000)
  officers: OfficerText[];
}
