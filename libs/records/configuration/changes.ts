import type { CalendarDay } from '../../domain/calendar/calendar-version.js';
import type { DutyDefinition, Policy } from '../../domain/duty/definition.js';
import type {
  Absence,
  BodyId,
  BodyRow,
  Channel,
  KeyDate,
  OfficerId,
  Portfolio,
  Post,
  PostId,
  Seat,
  Tenure,
  Title,
  Unit,
  UnitId,
} from '../../domain/organisation/organisation.js';
import type { Instant, PlainDate } from '../../domain/time.js';
import type { FindingKind } from '../../persistence/entities/finding.entity.js';
import type { Role } from '../../persistence/entities/role-grant.entity.js';
import { calendarSubject } from '../../persistence/repositories/calendar.repository.js';
import { ORGANISATION } from '../../persistence/repositories/organisation.repository.js';

/**
 * What can change in subjects that no workflow owns, as the ledger keeps it: the kind of the entry, and its body. A `set` holds the
 * whole of what is set, new or changed. A unit, a post or a body is as it says from its `from` on; without one, from the entry's instant.
 */
export interface ChangeBodies {
  // Of the organisation
  readonly 'unit-set': Unit;
  readonly 'post-set': Post;
  readonly 'body-set': BodyRow;
  readonly 'seat-set': Seat;
  readonly 'unit-ended': { readonly id: UnitId };
  readonly 'post-ended': { readonly id: PostId };
  readonly 'body-ended': { readonly id: BodyId };
  /** Somebody is known, or something of theirs changed; names and addresses never come here (`setPerson`). */
  readonly 'officer-set': {
    readonly id: OfficerId;
    readonly unitId: UnitId;
    /** Whether there is an address: from now on they hear of things by mail too. */
    readonly hasMail: boolean;
  };
  readonly 'tenure-set': Tenure;
  readonly 'absence-set': Absence;
  readonly 'portfolio-set': Portfolio;
  readonly 'channel-set': Channel;
  readonly 'key-date-set': KeyDate;
  /** In force from `from` on; without it, from the entry's instant. */
  readonly 'policy-set': { readonly unitId: UnitId; readonly policy: Policy; readonly from?: Instant };
  /** For which duties a unit takes what comes in without an account. */
  readonly 'intake-set': { readonly unitId: UnitId; readonly duties: readonly string[] };
  // Of what came in without an account; its words never come here
  readonly 'intake-rated': {
    /** The obligation that answered it. */
    readonly obligation: string;
    /** 1 (not at all) to 5 (fully). */
    readonly satisfied: number;
  };
  // Of a calendar; each makes a new version
  readonly 'calendar-published': {
    readonly zone: string;
    readonly officialYears: readonly number[];
    readonly days: readonly CalendarDay[];
  };
  readonly 'calendar-day-set': CalendarDay;
  /** The official list of a year: its days from a date to the end of the year; what lies before stays as it is. */
  readonly 'calendar-year-set': {
    readonly year: number;
    readonly from: PlainDate;
    readonly days: readonly CalendarDay[];
  };
  readonly 'calendar-day-cleared': { readonly date: PlainDate };
  // Of a duty; each makes a new version
  readonly 'duty-published': {
    readonly unitId: UnitId;
    readonly planId: string | null;
    readonly definition: DutyDefinition;
  };
  // Of a plan
  readonly 'plan-imported': {
    readonly unitId: UnitId;
    readonly title: Title;
    readonly adoptionDate: PlainDate;
    /** The last date on which it is on trial (试运行); null: it never was. */
    readonly trialUntil: PlainDate | null;
    /** The post that alone is told during the trial; null without one. */
    readonly trialOffice: PostId | null;
    /** Which edition of the plan. */
    readonly packVersion: number;
    /** The pack itself. */
    readonly document: string;
  };
  // Of an account; user names and passwords never come here
  readonly 'account-opened': Record<string, never>;
  readonly 'account-closed': Record<string, never>;
  readonly 'password-replaced': Record<string, never>;
  readonly 'role-granted': { readonly role: Role; readonly unitId: UnitId };
  readonly 'role-revoked': { readonly role: Role; readonly unitId: UnitId };
  // Of a person; ids only
  readonly 'erasure-requested': {
    /** The document that says why. */
    readonly grounds: string;
    readonly by: OfficerId;
  };
  readonly 'erasure-withdrawn': Record<string, never>;
  /** Their key, name and address are gone, and the salts of the entries that name their texts; `officer-set` goes with it. */
  readonly 'person-erased': Record<string, never>;
  readonly 'legal-hold-placed': { readonly id: string; readonly grounds: string; readonly by: OfficerId };
  readonly 'legal-hold-released': { readonly id: string; readonly reason: string };
  // Of an uploaded file; its name never comes here
  readonly 'file-declared': {
    readonly unitId: UnitId;
    readonly type: string;
    readonly sizeBytes: number;
    /** By whoever uploaded it. */
    readonly notClassified: true;
  };
  // Of the watchdog
  /** The rung that should have come first was not recorded in time. */
  readonly 'rung-overdue': {
    /** The one subject whose rung it is. */
    readonly about: readonly string[];
    readonly plannedAt: Instant;
    readonly told: readonly ToldAdministrator[];
  };
  readonly 'finding-opened': {
    readonly what: FindingKind;
    readonly about: readonly string[];
    readonly told: readonly ToldAdministrator[];
  };
  /** Workflows of subjects that had none were started again, from the record. */
  readonly 'clock-repaired': { readonly about: readonly string[] };
  readonly 'finding-closed': { readonly what: FindingKind; readonly about: readonly string[] };
  // Of an inbox
  readonly 'notifications-read': { readonly notifications: readonly string[] };
  // Of an auditor's looks: what they see by that role alone
  readonly 'auditor-looked': Sight;
  readonly 'auditor-exported': Sight;
}

/** What was looked at. Never what it showed, nor words that were searched for, which may be anybody's name. */
export interface Sight {
  readonly what: string;
  /** Ids and filters that narrowed it. */
  readonly by: Readonly<Record<string, string>>;
  /** Words were searched for. */
  readonly search?: true;
}

/** An administrator who is told of a finding: in the inbox, and by mail where they have an address. */
export interface ToldAdministrator {
  readonly officer: OfficerId;
  readonly post: null;
  readonly as: 'administrator';
  readonly mail: boolean;
}

export type ChangeKind = keyof ChangeBodies;

/** One change of a subject that no workflow owns. */
export type Change = {
  [K in ChangeKind]: { readonly kind: K; readonly body: ChangeBodies[K] };
}[ChangeKind] & {
  readonly at: Instant;
  /** Null where the product does it by itself, such as loading its first calendar. */
  readonly actor: OfficerId | null;
  /** Unique in the subject: the same again changes nothing. */
  readonly commandId?: string;
  readonly commandHash?: string;
};

export { calendarSubject, ORGANISATION };
export const dutySubject = (dutyId: string): string => `duty/${dutyId}`;
export const intakeSubject = (reportId: string): string => `intake/${reportId}`;
export const planSubject = (planId: string): string => `plan/${planId}`;
export const accountSubject = (officerId: OfficerId): string => `account/${officerId}`;
export const personSubject = (officerId: OfficerId): string => `person/${officerId}`;
export const inboxSubject = (officerId: OfficerId): string => `inbox/${officerId}`;
export const looksSubject = (officerId: OfficerId): string => `looks/${officerId}`;
export const fileSubject = (sha256: string): string => `file/${sha256}`;
/** What the watchdog has found. */
export const WATCHDOG = 'watchdog';
