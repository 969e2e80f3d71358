import type { OffsetUnit } from '../calendar/calendar.js';
import type { BodyId, OfficerId, PostId, Title } from '../organisation/organisation.js';

/** What a rung does when its instant comes. */
export type RungAction =
  /** Reminds whoever has the move. */
  | 'remind'
  /** The due instant itself: what was owed is now late. */
  | 'overdue'
  /** Tells the next level above. */
  | 'escalate'
  /** The top of the ladder: opens a launch file of facts and ends the clock. */
  | 'launch'
  /** The top of a ladder whose lapses end with the direct leader: ends the clock without a launch file. */
  | 'lapse'
  /** The end of a right's window: silence is recorded as silence and costs nothing. */
  | 'close';

/** One rung of a ladder; `offset` counts from the due instant in the ladder's unit, negative before it. */
export interface Rung {
  readonly name: string;
  readonly action: RungAction;
  readonly offset: number;
  /** For `escalate`: 1 is the post directly above. */
  readonly level?: number;
}

/** Rungs in the order in which they come, all counted in one unit. */
export interface Ladder {
  readonly unit: OffsetUnit;
  readonly rungs: readonly Rung[];
}

/** A distance as the API and the plan pack write it. */
export type OffsetSpec =
  | { readonly workingDays: number }
  | { readonly calendarDays: number }
  /** ISO 8601 duration of days and less, such as `PT2H`. */
  | { readonly duration: string };

/**
 * Who owes a duty: posts of a kind (one party each), the nearest post of a kind in the unit or above it, every member of the unit's
 * body of a kind (one party each, the chair too), that body itself, whoever heads the unit concerned, the
 * posts that own its channels (one party each, however many they own), or parties named one by one.
 */
export type PartyRule =
  | { readonly posts: string }
  | { readonly nearest: string }
  | { readonly membersOf: string }
  | { readonly body: string }
  | { readonly headOf: 'unit' }
  | { readonly ownersOf: 'channels' }
  /** Of an inquiry only: who has this part in it. */
  | { readonly inquiry: InquiryRole }
  | { readonly named: readonly NamedParty[] };

/** Parts in an inquiry (责任追究), which its course gives to people and bodies. */
export const INQUIRY_ROLES = [
  'principal',
  'lead',
  'group',
  'respondents',
  'decider',
  'appeal-decider',
] as const;
export type InquiryRole = (typeof INQUIRY_ROLES)[number];

export type NamedParty =
  | { readonly kind: 'post'; readonly id: PostId }
  | { readonly kind: 'body'; readonly id: BodyId }
  /** Somebody in their own person, whatever post they hold; `under`: the post that hears of what they leave undone, and those above it. */
  | { readonly kind: 'person'; readonly id: OfficerId; readonly under: PostId | null };

/** The places that a deadline may count from: the period, the opening of the obligation, or that of the stage itself. */
export const DUE_FROM = ['period-start', 'period-end', 'opening', 'stage-opening'] as const;
export type DueFrom = (typeof DUE_FROM)[number];

/** When a stage is due. A stage that opens after its date has at least the policy's minimum time. */
export type DueRule = { readonly from: DueFrom; readonly offset: OffsetSpec } | { readonly at: string };

/** Something that must be shown for the stage to count as done. */
export interface EvidenceRequirement {
  readonly name: string;
  readonly title: Title;
}

/** What of a meeting's linked item a stage takes as its evidence: that it is on the agenda, who was there, what was minuted. */
export const MEETING_MATERIAL = ['agenda', 'attendance', 'extract'] as const;
export type MeetingMaterial = (typeof MEETING_MATERIAL)[number];

/** Who reviews: the post above the owner, the nearest post of a kind, or a named post. */
export type ReviewerRule = 'superior' | { readonly post: string } | { readonly named: PostId };

export interface ReviewDefinition {
  readonly by: ReviewerRule;
  readonly within: OffsetSpec;
  readonly ladder: Ladder;
}

/** One clocked stage of a duty, as data. */
export interface StageDefinition {
  readonly name: string;
  readonly title: Title;
  /** Silence escalates a duty; it lets a right lapse, and is never consent. */
  readonly kind: 'duty' | 'right';
  readonly parties: PartyRule;
  readonly due: DueRule;
  readonly ladder: Ladder;
  readonly evidence: readonly EvidenceRequirement[];
  readonly review: ReviewDefinition | null;
  /** What it takes from a meeting whose item is linked to the obligation; left out: nothing. */
  readonly meeting?: MeetingMaterial;
  /** Earlier stages, each of which somebody else has to have handed in; people are compared, not posts. */
  readonly otherPersonThan?: readonly string[];
  /** Decisions handed in with it become obligations of their own; left out: no. */
  readonly tracksDecisions?: boolean;
  /** Set where a body decides about somebody: its members see what they decide on. */
  readonly decides?: true;
  /** Minutes of work that one party spends on it each time: what the plan costs each role. */
  readonly effortMinutes?: number;
}

/** The clocks that the severity of an incident sets: four that start at once, and the review of causes after them. */
export type IncidentClock = 'acknowledge' | 'contain' | 'reportUpward' | 'resolve' | 'review';

/** One row of a duty's table of severities (事件分级), and the time that it gives for each clock. */
export interface Severity {
  readonly name: string;
  readonly title: Title;
  /** From the report on; for the review from when the incident was resolved. */
  readonly within: Readonly<Record<IncidentClock, OffsetSpec>>;
}

/** What a measure (问责方式) may be taken against: a body of the institution, or a leading cadre. */
export type MeasureAgainst = 'body' | 'cadre';

/** A row of the competence table (干部管理权限): who decides on a measure. */
export interface Measure {
  readonly name: string;
  readonly title: Title;
  readonly against: MeasureAgainst;
  /** Whether it is handled by an inquiry, or in place of one (提醒谈话、批评教育、责令检查). */
  readonly isLighter: boolean;
  /** The kind of body that decides on it; the nearest one of the unit or above. */
  readonly decidedBy: string;
}

/** The rules of a unit's inquiries (row 4), as its plan sets them. */
export interface InquiryRules {
  /** The kind of post whose holder decides whether to launch; the nearest one of the unit or above. */
  readonly principal: string;
  /** Kinds of posts whose holders are leading cadres; nobody else is a respondent in person. */
  readonly cadres: readonly string[];
  /** The key of the duty by which the accountability rules are adopted (row 17): without them nothing is launched. */
  readonly rulesDuty: string;
  /** How many investigate at the least. */
  readonly minMembers: number;
  /** File access stands open for at least so long before the statement window closes. */
  readonly accessWorkingDays: number;
  readonly measures: readonly Measure[];
}

/** Where a duty comes from and how strong it is. */
export interface Basis {
  readonly source: Title;
  readonly strength: 'required' | 'at-least' | 'our-default';
}

/** The procedures that can carry a duty. */
export type ProcedureName = 'topic-study' | 'bulletin' | 'assessment' | 'incident' | 'inquiry' | 'duty';

/** What is owed, as data: a version of a duty never changes once published. */
export interface DutyDefinition {
  readonly key: string;
  /** The row of the plan that it implements; null for a one-off task. */
  readonly row: number | null;
  readonly title: Title;
  readonly basis: Basis;
  readonly procedure: ProcedureName;
  /** A floor can be waived only by the superior unit. */
  readonly floor: boolean;
  readonly stages: readonly StageDefinition[];
  /** Of an incident: how grave it may be, the gravest first, and the time that this gives. */
  readonly severities?: readonly Severity[];
  /** Of an inquiry: by which rules it is carried on. */
  readonly inquiry?: InquiryRules;
  /** Opened by hand whenever it happens; left out where the duty recurs only. */
  readonly occurrence?: OccurrenceRule;
  /** Where the duty sets limits of its own in place of the policy's. */
  readonly limits?: Partial<Pick<Policy, 'maxExtensions' | 'maxExtensionWorkingDays'>>;
  /** Duties, by key, that one item of a meeting may satisfy together with this one; each has to name the other. */
  readonly sharesItemWith?: readonly string[];
}

/** How a duty "on occurrence" begins. */
export interface OccurrenceRule {
  /** Kinds of posts whose holders open one: in the unit concerned, above it, or beside it under the same unit. */
  readonly openedBy: readonly string[];
  /** Whether what comes in without an account (`/intake`) opens one too; left out: no. */
  readonly fromIntake?: boolean;
}

/** The limits that a unit's policy sets; frozen, by value, into each obligation at its opening. */
export interface Policy {
  readonly version: number;
  /** How often one party's deadline may be put off. */
  readonly maxExtensions: number;
  /** By how many working days in all; days that a suspension, a review or an outage took do not count. */
  readonly maxExtensionWorkingDays: number;
  /** What a return leaves at the least. */
  readonly minReturnWorkingDays: number;
  /** How long an unanswered request holds the overdue rung. */
  readonly extensionHoldWorkingDays: number;
  readonly suspensionReviewCalendarDays: number;
  /** What a new holder of an owing post gets, once, never past the period. */
  readonly graceWorkingDays: number;
  /** What a stage gets that opens after its own date. */
  readonly minStageWorkingDays: number;
}

/** The defaults that PLAN.md and the design give. */
export const DEFAULT_POLICY: Policy = {
  version: 1,
  maxExtensions: 2,
  maxExtensionWorkingDays: 20,
  minReturnWorkingDays: 3,
  extensionHoldWorkingDays: 3,
  suspensionReviewCalendarDays: 30,
  graceWorkingDays: 5,
  minStageWorkingDays: 3,
};
