import type { SubjectKind } from '../../domain/subject/ids.js';
import { changeRecords } from './change-records.js';
import { cycleRecords } from './cycle-records.js';
import { deliveryRecords } from './delivery-records.js';
import { dispatchRecords } from './dispatch-records.js';
import { meetingRecords } from './meeting-records.js';
import { obligationRecords } from './obligation-records.js';
import type { AnyRecords } from './subject-records.js';

const records: Readonly<Record<SubjectKind, AnyRecords>> = {
  obligation: obligationRecords,
  cycle: cycleRecords,
  meeting: meetingRecords,
  delivery: deliveryRecords,
  dispatch: dispatchRecords,
  change: changeRecords,
};

/** The kind of a subject that a workflow owns; undefined for any other. */
export function kindOf(subject: string): SubjectKind | undefined {
  const kind = subject.slice(0, subject.indexOf('/'));
  return Object.hasOwn(records, kind) ? (kind as SubjectKind) : undefined;
}

export const recordsOf = (kind: SubjectKind): AnyRecords => records[kind];
