import type { OffsetSpec } from '../duty/definition.js';
import type { OfficerId, PostId } from '../organisation/organisation.js';
import type { Input } from '../subject/machine.js';
import type { Instant } from '../time.js';
import type { EvidenceItem, FollowUp } from './state.js';

/** Who commands, and how: in a post of their own, or as a clerk in somebody's name. */
export interface Actor {
  readonly officer: OfficerId;
  /** The API has found that they may act as a clerk of the unit (代办). */
  readonly asClerk: boolean;
}

interface Command<K extends string> extends Input {
  readonly kind: K;
  readonly actor: Actor;
  /** May be left out where only one open stage has the party. */
  readonly stage?: string;
}

/** A command about one party; it may be left out where the stage has only one. */
interface PartyCommand<K extends string> extends Command<K> {
  readonly party?: string;
}

/** A command about several parties at once; all that it can concern where none is named. */
interface PartiesCommand<K extends string> extends Command<K> {
  readonly parties?: readonly string[];
}

/** Reasons, notes and evidence are ids of documents that the API has stored already (SHA-256, hex). */
export type StageCommand =
  | PartyCommand<'sign'>
  | (PartyCommand<'submit'> & {
      readonly evidence: readonly EvidenceItem[];
      readonly followUps?: readonly FollowUp[];
      /** Where its stage has not opened yet, it is kept and handed in as that opens; stage and party are named. */
      readonly keepUntilOpen?: true;
    })
  | (PartyCommand<'sight'> & {
      /** What was seen of the evidence given by reference; all that nobody has seen yet where it is left out. */
      readonly requirements?: readonly string[];
    })
  | (PartyCommand<'confirm'> & {
      /** A page that the principal has signed, which a clerk enters: a document. */
      readonly scan?: string;
    })
  | (PartyCommand<'record-letter'> & {
      readonly direction: 'out' | 'in';
      readonly document: string;
      /** A file that was uploaded: SHA-256. */
      readonly scan?: string;
    })
  | (PartyCommand<'confirm-letter'> & {
      /** The letters of a party are numbered from 1. */
      readonly letter: number;
    })
  | (PartyCommand<'deny'> & { readonly reason: string })
  | (PartyCommand<'review'> & {
      readonly verdict: 'accept' | 'return';
      readonly reason: string | null;
      /** For a return: more time than was left; what exceeds it counts as an extension. */
      readonly within?: OffsetSpec;
    })
  | (PartyCommand<'request-extension'> & { readonly until: Instant; readonly reason: string })
  | (PartyCommand<'decide-extension'> & {
      readonly grant: boolean;
      readonly until?: Instant;
      readonly reason: string | null;
    })
  | (PartiesCommand<'suspend'> & { readonly reason: string })
  | (PartiesCommand<'resume'> & { readonly reason: string | null })
  | (PartiesCommand<'waive'> & { readonly reason: string })
  | (PartyCommand<'urge'> & { readonly note: string | null })
  | (PartyCommand<'extend'> & { readonly until: Instant; readonly reason: string })
  | (PartyCommand<'rectify'> & { readonly until: Instant; readonly reason: string })
  | (PartyCommand<'supervise'> & { readonly until: Instant; readonly reason: string })
  | (PartyCommand<'send-to-launch'> & { readonly reason: string });

export type StageCommandOf<K extends StageCommand['kind']> = Extract<StageCommand, { kind: K }>;

/** Changes outside the subject that move its instants; sent by what made the change. */
export type StageNotice =
  /** A new version of the calendar: open instants are computed again. */
  | (Input & { readonly kind: 'calendar-changed' })
  /** Somebody took up an owing post: the grace for what they inherit. Without `from`, whoever holds it now. */
  | (Input & { readonly kind: 'holder-entered'; readonly post: PostId; readonly from?: Instant });
