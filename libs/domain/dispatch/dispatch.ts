import type { CycleInput, KeyDateRule } from '../cycle/cycle.js';
import type { ObligationInput } from '../obligation/obligation.js';
import type { PostId } from '../organisation/organisation.js';
import type { Entry, Input } from '../subject/machine.js';
import type { Instant } from '../time.js';

/** What a subject is told, by its machine's own words; without an id of its own it gets `<dispatch id>/<place>`. */
export type Message<I = ObligationInput | CycleInput> = I extends Input
  ? Omit<I, 'id' | 'at'> & { readonly id?: string }
  : never;

/** One command to one subject. */
export interface Parcel {
  readonly subject: string;
  readonly message: Message;
}

/** Whom a notice concerns; looked for when it is sent. */
export type Addressees =
  /** What is open and counts by this calendar. */
  | { readonly calendar: string }
  /** Cycles that follow this register of days. */
  | { readonly register: KeyDateRule['register'] }
  /** Where this post owes something that is open. */
  | { readonly owingPost: PostId };

interface DispatchBase {
  readonly id: string;
  /** Nothing is sent before; null: at once. */
  readonly notBefore: Instant | null;
}

/** Something recorded in one subject that leads to commands or notices to others. */
export type DispatchBrief =
  | (DispatchBase & { readonly send: readonly Parcel[] })
  | (DispatchBase & { readonly notice: Message; readonly to: Addressees });

/** Where sending stands: how much has been sent, and to whom last. */
export interface SentSoFar {
  readonly count: number;
  /** Notices go in the order of the subjects' ids; null where commands were sent, or nothing yet. */
  readonly last: string | null;
}

/** What did not arrive. A refusal is an answer, and no reason to send again. */
export type Undelivered =
  | { readonly subject: string; readonly outcome: 'refused'; readonly code: string }
  /** It is closed, or was never begun: there is nothing left to tell. */
  | { readonly subject: string; readonly outcome: 'not-running' };

/** One part of the sending, and what became of it. */
export interface SentPage {
  readonly accepted: number;
  readonly undelivered: readonly Undelivered[];
  readonly last: string | null;
  readonly isLast: boolean;
}

export type DispatchInput = Input & { readonly kind: 'page-sent'; readonly page: SentPage };

export type DispatchEntry =
  | Entry<'dispatch-begun', { brief: DispatchBrief }>
  /** The instant has come before which nothing was to be sent. */
  | Entry<'dispatch-due', Record<string, never>>
  | Entry<'page-sent', SentPage>
  | Entry<'dispatch-completed', DispatchCounts>;

export interface DispatchCounts {
  readonly accepted: number;
  readonly refused: number;
  readonly notRunning: number;
}

export interface DispatchState {
  readonly brief: DispatchBrief;
  readonly begunAt: Instant | null;
  readonly isDue: boolean;
  readonly sent: SentSoFar;
  readonly counts: DispatchCounts;
  readonly completedAt: Instant | null;
}

export const newDispatch = (brief: DispatchBrief): DispatchState => ({
  brief,
  begunAt: null,
  isDue: false,
  sent: { count: 0, last: null },
  counts: { accepted: 0, refused: 0, notRunning: 0 },
  completedAt: null,
});

/** Whether a new calendar is what it tells of. */
export const isCalendarChange = (brief: DispatchBrief): boolean =>
  'notice' in brief && brief.notice.kind === 'calendar-changed';
