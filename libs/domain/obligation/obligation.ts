import type { DutyDefinition, Policy } from '../duty/definition.js';
import type { IncidentEntry, IncidentInput, IncidentMatter, IncidentState } from '../incident/incident.js';
import type { InquiryCommand } from '../inquiry/commands.js';
import type { InquiryEntry, InquiryProgress, InquiryState, LaunchFile } from '../inquiry/inquiry.js';
import type { OfficerId, PostId, UnitId } from '../organisation/organisation.js';
import type { StageCommand, StageNotice } from '../stage/commands.js';
import type { Trial } from '../stage/context.js';
import type { StageEntry } from '../stage/entries.js';
import type { EvidenceItem, FollowUp, StageOutcome, StageState } from '../stage/state.js';
import type { Entry, Input } from '../subject/machine.js';
import type { Instant, PlainDate } from '../time.js';

/** The period that a recurring obligation is for: two dates, both within it, and the instants that bound them. */
export interface Period {
  readonly from: PlainDate;
  readonly to: PlainDate;
  readonly start: Instant;
  readonly end: Instant;
  /** The key date that it is for, where its cycle follows key dates. */
  readonly keyDate?: string;
}

/** What happened, as the obligation that answers it is opened with it; the words are a document or a report. */
export interface Occurrence {
  readonly at: Instant;
  /** Entered on a later day than it happened (补录). */
  readonly isLaterEntry: boolean;
  /** What of the institution it is about, where the duty asks; of a channel its id in the register. */
  readonly about?: { readonly matter: IncidentMatter; readonly channel?: string };
  /** Who brought it: an officer, or somebody without an account. */
  readonly via: 'officer' | 'intake';
  /** The post in whose name a clerk entered it (代办); null where nobody else's. */
  readonly onBehalfOf: PostId | null;
}

/** Everything that an obligation is opened with; frozen in its first entry. */
export interface ObligationBrief {
  readonly id: string;
  readonly unitId: UnitId;
  readonly calendarId: string;
  readonly dutyId: string;
  readonly dutyVersion: number;
  readonly duty: DutyDefinition;
  readonly policy: Policy;
  /** Taken from its cycle, or its plan, as it opened; left out where that was not on trial. */
  readonly trial?: Trial;
  readonly period: Period | null;
  /** The cycle that opened it, or null. */
  readonly cycleId: string | null;
  /** The obligation whose decision it follows up, or null. */
  readonly parentId: string | null;
  /** A document that says more about what is to be done. */
  readonly document: string | null;
  readonly slice: { readonly index: number; readonly of: number } | null;
  /** Who opened it by hand; null when a cycle did, or somebody without an account. */
  readonly openedBy: OfficerId | null;
  /** What happened, where it answers an occurrence. */
  readonly occurrence?: Occurrence;
  /** Of an inquiry: the file with which it begins. */
  readonly launch?: LaunchFile;
  /** Its period was over when it opened (补录): the duty has windows in place of deadlines. */
  readonly backfilled?: true;
}

/** How it ended; the window of one that was back-filled closes where nobody handed in what a stage asked for. */
export type ObligationResult = 'fulfilled' | 'lapsed' | 'waived' | 'nobody-owed' | 'window-closed' | 'merged';

/** Another subject that an entry opens: the transaction inserts its row, an activity starts its workflow. */
export interface Opening {
  readonly subject: string;
  readonly brief: ObligationBrief;
}

/** What a procedure asks for on its way; ids derive from the names, so asking again changes nothing. */
export type ProcedureStep =
  | (Input & { readonly kind: 'open-stage'; readonly stage: string })
  /** Keeps a document that the procedure made, such as the facts of a half-year. */
  | (Input & { readonly kind: 'keep'; readonly name: string; readonly document: string })
  /** What the stage submitted is issued. */
  | (Input & { readonly kind: 'publish'; readonly stage: string })
  /** The decisions handed in with the stage become obligations. */
  | (Input & { readonly kind: 'open-follow-ups'; readonly stage: string })
  | (Input & { readonly kind: 'close'; readonly result: ObligationResult });

export type ObligationInput = ProcedureStep | StageCommand | StageNotice | IncidentInput | InquiryCommand;

export type ObligationEntry =
  | Entry<'obligation-opened', { brief: ObligationBrief }>
  | Entry<'document-kept', { name: string; document: string }>
  | Entry<'published', { stage: string; documents: readonly string[] }>
  | Entry<'follow-ups-opened', { stage: string; openings: readonly Opening[] }>
  /** A report that was ordered is owed as an obligation of its own. */
  | Entry<'report-opened', { stage: string; openings: readonly Opening[] }>
  | Entry<'obligation-closed', { result: ObligationResult }>
  /** It is handed in as its stage opens. */
  | Entry<
      'submission-kept',
      {
        stage: string;
        party: string;
        evidence: readonly EvidenceItem[];
        followUps: readonly FollowUp[];
        asClerk: boolean;
      }
    >
  | Entry<'kept-submission-refused', { stage: string; party: string; code: string }>
  | IncidentEntry<Opening>
  | InquiryEntry
  /** The inquiry that a launch file begins which was opened here. */
  | Entry<'launch-file-opened', { launch: string; openings: readonly Opening[] }>
  | StageEntry;

/** What was handed in for a stage that has not opened yet. */
export interface EarlySubmission {
  readonly stage: string;
  readonly party: string;
  readonly evidence: readonly EvidenceItem[];
  readonly followUps: readonly FollowUp[];
  readonly officer: OfficerId;
  readonly asClerk: boolean;
}

export interface ObligationState {
  readonly brief: ObligationBrief;
  readonly openedAt: Instant | null;
  /** In the order in which they opened. */
  readonly stages: readonly StageState[];
  /** Documents kept by name. */
  readonly documents: Readonly<Record<string, string>>;
  /** Stages whose submission was published. */
  readonly published: readonly string[];
  /** Stages whose decisions were opened as follow-ups. */
  readonly followedUp: readonly string[];
  /** How many reports were ordered. */
  readonly reports: number;
  /** What waits for its stage to open. */
  readonly early: readonly EarlySubmission[];
  /** What an incident keeps beside its stages; left out: nothing of the kind has happened. */
  readonly incident?: IncidentState;
  /** The same of an inquiry. */
  readonly inquiry?: InquiryState;
  readonly result: ObligationResult | null;
  readonly closedAt: Instant | null;
}

/** What a procedure needs to know to go on: what has been done so far. */
export interface ObligationProgress {
  /** Names of the stages that the duty declares, in order. */
  readonly stages: readonly string[];
  /** Those whose decisions are tracked; histories recorded before any stage could declare it do not say. */
  readonly tracked?: readonly string[];
  readonly outcomes: Readonly<Record<string, StageOutcome>>;
  readonly kept: readonly string[];
  readonly published: readonly string[];
  readonly followedUp: readonly string[];
  /** What clerks did on behalf is still to be confirmed; histories recorded before there was such a wait do not say. */
  readonly awaitsConfirmation?: boolean;
  readonly closed: boolean;
  /** Of an inquiry only. */
  readonly inquiry?: InquiryProgress;
}

/** The policy that an obligation follows: the unit's, with the limits that the duty sets itself. */
export const policyOf = ({ policy, duty }: Pick<ObligationBrief, 'policy' | 'duty'>): Policy => ({
  ...policy,
  maxExtensions: duty.limits?.maxExtensions ?? policy.maxExtensions,
  maxExtensionWorkingDays: duty.limits?.maxExtensionWorkingDays ?? policy.maxExtensionWorkingDays,
});

/** An obligation before its first entry. */
export const newObligation = (brief: ObligationBrief): ObligationState => ({
  brief,
  openedAt: null,
  stages: [],
  documents: {},
  published: [],
  followedUp: [],
  reports: 0,
  early: [],
  result: null,
  closedAt: null,
});
