import type { ChangeInput } from '../domain/change/change.js';
import type { CycleInput } from '../domain/cycle/cycle.js';
import type { DeliveryInput, Digest } from '../domain/delivery/delivery.js';
import type { DispatchInput, SentPage, SentSoFar } from '../domain/dispatch/dispatch.js';
import type { MeetingInput } from '../domain/meeting/meeting.js';
import type { ObligationInput, ObligationProgress } from '../domain/obligation/obligation.js';
import type { Answer } from '../domain/subject/machine.js';
import type { Instant } from '../domain/time.js';

/** Whatever a subject may be told; its machine takes the kinds that it knows. */
export type SubjectInput =
  ObligationInput | CycleInput | MeetingInput | DeliveryInput | DispatchInput | ChangeInput;

export interface SettleInput {
  /** Also the id of the workflow that calls. */
  readonly subject: string;
  /** The last entry that the workflow knows of; fewer in the ledger means that the record is damaged. */
  readonly seq: number;
  /** The workflow's clock: Temporal's. */
  readonly now: Instant;
  readonly inputs: readonly SubjectInput[];
}

export interface SettleResult {
  readonly seq: number;
  /** When to settle next without being asked; null: only on a command. */
  readonly wake: Instant | null;
  readonly answers: readonly SettledAnswer[];
  /** What the procedure may go on from; by the kind of the subject. */
  readonly progress: Progress;
}

/** The answer to an input, with the ledger's number of its first entry. */
export type SettledAnswer =
  | { readonly inputId: string; readonly accepted: true; readonly seq: number }
  | Extract<Answer, { accepted: false }>;

export type Progress =
  | ({ readonly kind: 'obligation' } & ObligationProgress)
  | { readonly kind: 'change'; readonly closed: boolean }
  | { readonly kind: 'cycle'; readonly periodsDone: number }
  | { readonly kind: 'meeting'; readonly closed: boolean }
  | {
      readonly kind: 'delivery';
      readonly digest: Digest | null;
      readonly hasWaiting: boolean;
      /** How long what is due to the recipient is gathered before it goes out as one digest. */
      readonly delayMs: number;
    }
  | {
      readonly kind: 'dispatch';
      /** Whether its instant has come. */
      readonly isDue: boolean;
      readonly isComplete: boolean;
      readonly sent: SentSoFar;
    };

/** The progress of one kind of subject. */
export type ProgressOf<K extends Progress['kind']> = Extract<Progress, { readonly kind: K }>;

/** The activities that workflows call; each is safe to repeat. */
export interface Activities {
  /** Records what follows from the inputs and from the time, in one transaction; starts what that opened. */
  settle(input: SettleInput): Promise<SettleResult>;
  /** Gathers a period's facts from the ledger into a document. Answers its id (SHA-256, hex). */
  gatherFacts(input: { readonly subject: string }): Promise<{ readonly document: string }>;
  /** Sends the digest that is on its way for the recipient. */
  sendDigest(input: { readonly subject: string; readonly messageId: string }): Promise<void>;
  /** Sends the part of a dispatch that comes after what has been sent, and answers what became of it. */
  sendPage(input: { readonly subject: string; readonly sent: SentSoFar }): Promise<SentPage>;
}

/** What a run of the collection removed. */
export interface Collected {
  readonly documents: number;
  readonly files: number;
  /** Files that lay in the folder without a row. */
  readonly fromFolder: number;
}

/** What a run of sealing did. */
export interface Sealed {
  /** Entries that got their place in the log. */
  readonly entries: number;
  /** How many leaves the log has now; null: another run was at work. */
  readonly size: number | null;
  /** Why nothing may be sealed, and what to do about it; null: all is well. */
  readonly refusal: string | null;
}

/** What a run of the watchdog saw. */
export interface Watched {
  /** Subjects whose workflows have to run. */
  readonly openSubjects: number;
  /** Workflows that Temporal lists as running. */
  readonly runningWorkflows: number;
  /** How much was found to be wrong, by what it is. */
  readonly mismatches: Readonly<Record<string, number>>;
  /** Clocks that were started again. */
  readonly repaired: number;
}

/** The activities of workflows that no subject belongs to. */
export interface Housekeeping {
  collectOrphans(): Promise<Collected>;
  /** Gives every entry that has none a place in the log, and signs what the log is then. */
  seal(): Promise<Sealed>;
  /** Compares all open subjects with the workflows that should hold their clocks, and starts what is missing. */
  watch(): Promise<Watched>;
}

/** `ApplicationFailure` types that activities and workflows use on the wire. */
export const FAILURES = {
  /** A command was refused; `details[0]` is the refusal. */
  refused: 'refused',
  /** The ledger holds fewer entries than the workflow has seen: the subject stops, and somebody must look. */
  ledgerBehind: 'ledger-behind',
  /** No such subject is on record. */
  unknownSubject: 'unknown-subject',
  /** The duty's definition lacks a stage that its procedure asks for. */
  undeclaredStage: 'undeclared-stage',
} as const;
