import type { OfficerId } from '../organisation/organisation.js';
import type { Actor } from '../stage/commands.js';
import type { FollowUp } from '../stage/state.js';
import type { Input } from '../subject/machine.js';
import type {
  DecidedMeasure,
  Decision,
  Ending,
  LaunchOutcome,
  Report,
  Respondent,
  Served,
  Stance,
  Votes,
} from './inquiry.js';

interface Command<K extends string> extends Input {
  readonly kind: K;
  readonly actor: Actor;
}

/** What people do in an inquiry beside handing in at its stages. Texts are ids of documents. */
export type InquiryCommand =
  | (Command<'decide-launch'> & {
      readonly outcome: LaunchOutcome;
      readonly reasons: string;
      readonly respondents: readonly Respondent[];
    })
  | (Command<'form-group'> & { readonly members: readonly { officer: OfficerId; isLead: boolean }[] })
  | (Command<'declare-conflict'> & { readonly hasConflict: boolean; readonly reason: string | null })
  | (Command<'release-member'> & { readonly member: OfficerId; readonly reason: string })
  | (Command<'appoint-substitute'> & { readonly member: OfficerId; readonly inPlaceOf: OfficerId })
  | (Command<'raise-objection'> & { readonly member: OfficerId; readonly reason: string })
  | (Command<'decide-objection'> & {
      readonly member: OfficerId;
      readonly isSustained: boolean;
      readonly reason: string;
    })
  | (Command<'serve'> & { readonly what: Served; readonly respondent: string; readonly document: string })
  | Command<'look-at-file'>
  | Command<'ask-hearing'>
  | (Command<'comment-facts'> & { readonly stance: Stance; readonly document: string | null })
  | (Command<'answer-comment'> & {
      readonly respondent: string;
      readonly isAdopted: boolean;
      readonly reason: string;
    })
  | (Command<'draft-report'> & Omit<Report, 'signatures'>)
  | (Command<'sign-report'> & { readonly dissent: string | null })
  | (Command<'decide-inquiry'> & DecisionCommand)
  | (Command<'file-appeal'> & { readonly document: string })
  | (Command<'decide-appeal'> & DecisionCommand & { readonly preparedBy: OfficerId })
  | (Command<'correct-decision'> & Omit<DecisionCommand, 'votes' | 'followUps'>)
  | (Command<'end-inquiry'> & {
      readonly how: Ending;
      readonly reason: string;
      readonly into: string | null;
    });

interface DecisionCommand {
  readonly outcome: Decision['outcome'];
  readonly reasons: string;
  readonly exemption: Decision['exemption'];
  readonly measures: readonly DecidedMeasure[];
  /** Null where a body outside the institution decided. */
  readonly votes: Votes | null;
  /** What is to be rectified (限期整改), each an obligation of its own. */
  readonly followUps: readonly FollowUp[];
}

export type InquiryCommandFor<K extends InquiryCommand['kind']> = Extract<InquiryCommand, { kind: K }>;

const KINDS: Readonly<Record<InquiryCommand['kind'], true>> = {
  'decide-launch': true,
  'form-group': true,
  'declare-conflict': true,
  'release-member': true,
  'appoint-substitute': true,
  'raise-objection': true,
  'decide-objection': true,
  serve: true,
  'look-at-file': true,
  'ask-hearing': true,
  'comment-facts': true,
  'answer-comment': true,
  'draft-report': true,
  'sign-report': true,
  'decide-inquiry': true,
  'file-appeal': true,
  'decide-appeal': true,
  'correct-decision': true,
  'end-inquiry': true,
};

export const isOfInquiry = (input: { readonly kind: string }): input is InquiryCommand =>
  Object.hasOwn(KINDS, input.kind);
