import type { CycleBrief, KeyDateRule } from '../../domain/cycle/cycle.js';
import {
  MEETING_MATERIAL,
  type Basis,
  type DueRule,
  type MeasureAgainst,
  type MeetingMaterial,
  type OffsetSpec,
  type ProcedureName,
  type RungAction,
} from '../../domain/duty/definition.js';
import type { KindRule, ReviewerKindRule } from '../../domain/duty/shapes.js';
import { Flag, Line, Many, One, OneOf, Optional, Slug, Slugs, Whole } from '../source/checks.js';
import { DayOfYear, Due, Offset, Parties, Reviewer, TitleText } from './values.js';

/** A kind of post or body that the plan lays duties on; the unit that adopts the plan must have one. */
export class KindText {
  @Slug()
  kind: string;

  @One(TitleText)
  title: TitleText;
}

export class RungText {
  @Slug()
  name: string;

  @OneOf('remind', 'overdue', 'escalate', 'launch', 'lapse', 'close')
  action: RungAction;

  /** From the due instant. */
  @Offset()
  offset: OffsetSpec;

  /** For `escalate`: 1 is the post directly above. */
  @Optional()
  @Whole(1, 9)
  level?: number;
}

/** A ladder that duties refer to by name. */
export class LadderText {
  @Slug()
  name: string;

  @Many(RungText, 1, 20)
  rungs: RungText[];
}

/** A review that stages refer to by name. */
export class ReviewText {
  @Slug()
  name: string;

  @Reviewer()
  by: ReviewerKindRule;

  @Offset()
  within: OffsetSpec;

  /** Name of the reviewer's ladder. */
  @Slug()
  ladder: string;
}

/** Where a duty comes from, and how strong that is. */
export class BasisText {
  @OneOf('required', 'at-least', 'our-default')
  strength: Basis['strength'];

  @One(TitleText)
  source: TitleText;
}

/** When the duty recurs. */
export class CycleText {
  /** RRULE of RFC 5545, without DTSTART; left out where it follows key dates. */
  @Optional()
  @Line()
  rule?: string;

  /** In place of a rule: a period for each key date of the unit. */
  @Optional()
  @OneOf('key-dates')
  dates?: KeyDateRule['register'];

  /** How many working days before a key date its period begins. */
  @Optional()
  @Whole(0, 60)
  leadWorkingDays?: number;

  /** When each period opens; `period-start` where it is left out, `period-end` for what is about the whole of it. */
  @Optional()
  @OneOf('period-start', 'period-end')
  opens?: CycleBrief['opens'];

  /** The day on which the series begins in the year of adoption; counting starts there, opening at the adoption. */
  @Optional()
  @DayOfYear()
  starts?: string;
}

export class EvidenceText {
  @Slug()
  name: string;

  @One(TitleText)
  title: TitleText;
}

export class StageText {
  @Slug()
  name: string;

  @One(TitleText)
  title: TitleText;

  /** `duty` where it is left out. */
  @Optional()
  @OneOf('duty', 'right')
  kind?: 'duty' | 'right';

  @Parties()
  parties: KindRule;

  @Due()
  due: DueRule;

  /** Name of a ladder. */
  @Slug()
  ladder: string;

  @Optional()
  @Many(EvidenceText, 0, 20)
  evidence?: EvidenceText[];

  /** Name of a review; nobody reviews where it is left out. */
  @Optional()
  @Slug()
  review?: string;

  /** What it takes from a meeting whose item is linked to the obligation. */
  @Optional()
  @OneOf(...MEETING_MATERIAL)
  meeting?: MeetingMaterial;

  /** Earlier stages that somebody else has to have handed in. */
  @Optional()
  @Slugs(1, 20)
  otherPersonThan?: string[];

  /** Whether the decisions handed in with it become obligations. */
  @Optional()
  @Flag()
  tracksDecisions?: boolean;

  /** Minutes of work that one party spends on it each time. */
  @Optional()
  @Whole(0, 4_800)
  effortMinutes?: number;
}

/** Who opens a duty "on occurrence". */
export class OccurrenceText {
  /** Kinds of posts. */
  @Slugs(1, 20)
  openedBy: string[];

  /** Whether what comes in without an account opens one too. */
  @Optional()
  @Flag()
  fromIntake?: boolean;
}

/** Limits of a duty's own, in place of the policy's. */
export class LimitsText {
  @Optional()
  @Whole(0, 100)
  maxExtensions?: number;

  @Optional()
  @Whole(0, 1_000)
  maxExtensionWorkingDays?: number;
}

/** How much time a severity gives for each clock of an incident. */
export class WithinText {
  @Offset()
  acknowledge: OffsetSpec;

  @Offset()
  contain: OffsetSpec;

  @Offset()
  reportUpward: OffsetSpec;

  @Offset()
  resolve: OffsetSpec;

  @Offset()
  review: OffsetSpec;
}

/** A row of the table of severities, which begins with the gravest. */
export class SeverityText {
  @Slug()
  name: string;

  @One(TitleText)
  title: TitleText;

  @One(WithinText)
  within: WithinText;
}

/** A row of the competence table, from the lightest measure to the gravest. */
export class MeasureText {
  @Slug()
  name: string;

  @One(TitleText)
  title: TitleText;

  @OneOf('body', 'cadre')
  against: MeasureAgainst;

  /** Handled in place of an inquiry's measures; left out: no. */
  @Optional()
  @Flag()
  lighter?: boolean;

  /** Kind of the body that decides on it. */
  @Slug()
  decidedBy: string;
}

/** By which rules inquiries are carried on. */
export class InquiryRulesText {
  /** The kind of post that decides whether to launch. */
  @Slug()
  principal: string;

  /** Kinds of posts whose holders are leading cadres. */
  @Slugs(1, 50)
  cadres: string[];

  /** The duty by which accountability rules are adopted. */
  @Slug()
  rulesDuty: string;

  @Whole(2, 20)
  minMembers: number;

  @Whole(1, 100)
  accessWorkingDays: number;

  @Many(MeasureText, 1, 50)
  measures: MeasureText[];
}

export class DutyText {
  @Slug()
  key: string;

  /** The row of the plan that it implements. */
  @Whole(1, 999)
  row: number;

  @One(TitleText)
  title: TitleText;

  @One(BasisText)
  basis: BasisText;

  /** `duty` where it is left out: the stages as they are listed. */
  @Optional()
  @OneOf('topic-study', 'bulletin', 'assessment', 'incident', 'inquiry', 'duty')
  procedure?: ProcedureName;

  /** Whether only the superior unit can waive it. */
  @Optional()
  @Flag()
  floor?: boolean;

  /** Left out where it is opened by hand only. */
  @Optional()
  @One(CycleText)
  cycle?: CycleText;

  /** Left out where it recurs only. */
  @Optional()
  @One(OccurrenceText)
  occurrence?: OccurrenceText;

  /** Only of an incident. */
  @Optional()
  @Many(SeverityText, 1, 9)
  severities?: SeverityText[];

  /** Only of inquiries. */
  @Optional()
  @One(InquiryRulesText)
  inquiry?: InquiryRulesText;

  @Optional()
  @One(LimitsText)
  limits?: LimitsText;

  /** Duties that one item of a meeting may satisfy together with this one; each has to name the other. */
  @Optional()
  @Slugs(1, 20)
  sharesItemWith?: string[];

  @Many(StageText, 1, 40)
  stages: StageText[];
}

/** `plan.yaml`: what a plan obliges whom to do. */
export class PlanFile {
  /** The version of this format. */
  @OneOf(1)
  format: number;

  @Slug()
  key: string;

  /** Grows with every edition of the plan. */
  @Whole(1, 1_000_000)
  version: number;

  @One(TitleText)
  title: TitleText;

  /** The kind of post that alone is told while the plan is on trial. */
  @Optional()
  @Slug()
  office?: string;

  /** Kinds of posts that the duties name. */
  @Many(KindText, 0, 100)
  posts: KindText[];

  /** Kinds of bodies that the duties name. */
  @Many(KindText, 0, 100)
  bodies: KindText[];

  @Many(LadderText, 1, 100)
  ladders: LadderText[];

  @Many(ReviewText, 0, 100)
  reviews: ReviewText[];

  @Many(DutyText, 1, 500)
  duties: DutyText[];
}
