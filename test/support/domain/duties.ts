import {
  DEFAULT_POLICY,
  type DutyDefinition,
  type Ladder,
  type Policy,
  type ReviewDefinition,
  type StageDefinition,
} from '../../../libs/domain/duty/definition.js';
import type { ObligationBrief } from '../../../libs/domain/obligation/obligation.js';

const title = { zh: '测试', en: 'Test' };

/** Reminders five days and one day before, two escalations, a launch file. */
export const LEADING: Ladder = {
  unit: 'workingDays',
  rungs: [
    { name: 'remind-5', action: 'remind', offset: -5 },
    { name: 'remind-1', action: 'remind', offset: -1 },
    { name: 'overdue', action: 'overdue', offset: 0 },
    { name: 'escalate-1', action: 'escalate', offset: 3, level: 1 },
    { name: 'escalate-2', action: 'escalate', offset: 8, level: 2 },
    { name: 'launch', action: 'launch', offset: 15 },
  ],
};

/** Lapses end with the direct leader. */
export const ORDINARY: Ladder = {
  unit: 'workingDays',
  rungs: [
    { name: 'overdue', action: 'overdue', offset: 0 },
    { name: 'escalate-1', action: 'escalate', offset: 3, level: 1 },
    { name: 'lapse', action: 'lapse', offset: 8 },
  ],
};

export const REVIEWER: Ladder = {
  unit: 'workingDays',
  rungs: [
    { name: 'remind', action: 'remind', offset: -2 },
    { name: 'overdue', action: 'overdue', offset: 0 },
    { name: 'escalate-1', action: 'escalate', offset: 2, level: 1 },
    { name: 'launch', action: 'launch', offset: 5 },
  ],
};

/** The window of a right. */
export const WINDOW: Ladder = {
  unit: 'workingDays',
  rungs: [
    { name: 'remind', action: 'remind', offset: -2 },
    { name: 'close', action: 'close', offset: 0 },
  ],
};

/** A ladder of minutes, as one-off tasks in a hurry have. */
export const MINUTES: Ladder = {
  unit: 'milliseconds',
  rungs: [
    { name: 'remind', action: 'remind', offset: -30 * 60_000 },
    { name: 'overdue', action: 'overdue', offset: 0 },
    { name: 'escalate-1', action: 'escalate', offset: 10 * 60_000, level: 1 },
    { name: 'escalate-2', action: 'escalate', offset: 20 * 60_000, level: 2 },
    { name: 'launch', action: 'launch', offset: 30 * 60_000 },
  ],
};

export const BY_SUPERIOR: ReviewDefinition = {
  by: 'superior',
  within: { workingDays: 5 },
  ladder: REVIEWER,
};

export const named = (...ids: string[]): StageDefinition['parties'] => ({
  named: ids.map((id) => ({ kind: id === 'leading-group' ? 'body' : 'post', id })),
});

/** A stage that `head-a` owes, due at the end of Thursday 22 October 2026 and not reviewed, unless said otherwise. */
export const stageOf = (changes: Partial<StageDefinition> = {}): StageDefinition => ({
  name: 'report',
  title,
  kind: 'duty',
  parties: named('head-a'),
  due: { at: '2026-10-22' },
  ladder: LEADING,
  evidence: [],
  review: null,
  ...changes,
});

export const dutyOf = (
  stages: readonly StageDefinition[],
  changes: Partial<DutyDefinition> = {},
): DutyDefinition => ({
  key: 'test-duty',
  row: null,
  title,
  basis: { source: title, strength: 'our-default' },
  procedure: 'duty',
  floor: false,
  stages,
  ...changes,
});

export const briefOf = (
  duty: DutyDefinition,
  changes: Partial<ObligationBrief> & { readonly policy?: Policy } = {},
): ObligationBrief => ({
  id: 'one',
  unitId: 'court',
  calendarId: 'cn',
  dutyId: duty.key,
  dutyVersion: 1,
  duty,
  policy: DEFAULT_POLICY,
  period: null,
  cycleId: null,
  parentId: null,
  document: null,
  slice: null,
  openedBy: null,
  ...changes,
});
