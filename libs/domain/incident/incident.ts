import type { PostId } from '../organisation/organisation.js';
import type { Actor } from '../stage/commands.js';
import type { Launch, Told } from '../stage/entries.js';
import type { Entry, Input } from '../subject/machine.js';
import type { Instant } from '../time.js';

/** What an incident (突发事件) is about: always something of the institution's own. */
export const INCIDENT_MATTERS = ['channel', 'publication', 'system', 'work'] as const;
export type IncidentMatter = (typeof INCIDENT_MATTERS)[number];

/** The post that commands from an instant on. */
export interface Command {
  readonly post: PostId;
  readonly from: Instant;
}

/** What an incident keeps beside the stages of its obligation. */
export interface IncidentState {
  /** Null until triage: then the gravest of the table counts. */
  readonly severity: string | null;
  /** Hand-overs, in their order; before the first one whoever owes the stages commands. */
  readonly commands: readonly Command[];
  readonly tasks: number;
  readonly referrals: number;
  /** Incidents that turned out to be the same as this one. */
  readonly duplicates: readonly string[];
  /** The incident that this one is the same as. */
  readonly mergedInto: string | null;
}

/** An incident before anything was done about it. */
export const NEW_INCIDENT: IncidentState = {
  severity: null,
  commands: [],
  tasks: 0,
  referrals: 0,
  duplicates: [],
  mergedInto: null,
};

interface IncidentCommandOf<K extends string> extends Input {
  readonly kind: K;
  readonly actor: Actor;
}

/** What people do about an incident beside handing in at its stages. Texts are ids of documents. */
export type IncidentCommand =
  | (IncidentCommandOf<'triage'> & { readonly severity: string; readonly reason: string })
  | (IncidentCommandOf<'note'> & { readonly document: string })
  | (IncidentCommandOf<'assign-task'> & {
      readonly document: string;
      readonly post: PostId;
      readonly due: Instant;
    })
  | (IncidentCommandOf<'hand-over'> & { readonly to: PostId; readonly reason: string })
  | (IncidentCommandOf<'merge'> & { readonly into: string; readonly reason: string })
  | (IncidentCommandOf<'reopen'> & { readonly reason: string })
  | (IncidentCommandOf<'refer'> & { readonly answering: PostId; readonly reason: string });

export type IncidentCommandKind = IncidentCommand['kind'];
export type IncidentCommandFor<K extends IncidentCommandKind> = Extract<IncidentCommand, { kind: K }>;

/** Another incident was merged into this one; sent by that one's dispatch. */
export type DuplicateJoined = Input & { readonly kind: 'join-duplicate'; readonly duplicate: string };

export type IncidentInput = IncidentCommand | DuplicateJoined;

/** Tells the other incident of a merge; a dispatch, by its shape. */
export interface MergeDispatch {
  readonly id: string;
  readonly notBefore: null;
  readonly send: readonly {
    readonly subject: string;
    readonly message: { readonly kind: 'join-duplicate'; readonly duplicate: string };
  }[];
}

/** @typeParam O an obligation that an entry opens */
export type IncidentEntry<O = unknown> =
  | Entry<'severity-set', { severity: string; before: string | null; reason: string; told: readonly Told[] }>
  | Entry<'incident-noted', { document: string }>
  | Entry<'task-assigned', { task: number; openings: readonly O[] }>
  | Entry<'command-handed-over', { post: PostId; reason: string; told: readonly Told[] }>
  | Entry<
      'incident-merged',
      {
        into: string;
        reason: string;
        openings: readonly { readonly subject: string; readonly brief: MergeDispatch }[];
      }
    >
  | Entry<'duplicate-joined', { duplicate: string }>
  | Entry<'incident-reopened', { round: number; reason: string; told: readonly Told[] }>
  | Entry<'incident-referred', { stage: 'referral'; referral: number; reason: string; launch: Launch }>;

export type IncidentEntryKind = IncidentEntry['kind'];

/** Another incident as it stands, for a merge. */
export interface OtherIncident {
  readonly dutyId: string;
  readonly reportedAt: Instant;
  /** The posts that command it. */
  readonly commanders: readonly PostId[];
  readonly isOpen: boolean;
}

/** The incident after an entry of its own. */
export function evolveIncident(state: IncidentState, entry: IncidentEntry): IncidentState {
  switch (entry.kind) {
    case 'severity-set':
      return { ...state, severity: entry.body.severity };
    case 'task-assigned':
      return { ...state, tasks: entry.body.task };
    case 'command-handed-over':
      return { ...state, commands: [...state.commands, { post: entry.body.post, from: entry.at }] };
    case 'incident-merged':
      return { ...state, mergedInto: entry.body.into };
    case 'duplicate-joined':
      return { ...state, duplicates: [...state.duplicates, entry.body.duplicate] };
    case 'incident-referred':
      return { ...state, referrals: entry.body.referral };
    case 'incident-noted':
    case 'incident-reopened':
      return state;
  }
}
