import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { Instant } from '../domain/time.js';
import type { Progress, SettledAnswer, SubjectInput } from './activities.js';

/** What a caller sends: the input without its instant, which is the workflow's to say. */
export type CommandMessage = SubjectInput extends infer I
  ? I extends SubjectInput
    ? Omit<I, 'at'>
    : never
  : never;

export type Accepted = Extract<SettledAnswer, { accepted: true }>;

/**
 * A command to a subject. It returns when the ledger holds it, or fails with an ApplicationFailure of type `refused` whose first
 * detail is the refusal. The update id is the command's id. An update and not a signal: the caller must hear the answer.
 */
export const commandUpdate = defineUpdate<Accepted, [CommandMessage]>('command');

/** Something outside changed that the subject follows (calendar, holder of a post). A signal: nobody waits for an answer. */
export const noticeSignal = defineSignal<[CommandMessage]>('notice');

/** There is something to deliver to this recipient. */
export const deliverSignal = defineSignal<[]>('deliver');

/** What a workflow knows of its subject: enough to see what it waits for. The ledger holds the rest. */
export interface SubjectView {
  /** The last entry that it knows of. */
  readonly seq: number;
  /** When it settles next without being asked; null: only on a command. */
  readonly wake: Instant | null;
  /** Inputs that have come and are not settled yet. */
  readonly queued: number;
  /** Null until it has settled for the first time. */
  readonly progress: Progress | null;
}

export const subjectStateQuery = defineQuery<SubjectView>('subjectState');
