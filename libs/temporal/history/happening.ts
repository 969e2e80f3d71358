import type { Instant } from '../../domain/time.js';

/** What a workflow went through, in the terms of this product; whatever is personal stands elsewhere. */
export type Happening =
  | { readonly kind: 'started'; readonly workflow: string; readonly continues: boolean }
  | { readonly kind: 'timer-armed' | 'timer-fired' | 'timer-cancelled'; readonly until: Instant | null }
  | {
      readonly kind: 'command-taken';
      readonly command: string;
      readonly inputId: string;
      readonly by: string | null;
    }
  | {
      readonly kind: 'command-accepted';
      readonly command: string;
      readonly inputId: string;
      readonly seq: number;
    }
  | {
      readonly kind: 'command-refused';
      readonly command: string;
      readonly inputId: string;
      readonly code: string;
    }
  | { readonly kind: 'signal-received'; readonly signal: string; readonly notice: string | null }
  /** `settle` answered: the ledger holds the subject's entries up to `seq`. */
  | {
      readonly kind: 'settled';
      readonly seq: number;
      readonly about: string | null;
      readonly attempts: number;
    }
  | { readonly kind: 'activity-begun'; readonly activity: string }
  | {
      readonly kind: 'activity-done' | 'activity-failed';
      readonly activity: string;
      readonly attempts: number;
    }
  /** The workflow's code failed or took too long; it is tried again. */
  | { readonly kind: 'task-failed' }
  | { readonly kind: 'continued-as-new' | 'completed' | 'cancelled' | 'timed-out' }
  | { readonly kind: 'failed'; readonly type: string | null }
  | { readonly kind: 'terminated'; readonly reason: string | null }
  /** Something else of Temporal's. */
  | { readonly kind: 'other'; readonly event: string };

export type HappeningKind = Happening['kind'];

/** One event of a run. */
export interface HistoryEvent {
  /** 1, 2, 3... in the run; what says nothing to people is left out. */
  readonly eventId: number;
  readonly at: Instant;
  readonly what: Happening;
}
