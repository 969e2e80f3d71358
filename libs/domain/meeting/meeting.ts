import type { DispatchBrief } from '../dispatch/dispatch.js';
import type { MeetingMaterial, Policy } from '../duty/definition.js';
import type { ObligationBrief } from '../obligation/obligation.js';
import type { BodyId, OfficerId, PostId, UnitId } from '../organisation/organisation.js';
import type { Matter, Quorum } from '../organisation/quorum.js';
import type { Actor, StageNotice } from '../stage/commands.js';
import type { StageFacts } from '../stage/context.js';
import type { StageEntry, Told } from '../stage/entries.js';
import type { FollowUp, StageState } from '../stage/state.js';
import type { Entry, Input } from '../subject/machine.js';
import type { Instant } from '../time.js';

/** What a meeting is called with: a sitting of a body at a time and a place. Texts are ids of documents. */
export interface MeetingBrief {
  readonly id: string;
  readonly unitId: UnitId;
  readonly calendarId: string;
  readonly bodyId: BodyId;
  readonly startsAt: Instant;
  /** Where, and whatever else whoever is called has to know. */
  readonly notice: string;
  /** Posts called beside the members, who take part in no decision (列席). */
  readonly invited: readonly PostId[];
  readonly policy: Policy;
  readonly calledBy: OfficerId;
}

/** Somebody whom the meeting was called with, as the organisation stood on its date. */
export interface Seat {
  readonly post: PostId;
  /** Null: nobody held it. */
  readonly officer: OfficerId | null;
  readonly as: 'member' | 'invited';
}

/** One item of the agenda; numbered from 1 in the order in which items were placed. */
export interface AgendaItem {
  readonly item: number;
  readonly title: string;
  readonly matter: Matter;
  /** Ids of the obligations that it is to satisfy. */
  readonly links: readonly string[];
  /** It was taken off the agenda before the meeting was held. */
  readonly isWithdrawn: boolean;
}

/** How somebody called took part. A substitute takes part and is not counted: membership of a body is personal. */
export const ATTENDANCE = ['present', 'substituted', 'on-leave', 'absent'] as const;

export interface AttendanceLine {
  readonly post: PostId;
  readonly status: (typeof ATTENDANCE)[number];
  /** Who came in the place of the holder; null unless `substituted`. */
  readonly substitute: OfficerId | null;
}

/** A member who takes no part in one item (回避). */
export interface Recusal {
  readonly item: number;
  readonly post: PostId;
}

/** Whether enough members took part in an item for anything to be decided on it. */
export type ItemQuorum = Quorum & { readonly item: number };

/** What was minuted on one item. */
export interface ItemMinutes {
  readonly item: number;
  /** The document with what was said and decided. */
  readonly extract: string;
  readonly decisions: readonly FollowUp[];
}

/** One piece of evidence that the meeting has handed in, or is about to: the place in its dispatch tells what became of it. */
export interface HandIn {
  /** Id of the dispatch that carries it. */
  readonly dispatch: string;
  readonly place: number;
  readonly item: number;
  readonly obligation: string;
  readonly stage: string;
  readonly party: string;
  readonly material: MeetingMaterial;
  readonly document: string;
  /** Handed in by somebody who does not act for the party. */
  readonly isOnBehalf: boolean;
}

/** Hand-ins with the dispatch that carries them; none where nothing is handed in. */
export interface HandedIn {
  readonly handIns: readonly HandIn[];
  readonly openings: readonly { readonly subject: string; readonly brief: DispatchBrief }[];
}

interface Command<K extends string> extends Input {
  readonly kind: K;
  readonly actor: Actor;
}

/** What people do about a meeting. */
export type MeetingCommand =
  | (Command<'place-item'> & Pick<AgendaItem, 'title' | 'matter' | 'links'>)
  | (Command<'withdraw-item'> & { readonly item: number; readonly reason: string })
  | (Command<'record-attendance'> & {
      readonly attendance: readonly AttendanceLine[];
      /** The member who presided; left out: the chair of the body. */
      readonly presiding?: PostId;
    })
  | (Command<'record-recusal'> & Recusal & { readonly reason: string | null })
  | (Command<'enter-minutes'> & { readonly items: readonly ItemMinutes[] })
  | Command<'confirm-minutes'>
  | (Command<'cancel'> & { readonly reason: string });

export type MeetingInput = MeetingCommand | StageNotice;

export type MeetingInputOf<K extends MeetingInput['kind']> = Extract<MeetingInput, { kind: K }>;

/** How a meeting ended: its minutes stand confirmed, it was cancelled, or somebody stayed silent to the last rung. */
export const MEETING_RESULTS = ['confirmed', 'cancelled', 'unminuted', 'unconfirmed'] as const;
export type MeetingResult = (typeof MEETING_RESULTS)[number];

export type MeetingEntry =
  | Entry<
      'meeting-called',
      {
        brief: MeetingBrief;
        chair: PostId | null;
        secretary: PostId | null;
        seats: readonly Seat[];
        told: readonly Told[];
      }
    >
  | Entry<'item-placed', Omit<AgendaItem, 'isWithdrawn'> & HandedIn>
  | Entry<'item-withdrawn', { item: number; reason: string }>
  | Entry<
      'attendance-recorded',
      {
        attendance: readonly AttendanceLine[];
        presiding: PostId;
        /** Who sat in the body on that date, as it is known now: after the notice, members may have changed. */
        seats: readonly Seat[];
        quorum: readonly ItemQuorum[];
      } & HandedIn
    >
  | Entry<
      'recusal-recorded',
      Recusal & { officer: OfficerId; reason: string | null; quorum: ItemQuorum | null }
    >
  | Entry<
      'minutes-entered',
      /** An extract of an item without quorum is on record, and is evidence of nothing. */
      { items: readonly (ItemMinutes & { readonly isEvidence: boolean })[] } & HandedIn
    >
  | Entry<'minutes-confirmed', Pick<HandedIn, 'openings'>>
  | Entry<'meeting-cancelled', { reason: string; told: readonly Told[] }>
  | Entry<'meeting-closed', { result: Exclude<MeetingResult, 'cancelled'> }>
  | StageEntry;

export type MeetingEntryOf<K extends MeetingEntry['kind']> = Extract<MeetingEntry, { kind: K }>;

/** An obligation that an item is linked to, as it stands. */
export interface LinkedObligation extends Pick<ObligationBrief, 'id' | 'unitId' | 'duty'> {
  readonly isClosed: boolean;
  /** The parties of the stages that have opened, by stage. */
  readonly parties: Readonly<Record<string, readonly string[]>>;
}

export interface MeetingFacts extends StageFacts {
  /** The obligations that the meeting's items, or the command, name. */
  readonly linked: ReadonlyMap<string, LinkedObligation>;
  /** The texts of the documents that the meeting or the command name. */
  readonly textOf: (document: string) => string;
  readonly nameOf: (officer: OfficerId) => string;
  /** Keeps a text as a document of whoever it was made for; answers its id. */
  readonly keep: (text: string, writer: OfficerId) => string;
}

export interface MeetingState {
  readonly brief: MeetingBrief;
  readonly calledAt: Instant | null;
  readonly chair: PostId | null;
  readonly secretary: PostId | null;
  readonly seats: readonly Seat[];
  readonly items: readonly AgendaItem[];
  readonly recusals: readonly Recusal[];
  /** Null until attendance has been recorded: then the meeting has been held. */
  readonly attendance: readonly AttendanceLine[] | null;
  readonly presiding: PostId | null;
  /** Of each item, once attendance has been recorded. */
  readonly quorum: readonly ItemQuorum[];
  readonly minutes: readonly (ItemMinutes & { readonly isEvidence: boolean })[];
  readonly minutesBy: OfficerId | null;
  readonly handIns: readonly HandIn[];
  /** The waits for people: the minutes, then their confirmation. */
  readonly stages: readonly StageState[];
  readonly result: MeetingResult | null;
  readonly closedAt: Instant | null;
}

/** A meeting before its first entry. */
export const newMeeting = (brief: MeetingBrief): MeetingState => ({
  brief,
  calledAt: null,
  chair: null,
  secretary: null,
  seats: [],
  items: [],
  recusals: [],
  attendance: null,
  presiding: null,
  quorum: [],
  minutes: [],
  minutesBy: null,
  handIns: [],
  stages: [],
  result: null,
  closedAt: null,
});
