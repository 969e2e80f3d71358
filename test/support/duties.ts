import {
  DEFAULT_POLICY,
  type DutyDefinition,
  type Ladder,
  type PartyRule,
  type StageDefinition,
} from '../../libs/domain/duty/definition.js';
import type { CycleBrief } from '../../libs/domain/cycle/cycle.js';
import type { ObligationBrief } from '../../libs/domain/obligation/obligation.js';
import { CALENDAR, COURT } from './court.js';

export const SECOND_MS = 1_000;
export const MINUTE_MS = 60 * SECOND_MS;

const title = (text: string) => ({ zh: text, en: text });

/** Remind, overdue, two levels above, launch file: a minute apart, the reminder a minute before the due instant. */
export const minuteLadder: Ladder = {
  unit: 'milliseconds',
  rungs: [
    { name: 'remind', action: 'remind', offset: -MINUTE_MS },
    { name: 'overdue', action: 'overdue', offset: 0 },
    { name: 'escalate-1', action: 'escalate', offset: MINUTE_MS, level: 1 },
    { name: 'escalate-2', action: 'escalate', offset: 2 * MINUTE_MS, level: 2 },
    { name: 'launch', action: 'launch', offset: 3 * MINUTE_MS },
  ],
};

export const reviewLadder: Ladder = {
  unit: 'milliseconds',
  rungs: [
    { name: 'overdue', action: 'overdue', offset: 0 },
    { name: 'lapse', action: 'lapse', offset: MINUTE_MS },
  ],
};

export const onePost = (id: string): PartyRule => ({ named: [{ kind: 'post', id }] });

/** A stage that the head owes within ten minutes of its opening, reviewed by nobody; `more` says what is different. */
export const stage = (name: string, more: Partial<StageDefinition> = {}): StageDefinition => ({
  name,
  title: title(name),
  kind: 'duty',
  parties: onePost('head'),
  due: { from: 'stage-opening', offset: { duration: 'PT10M' } },
  ladder: minuteLadder,
  evidence: [{ name: 'proof', title: title('proof') }],
  review: null,
  ...more,
});

export const reviewed: Pick<StageDefinition, 'review'> = {
  review: { by: 'superior', within: { duration: 'PT10M' }, ladder: reviewLadder },
};

export const duty = (more: Partial<DutyDefinition> & Pick<DutyDefinition, 'stages'>): DutyDefinition => ({
  key: 'test-duty',
  row: null,
  title: title('test duty'),
  basis: { source: title('test'), strength: 'our-default' },
  procedure: 'duty',
  floor: false,
  ...more,
});

/** An obligation to be opened by hand. */
export const obligation = (id: string, definition: DutyDefinition): ObligationBrief => ({
  id,
  unitId: COURT,
  calendarId: CALENDAR,
  dutyId: definition.key,
  dutyVersion: 1,
  duty: definition,
  policy: DEFAULT_POLICY,
  period: null,
  cycleId: null,
  parentId: null,
  document: null,
  slice: null,
  openedBy: 'clerk',
});

export const cycle = (
  id: string,
  definition: DutyDefinition,
  series: Pick<CycleBrief, 'rule' | 'startDate' | 'adoptionDate'>,
): CycleBrief => ({
  id,
  unitId: COURT,
  calendarId: CALENDAR,
  dutyId: definition.key,
  dutyVersion: 1,
  duty: definition,
  policy: DEFAULT_POLICY,
  opens: 'period-start',
  openedBy: null,
  ...series,
});
