import type { BodyId, Holding, OfficerId, PostId } from '../organisation/organisation.js';
import type { Entry } from '../subject/machine.js';
import type { Instant } from '../time.js';

/** Whom a launch file (问责启动审批) is about, and what led to it. It names no fault. */
export interface LaunchFile {
  /** Its id, `launch/...`; one by hand has that of its inquiry. */
  readonly id: string;
  /** The subject whose entry opened it; null: opened by hand. */
  readonly openedIn: string | null;
  /** The post or body that answers for what was not done. */
  readonly answering: string;
  readonly holdings: readonly Holding[];
  /** Members of the body that answers, when the file was opened: none of them sees it by any post; left out: no body answers. */
  readonly members?: readonly OfficerId[];
  /** Who opened it by hand or referred it; null where a ladder ended. */
  readonly reportedBy: OfficerId | null;
}

/** Somebody or some body about whom the inquiry is. */
export type Respondent =
  { readonly kind: 'person'; readonly id: OfficerId } | { readonly kind: 'body'; readonly id: BodyId };

export const LAUNCH_OUTCOMES = ['launch', 'lighter', 'refer', 'none'] as const;
export type LaunchOutcome = (typeof LAUNCH_OUTCOMES)[number];

export interface LaunchDecision {
  readonly outcome: LaunchOutcome;
  readonly by: OfficerId;
  /** The post in which it was decided: it forms the group, and hears of what stalls. */
  readonly post: PostId;
  readonly respondents: readonly Respondent[];
}

/** A member of the investigation group (调查组). */
export interface Member {
  readonly officer: OfficerId;
  readonly isLead: boolean;
  /** `asked`: has not said yet whether there is a conflict. `out`: takes no part any more. */
  readonly status: 'asked' | 'attested' | 'conflicted' | 'out';
}

/** What a respondent says of a member of the group. */
export interface Objection {
  readonly by: OfficerId;
  readonly member: OfficerId;
  readonly isSustained: boolean | null;
}

export const STANCES = ['agree', 'disagree', 'refuse'] as const;
export type Stance = (typeof STANCES)[number];

/** What a respondent said to the draft facts (事实材料), and what became of it. */
export interface Comment {
  readonly by: string;
  readonly stance: Stance;
  readonly document: string | null;
  readonly isAdopted: boolean | null;
}

/** Kinds of responsibility (领导责任) that a finding may name. */
export const RESPONSIBILITIES = ['whole', 'main', 'important'] as const;

/** What the group found, tied to what shows it. */
export interface Finding {
  readonly respondent: string;
  readonly responsibility: (typeof RESPONSIBILITIES)[number] | null;
  /** The document that says what was found, with what mitigates and aggravates. */
  readonly document: string;
  /** Entries of the ledger as `subject#seq`, and documents. */
  readonly shownBy: readonly string[];
}

export const OUTCOMES = ['measures', 'lighter', 'exempt', 'no-fault'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** Grounds on which somebody is exempt (不予/免予问责). */
export const EXEMPTIONS = [
  'exploratory-error',
  'recorded-objection',
  'force-majeure',
  'overruled-objection',
] as const;

export interface Report {
  readonly document: string;
  readonly findings: readonly Finding[];
  /** What the group proposes; the product proposes nothing. */
  readonly outcome: Outcome;
  readonly measures: readonly string[];
  readonly signatures: readonly { readonly officer: OfficerId; readonly dissent: string | null }[];
}

/** A measure as it was decided against a respondent. */
export interface DecidedMeasure {
  readonly measure: string;
  readonly respondent: string;
  /** Until when it has effects; null where it has no term. Its end ends no record. */
  readonly effectiveUntil: Instant | null;
  /** The document that cites the rule. */
  readonly rule: string;
}

export interface Votes {
  /** Posts of members who took part. */
  readonly present: readonly PostId[];
  readonly recused: readonly PostId[];
  readonly inFavour: number;
  readonly against: number;
  readonly abstained: number;
}

export interface Decision {
  readonly outcome: Outcome;
  readonly by: BodyId;
  readonly reasons: string;
  readonly exemption: (typeof EXEMPTIONS)[number] | null;
  readonly measures: readonly DecidedMeasure[];
}

/** How an inquiry ended before its course was over. */
export const ENDINGS = ['withdrawn', 'deceased', 'merged', 'referred'] as const;
export type Ending = (typeof ENDINGS)[number];

export type Served = 'notice' | 'facts' | 'decision';

/** What an inquiry keeps beside the stages of its obligation. */
export interface InquiryState {
  readonly launch: LaunchDecision | null;
  readonly members: readonly Member[];
  readonly objections: readonly Objection[];
  /** Who was served with what; the ids of respondents. */
  readonly served: Readonly<Record<Served, readonly string[]>>;
  /** Respondents who asked to be heard (听证/当面陈述). */
  readonly hearingAskedBy: readonly string[];
  readonly comments: readonly Comment[];
  readonly report: Report | null;
  readonly decision: Decision | null;
  readonly appeals: readonly { readonly by: string; readonly document: string }[];
  /** After an appeal or a correction: what holds now. */
  readonly revised: Decision | null;
  readonly ending: Ending | null;
}

export const NEW_INQUIRY: InquiryState = {
  launch: null,
  members: [],
  objections: [],
  served: { notice: [], facts: [], decision: [] },
  hearingAskedBy: [],
  comments: [],
  report: null,
  decision: null,
  appeals: [],
  revised: null,
  ending: null,
};

/** What happens in an inquiry beside its stages; texts are ids of documents. */
export type InquiryEntry =
  | Entry<'launch-decided', LaunchDecision & { readonly reasons: string }>
  | Entry<'group-formed', { readonly members: readonly { officer: OfficerId; isLead: boolean }[] }>
  | Entry<'conflict-declared', { readonly hasConflict: boolean; readonly reason: string | null }>
  | Entry<'member-released', { readonly member: OfficerId; readonly reason: string }>
  | Entry<'substitute-appointed', { readonly member: OfficerId; readonly inPlaceOf: OfficerId }>
  | Entry<'objection-raised', { readonly member: OfficerId; readonly reason: string }>
  | Entry<
      'objection-decided',
      { readonly member: OfficerId; readonly isSustained: boolean; readonly reason: string }
    >
  | Entry<
      'served',
      {
        readonly what: Served;
        readonly respondent: string;
        readonly document: string;
        readonly told: readonly { officer: OfficerId; post: PostId; as: 'respondent' }[];
      }
    >
  | Entry<'file-looked-at', { readonly as: 'respondent' | 'group' | 'decider' | 'superior' }>
  | Entry<'hearing-asked', { readonly respondent: string }>
  | Entry<
      'facts-commented',
      { readonly respondent: string; readonly stance: Stance; readonly document: string | null }
    >
  | Entry<
      'comment-answered',
      { readonly respondent: string; readonly isAdopted: boolean; readonly reason: string }
    >
  | Entry<'report-drafted', Omit<Report, 'signatures'>>
  | Entry<'report-signed', { readonly dissent: string | null }>
  | Entry<'inquiry-decided', Decision & { readonly votes: Votes | null }>
  | Entry<'appeal-filed', { readonly respondent: string; readonly document: string }>
  | Entry<
      'appeal-decided',
      {
        readonly preparedBy: OfficerId;
        readonly reasons: string;
        readonly decision: Decision;
        readonly votes: Votes;
      }
    >
  | Entry<'decision-corrected', { readonly reasons: string; readonly decision: Decision }>
  | Entry<'inquiry-ended', { readonly how: Ending; readonly reason: string; readonly into: string | null }>;

export type InquiryEntryOf<K extends InquiryEntry['kind']> = Extract<InquiryEntry, { kind: K }>;

/** The inquiry after an entry of its own. */
export function evolveInquiry(state: InquiryState, entry: InquiryEntry): InquiryState {
  const actor = entry.actor ?? '';
  const ofMember = (officer: OfficerId, status: Member['status']): readonly Member[] =>
    state.members.map((member) => (member.officer === officer ? { ...member, status } : member));
  switch (entry.kind) {
    case 'launch-decided': {
      const { reasons: _, ...launch } = entry.body;
      return { ...state, launch };
    }
    case 'group-formed':
      return { ...state, members: entry.body.members.map((member) => ({ ...member, status: 'asked' })) };
    case 'conflict-declared':
      return { ...state, members: ofMember(actor, entry.body.hasConflict ? 'conflicted' : 'attested') };
    case 'member-released':
      return { ...state, members: ofMember(entry.body.member, 'conflicted') };
    case 'substitute-appointed': {
      const { member, inPlaceOf } = entry.body;
      const { isLead } = state.members.find(({ officer }) => officer === inPlaceOf) ?? { isLead: false };
      return {
        ...state,
        members: [...ofMember(inPlaceOf, 'out'), { officer: member, isLead, status: 'asked' }],
      };
    }
    case 'objection-raised':
      return {
        ...state,
        objections: [...state.objections, { by: actor, member: entry.body.member, isSustained: null }],
      };
    case 'objection-decided': {
      const { member, isSustained } = entry.body;
      const objections = state.objections.map((objection) =>
        objection.member === member && objection.isSustained === null
          ? { ...objection, isSustained }
          : objection,
      );
      return { ...state, objections, members: isSustained ? ofMember(member, 'conflicted') : state.members };
    }
    case 'served': {
      const { what, respondent } = entry.body;
      return { ...state, served: { ...state.served, [what]: [...state.served[what], respondent] } };
    }
    case 'hearing-asked':
      return { ...state, hearingAskedBy: [...state.hearingAskedBy, entry.body.respondent] };
    case 'facts-commented': {
      const { respondent, stance, document } = entry.body;
      return {
        ...state,
        comments: [...state.comments, { by: respondent, stance, document, isAdopted: null }],
      };
    }
    case 'comment-answered':
      return {
        ...state,
        comments: state.comments.map((comment) =>
          comment.by === entry.body.respondent ? { ...comment, isAdopted: entry.body.isAdopted } : comment,
        ),
      };
    case 'report-drafted':
      return { ...state, report: { ...entry.body, signatures: [] } };
    case 'report-signed': {
      const { report } = state;
      if (report === null) throw new Error('there is no report to sign');
      const signatures = [...report.signatures, { officer: actor, dissent: entry.body.dissent }];
      return { ...state, report: { ...report, signatures } };
    }
    case 'inquiry-decided': {
      const { votes: _, ...decision } = entry.body;
      return { ...state, decision };
    }
    case 'appeal-filed': {
      const { respondent, document } = entry.body;
      return { ...state, appeals: [...state.appeals, { by: respondent, document }] };
    }
    case 'appeal-decided':
    case 'decision-corrected':
      return { ...state, revised: entry.body.decision };
    case 'inquiry-ended':
      return { ...state, ending: entry.body.how };
    case 'file-looked-at':
      return state;
  }
}

/** What the course of an inquiry goes on from. */
export interface InquiryProgress {
  readonly launched: LaunchOutcome | null;
  /** Every member of the group has attested that there is no conflict. */
  readonly isGroupComplete: boolean;
  /** A member cannot take part: somebody is to be appointed. */
  readonly hasGap: boolean;
  /** A member has not said yet whether there is a conflict. */
  readonly hasUnattested: boolean;
  readonly hasObjection: boolean;
  readonly isHearingAsked: boolean;
  readonly hasOpenComment: boolean;
  readonly isReported: boolean;
  readonly isDecided: boolean;
  readonly hasMeasure: boolean;
  readonly isAppealed: boolean;
  /** Stages after the decision that the duty declares. */
  readonly filings: readonly string[];
}
