import type { WorkflowHandle } from '@temporalio/client';
import { defaultPayloadConverter, type Payload } from '@temporalio/common';
import { tsToMs } from '@temporalio/common/lib/time.js';
import { instantOf, type Instant } from '../../domain/time.js';
import type { Happening, HistoryEvent } from './happening.js';

export type RawEvent = NonNullable<Awaited<ReturnType<WorkflowHandle['fetchHistory']>>['events']>[number];
type Payloads = { readonly payloads?: readonly Payload[] | null } | null | undefined;

/** How the SDK records the result of a local activity. */
const LOCAL_ACTIVITY = 'core_local_activity';
const ACTIVITY_OF_THE_LEDGER = 'settle';

/** Reads the events of one run in their order: later ones only point to what earlier ones said. */
export class EventReader {
  private readonly timers = new Map<string, Instant | null>();
  private readonly commands = new Map<string, string>();
  private readonly activities = new Map<number, { name: string; about: string | null; attempts: number }>();

  /** Null for an event that says nothing to people. */
  read(event: RawEvent): HistoryEvent | null {
    const eventId = Number(event.eventId);
    const what = this.happening(event, eventId);
    return what === null ? null : { eventId, at: instantOf(tsToMs(event.eventTime)), what };
  }

  private happening(event: RawEvent, eventId: number): Happening | null {
    return (
      this.ofRun(event) ?? this.ofMessage(event) ?? this.ofTimer(event) ?? this.ofActivity(event, eventId)
    );
  }

  private ofRun(event: RawEvent): Happening | undefined {
    const started = event.workflowExecutionStartedEventAttributes;
    if (started)
      return {
        kind: 'started',
        workflow: started.workflowType?.name ?? '',
        continues: Boolean(started.continuedExecutionRunId),
      };
    if (event.workflowExecutionContinuedAsNewEventAttributes) return { kind: 'continued-as-new' };
    if (event.workflowExecutionCompletedEventAttributes) return { kind: 'completed' };
    if (event.workflowExecutionCanceledEventAttributes) return { kind: 'cancelled' };
    if (event.workflowExecutionTimedOutEventAttributes) return { kind: 'timed-out' };
    const failed = event.workflowExecutionFailedEventAttributes;
    if (failed) return { kind: 'failed', type: failed.failure?.applicationFailureInfo?.type || null };
    const terminated = event.workflowExecutionTerminatedEventAttributes;
    return terminated ? { kind: 'terminated', reason: terminated.reason || null } : undefined;
  }

  private ofMessage(event: RawEvent): Happening | undefined {
    const taken = event.workflowExecutionUpdateAcceptedEventAttributes;
    if (taken) {
      const inputId = taken.acceptedRequest?.meta?.updateId ?? '';
      const message = first(taken.acceptedRequest?.input?.args) as Message | undefined;
      const command = message?.kind ?? '';
      this.commands.set(inputId, command);
      return { kind: 'command-taken', command, inputId, by: message?.actor?.officer ?? null };
    }
    const answered = event.workflowExecutionUpdateCompletedEventAttributes;
    if (answered) {
      const inputId = answered.meta?.updateId ?? '';
      const command = this.commands.get(inputId) ?? '';
      const answer = first(answered.outcome?.success) as { seq?: number } | undefined;
      if (answer?.seq !== undefined) return { kind: 'command-accepted', command, inputId, seq: answer.seq };
      const { applicationFailureInfo } = answered.outcome?.failure ?? {};
      const refusal = first(applicationFailureInfo?.details) as { code?: string } | undefined;
      const code = refusal?.code ?? applicationFailureInfo?.type ?? 'failed';
      return { kind: 'command-refused', command, inputId, code };
    }
    const signal = event.workflowExecutionSignaledEventAttributes;
    if (!signal) return undefined;
    const notice = first(signal.input) as Message | undefined;
    return { kind: 'signal-received', signal: signal.signalName ?? '', notice: notice?.kind ?? null };
  }

  private ofTimer(event: RawEvent): Happening | undefined {
    const armed = event.timerStartedEventAttributes;
    if (armed) {
      const until = instantOf(tsToMs(event.eventTime) + tsToMs(armed.startToFireTimeout));
      const said = /^until (.+)$/.exec(summaryOf(event) ?? '')?.[1];
      this.timers.set(armed.timerId ?? '', said ?? until);
      return { kind: 'timer-armed', until: said ?? until };
    }
    const fired = event.timerFiredEventAttributes;
    if (fired) return { kind: 'timer-fired', until: this.timers.get(fired.timerId ?? '') ?? null };
    const cancelled = event.timerCanceledEventAttributes;
    if (cancelled)
      return { kind: 'timer-cancelled', until: this.timers.get(cancelled.timerId ?? '') ?? null };
    return undefined;
  }

  private ofActivity(event: RawEvent, eventId: number): Happening | null {
    const marker = event.markerRecordedEventAttributes;
    if (marker?.markerName === LOCAL_ACTIVITY) return this.ofLocalActivity(event);
    const scheduled = event.activityTaskScheduledEventAttributes;
    if (scheduled) {
      const name = scheduled.activityType?.name ?? '';
      this.activities.set(eventId, { name, about: summaryOf(event), attempts: 1 });
      return { kind: 'activity-begun', activity: name };
    }
    const started = event.activityTaskStartedEventAttributes;
    if (started) {
      const activity = this.activities.get(Number(started.scheduledEventId));
      if (activity) activity.attempts = started.attempt ?? 1;
      return null;
    }
    const completed = event.activityTaskCompletedEventAttributes;
    const ended =
      completed ??
      event.activityTaskFailedEventAttributes ??
      event.activityTaskTimedOutEventAttributes ??
      event.activityTaskCanceledEventAttributes;
    if (!ended) return ofTheRest(event);
    const activity = this.activities.get(Number(ended.scheduledEventId));
    const { name = '', about = null, attempts = 1 } = activity ?? {};
    if (!completed) return { kind: 'activity-failed', activity: name, attempts };
    return name === ACTIVITY_OF_THE_LEDGER
      ? settled(completed.result, about, attempts)
      : { kind: 'activity-done', activity: name, attempts };
  }

  private ofLocalActivity(event: RawEvent): Happening | null {
    const { details, failure } = event.markerRecordedEventAttributes ?? {};
    const data = first(details?.data) as { activity_type?: string; attempt?: number } | undefined;
    const { activity_type: activity = '', attempt: attempts = 1 } = data ?? {};
    if (failure) return { kind: 'activity-failed', activity, attempts };
    return activity === ACTIVITY_OF_THE_LEDGER
      ? settled(details?.result, summaryOf(event), attempts)
      : { kind: 'activity-done', activity, attempts };
  }
}

interface Message {
  readonly kind?: string;
  readonly actor?: { readonly officer?: string };
}

function settled(result: Payloads, about: string | null, attempts: number): Happening {
  const { seq = 0 } = (first(result) ?? {}) as { seq?: number };
  return { kind: 'settled', seq, about, attempts };
}

/** What only the server and the SDK need: tasks that went well, and marks of versions. */
const SILENT = ['workflowTaskScheduled', 'workflowTaskStarted', 'workflowTaskCompleted', 'markerRecorded'];

function ofTheRest(event: RawEvent): Happening | null {
  const attributes = Object.keys(event).find(
    (name) => name.endsWith('EventAttributes') && event[name as keyof RawEvent] != null,
  );
  const name = attributes?.replace(/EventAttributes$/, '') ?? 'unknown';
  if (SILENT.includes(name)) return null;
  return name === 'workflowTaskFailed' || name === 'workflowTaskTimedOut'
    ? { kind: 'task-failed' }
    : { kind: 'other', event: name };
}

const first = (payloads: Payloads): unknown => {
  const payload = payloads?.payloads?.[0];
  return payload ? defaultPayloadConverter.fromPayload(payload) : undefined;
};

const summaryOf = (event: RawEvent): string | null => {
  const payload = event.userMetadata?.summary;
  return payload ? defaultPayloadConverter.fromPayload<string>(payload) : null;
};
