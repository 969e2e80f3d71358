import type { ChangeTarget } from '../../../libs/domain/change/change.js';
import { cycleSubject } from '../../../libs/domain/subject/ids.js';
import { dutySubject, ORGANISATION } from '../../../libs/records/configuration/changes.js';

export const cycleTarget = (id: string): ChangeTarget => ({ kind: 'cycle', id });
export const dutyTarget = (id: string): ChangeTarget => ({ kind: 'duty', id });
export const policyTarget = (id: string): ChangeTarget => ({ kind: 'policy', id });

/** The subject that a change is about. */
export const subjectOf = ({ kind, id }: ChangeTarget): string =>
  kind === 'cycle' ? cycleSubject(id) : kind === 'duty' ? dutySubject(id) : ORGANISATION;
