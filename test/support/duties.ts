import {
  DEFAULT_POLICY,
  type DutyDefinition,
  type Ladder,
  type MeasureAgainst,
  type PartyRule,
  type StageDefinition,
} from '../../libs/domain/duty/definition.js';
import type { CycleBrief } from '../../libs/domain/cycle/cycle.js';
import type { ObligationBrief } from '../../libs/domain/obligation/obligation.js';
import { offsetSpecOf } from '../../libs/domain/duty/offset.js';
import { CALENDAR, COURT } from './court.js';
import { isRight, PARTS_AND_FILING } from './inquiry-parts.js';

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

/** A ladder as the API takes it: every offset says its unit. */
export const asRequest = ({ unit, rungs }: Ladder) => ({
  rungs: rungs.map(({ offset, ...rung }) => ({ ...rung, offset: offsetSpecOf({ unit, amount: offset }) })),
});

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

const hours = (n: number) => ({ duration: `PT${n}H` });
const shortWindow: Ladder = {
  unit: 'milliseconds',
  rungs: [{ name: 'close', action: 'close', offset: 0 }],
};

/** How incidents are handled: the head commands, the vice-president reports upward; two severities. */
export const incidentDuty = (): DutyDefinition => {
  const clock = (name: string, more: Partial<StageDefinition> = {}): StageDefinition =>
    stage(name, { due: { from: 'opening', offset: hours(1) }, evidence: [], ...more });
  const asked = (...names: string[]) => ({ evidence: names.map((name) => ({ name, title: title(name) })) });
  return duty({
    key: 'incident-handling',
    row: 3,
    procedure: 'incident',
    occurrence: { openedBy: ['head'], fromIntake: true },
    severities: [
      {
        name: 'grave',
        title: title('grave'),
        within: {
          acknowledge: hours(1),
          contain: hours(2),
          reportUpward: hours(3),
          resolve: hours(8),
          review: hours(24),
        },
      },
      {
        name: 'light',
        title: title('light'),
        within: {
          acknowledge: hours(4),
          contain: hours(24),
          reportUpward: hours(48),
          resolve: hours(96),
          review: hours(100),
        },
      },
    ],
    stages: [
      clock('triage'),
      clock('acknowledge'),
      clock('contain', asked('containment')),
      clock('report-upward', { parties: onePost('vice-president'), ...asked('report') }),
      clock('resolve', asked('resolution')),
      clock('review', {
        due: { from: 'stage-opening', offset: hours(1) },
        ...asked('causes', 'measures'),
        ...reviewed,
      }),
      clock('reopening', {
        kind: 'right',
        due: { from: 'stage-opening', offset: { duration: 'P10D' } },
        ladder: shortWindow,
      }),
    ],
  });
};

const INQUIRY_EVIDENCE: Readonly<Record<string, string>> = {
  'file-access': 'file',
  statement: 'statement',
  hearing: 'minutes',
  announcement: 'announcement',
  closure: 'closure',
};

/** How inquiries are carried on: a week for each step, an appeal within seconds; one filing; the president decides on the launch. */
export const inquiryDuty = (appealWithin = 'PT4S'): DutyDefinition => {
  const measure = (name: string, against: MeasureAgainst, decidedBy = 'leading-group') => ({
    name,
    title: title(name),
    against,
    isLighter: false,
    decidedBy,
  });
  return duty({
    key: 'inquiry',
    row: 4,
    procedure: 'inquiry',
    inquiry: {
      principal: 'president',
      cadres: ['head', 'vice-president'],
      rulesDuty: 'rules',
      minMembers: 2,
      accessWorkingDays: 5,
      measures: [
        measure('body-circular', 'body', 'superior-group'),
        measure('circular', 'cadre'),
        measure('admonition', 'cadre'),
      ],
    },
    stages: Object.entries(PARTS_AND_FILING).map(([name, inquiry]) => {
      const requirement = INQUIRY_EVIDENCE[name];
      return stage(name, {
        kind: isRight(name) ? 'right' : 'duty',
        parties: { inquiry },
        due: {
          from: 'stage-opening',
          offset: name === 'appeal' ? { duration: appealWithin } : { workingDays: 5 },
        },
        ladder: isRight(name) ? shortWindow : reviewLadder,
        evidence: requirement === undefined ? [] : [{ name: requirement, title: title(requirement) }],
      });
    }),
  });
};

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
