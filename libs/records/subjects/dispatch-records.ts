import { WORKFLOWS } from '../../contracts/names.js';
import {
  isCalendarChange,
  newDispatch,
  type DispatchBrief,
  type DispatchEntry,
  type DispatchInput,
  type DispatchState,
} from '../../domain/dispatch/dispatch.js';
import { dispatchMachine } from '../../domain/dispatch/machine.js';
import type { SubjectRecords } from './subject-records.js';

/** What a dispatch's own row keeps: all but the brief. */
type StoredDispatch = Omit<DispatchState, 'brief'>;

export const dispatchRecords: SubjectRecords<DispatchState, DispatchInput, DispatchEntry, unknown> = {
  machine: dispatchMachine,

  workflow: (brief) =>
    isCalendarChange(brief as DispatchBrief) ? WORKFLOWS.calendarChange : WORKFLOWS.dispatch,

  blank: (_subject, brief) => newDispatch(brief as DispatchBrief),

  load: (_manager, { brief, state }) => {
    const blank = newDispatch(brief as DispatchBrief);
    return Promise.resolve(state === null ? blank : { ...blank, ...(state as StoredDispatch) });
  },

  stored: ({ brief: _, ...rest }): StoredDispatch => rest,

  isOver: (stored) => (stored as StoredDispatch).completedAt !== null,

  /** Its own row says all of it. */
  write: () => Promise.resolve(),
};
