import type { CycleTerms } from '../cycle/cycle.js';
import type { DispatchBrief } from '../dispatch/dispatch.js';
import type { Policy } from '../duty/definition.js';
import type { OfficerId, PostId, Title, UnitId } from '../organisation/organisation.js';
import type { StageNotice } from '../stage/commands.js';
import type { StageFacts } from '../stage/context.js';
import type { StageEntry } from '../stage/entries.js';
import type { StageState } from '../stage/state.js';
import type { Entry, Input } from '../subject/machine.js';
import type { Instant, PlainDate } from '../time.js';

/** What a change is about: a cycle, all cycles of a duty, or all that go by the policy of a unit. */
export const CHANGE_TARGETS = ['cycle', 'duty', 'policy'] as const;

export interface ChangeTarget {
  readonly kind: (typeof CHANGE_TARGETS)[number];
  /** Id of the cycle, the duty or the unit. */
  readonly id: string;
}

/** `cycle.<cycle>.<n>`: the changes of a target are counted. */
export const changeId = ({ kind, id }: ChangeTarget, n: number): string => `${kind}.${id}.${n}`;

/** What becomes of what is open already; it stays as it is unless the change says how it is touched. */
export type InFlight = 'untouched' | 'waive' | { readonly extendTo: PlainDate };

/** A change as it was proposed. Texts are ids of documents. */
export interface ChangeBrief {
  readonly id: string;
  /** Counts the changes of the target. */
  readonly n: number;
  readonly target: ChangeTarget;
  readonly unitId: UnitId;
  readonly calendarId: string;
  readonly title: Title;
  /** In force for the first period that begins on this date or after it. */
  readonly from: PlainDate;
  readonly terms: CycleTerms;
  readonly inFlight: InFlight;
  /** It loosens what the plan sets as a floor, or may: the superior unit has to approve it. */
  readonly touchesFloor: boolean;
  /** The post that is asked: the first responsible person's; of a floor the first one above the unit. */
  readonly approver: PostId;
  /** That of the unit, by which the approval itself is clocked. */
  readonly policy: Policy;
  readonly reason: string;
  readonly proposedBy: OfficerId;
}

export type ChangeDecision = Input & {
  readonly kind: 'decide-change';
  readonly actor: OfficerId;
  /** The API has found that they administer the unit. */
  readonly asAdministrator: boolean;
  readonly approve: boolean;
  readonly reason: string | null;
};

export type ChangeInput = ChangeDecision | StageNotice;

export interface Approval {
  readonly reason: string | null;
  /** The version of the duty that it publishes; null where it is about something else. */
  readonly dutyVersion: number | null;
  /** How the cycles, and what is open, hear of it. */
  readonly openings: readonly { readonly subject: string; readonly brief: DispatchBrief }[];
}

export type ChangeEntry =
  | Entry<'change-proposed', { brief: ChangeBrief }>
  | Entry<'change-approved', Approval>
  | Entry<'change-rejected', { reason: string | null }>
  /** Nobody decided: nothing changes. */
  | Entry<'change-lapsed', Record<string, never>>
  | StageEntry;

/** Somebody who owes something that is open, in a period opened by the old terms. */
export interface OpenParty {
  readonly subject: string;
  readonly stage: string;
  readonly party: string;
}

export interface ChangeFacts extends StageFacts {
  /** Ids of the cycles that it concerns; only where it is being decided. */
  readonly cycles: readonly string[];
  readonly inFlight: readonly OpenParty[];
  /** The number that the next version of the duty gets; null where it is about something else. */
  readonly dutyVersion: number | null;
}

export type ChangeStatus = 'proposed' | 'approved' | 'rejected' | 'lapsed';

export interface ChangeState {
  readonly brief: ChangeBrief;
  readonly proposedAt: Instant | null;
  /** The wait for whoever approves. */
  readonly stages: readonly StageState[];
  readonly status: ChangeStatus;
  readonly decidedBy: OfficerId | null;
  readonly decidedAt: Instant | null;
  readonly reason: string | null;
  readonly closedAt: Instant | null;
}

/** A change before its first entry. */
export const newChange = (brief: ChangeBrief): ChangeState => ({
  brief,
  proposedAt: null,
  stages: [],
  status: 'proposed',
  decidedBy: null,
  decidedAt: null,
  reason: null,
  closedAt: null,
});
