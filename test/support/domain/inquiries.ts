import type { DutyDefinition, InquiryRole, StageDefinition } from '../../../libs/domain/duty/definition.js';
import type { LaunchFile } from '../../../libs/domain/inquiry/inquiry.js';
import { isRight, PARTS_AND_FILING } from '../inquiry-parts.js';
import { dutyOf, stageOf, WINDOW } from './duties.js';
import { shanghai } from './calendars.js';

const STEP = {
  unit: 'workingDays',
  rungs: [
    { name: 'overdue', action: 'overdue', offset: 0 },
    { name: 'escalate-1', action: 'escalate', offset: 1, level: 1 },
    { name: 'lapse', action: 'lapse', offset: 3 },
  ],
} as const satisfies StageDefinition['ladder'];

const step = ([name, inquiry]: [string, InquiryRole]): StageDefinition =>
  stageOf({
    name,
    kind: isRight(name) ? 'right' : 'duty',
    parties: { inquiry },
    due: { from: 'stage-opening', offset: { workingDays: 5 } },
    ladder: isRight(name) ? WINDOW : STEP,
    evidence: [],
  });
const measure = (name: string, against: 'body' | 'cadre', isLighter = false) => ({
  name,
  title: { zh: name, en: name },
  against,
  isLighter,
  decidedBy: 'leading-group',
});

/** How inquiries are carried on in the court of the tests: five working days for each step, one filing. */
export const INQUIRING: DutyDefinition = dutyOf(Object.entries(PARTS_AND_FILING).map(step), {
  key: 'inquiry',
  row: 4,
  procedure: 'inquiry',
  inquiry: {
    principal: 'court-president',
    cadres: ['vice-president', 'department-head'],
    rulesDuty: 'rules',
    minMembers: 2,
    accessWorkingDays: 5,
    measures: [
      measure('talk', 'cadre', true),
      measure('body-circular', 'body'),
      measure('circular', 'cadre'),
      measure('admonition', 'cadre'),
    ],
  },
});

/** The head of department A let something lapse. */
export const LAPSED: LaunchFile = {
  id: 'launch/study/minutes/1/head-a',
  openedIn: 'obligation/study',
  answering: 'head-a',
  holdings: [{ officerId: 'o-head-a', from: shanghai('2026-01-01'), to: null }],
  reportedBy: null,
};
