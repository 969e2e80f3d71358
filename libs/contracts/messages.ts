import { defineSignal, defineUpdate } from '@temporalio/workflow';
import type { SettledAnswer, SubjectInput } from './activities.js';

/** What a caller sends: the input without its instant, which is the workflow's to say. */
export type CommandMessage = SubjectInput extends infer I ? (I extends SubjectInput ? Omit<I, 'at'> : never) : never;

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
