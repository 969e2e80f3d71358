import type { DutyDefinition, InquiryRole, StageDefinition } from '../../../libs/domain/duty/definition.js';
import { INQUIRY_STAGES } from '../../../libs/domain/inquiry/rules.js';
import type { LaunchFile } from '../../../libs/domain/inquiry/inquiry.js';
import { dutyOf, stageOf, WINDOW } from './duties.js';
import { shanghai } from './calendars.js';

const PARTS: Readonly<Record<(typeof INQUIRY_STAGES)[number], InquiryRole>> = {
  'launch-decision': 'principal',
  group: 'principal',
  conflicts: 'group',
  substitutes: 'principal',
  objections: 'principal',
  notice: 'lead',
  'file-access': 'lead',
  statement: 'respondents',
  hearing: 'lead',
  'hearing-confirmation': 'respondents',
  'draft-facts': 'lead',
  comments: 'respondents',
  answers: 'lead',
  report: 'group',
  decision: 'decider',
  service: 'lead',
  appeal: 'respondents',
  'appeal-decision': 'appeal-decider',
  closure: 'principal',
};
const RIGHTS = ['statement', 'hearing-confirmation', 'comments', 'appeal'];

const STEP = {
  unit: 'workingDays',
  rungs: [
    { name: 'overdue', action: 'overdue', offset: 0 },
    { name: 'escalate-1', action: 'escalate', offset: 1, level: 1 },
    { name: 'lapse', action: 'lapse', offset: 3 },
  ],
} as const satisfies StageDefinition['ladder'];

const step = (name: string, inquiry: InquiryRole): StageDefinition => {
  const isRight = RIGHTS.includes(name);
  return stageOf({
    name,
    kind: isRight ? 'right' : 'duty',
    parties: { inquiry },
    due: { from: 'stage-opening', offset: { workingDays: 5 } },
    ladder: isRight ? WINDOW : STEP,
    evidence: [],
  });
};
const measure = (name: string, against: 'body' | 'cadre', isLighter = false) => ({
  name,
  title: { zh: name, en: name },
  against,
  isLighter,
  decidedBy: 'leading-group',
});

/** How inquiries are carried on in the court of the tests: five working days for each step, one filing. */
export const INQUIRING: DutyDefinition = dutyOf(
  [...INQUIRY_STAGES.map((name) => step(name, PARTS[name])), step('announcement', 'principal')],
  {
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
  },
);

/** The head of department A let something lapse. */
export const LAPSED: LaunchFile = {
  id: 'launch/study/minutes/1/head-a',
  openedIn: 'obligation/study',
  answering: 'head-a',
  holdings: [{ officerId: 'o-head-a', from: shanghai('2026-01-01'), to: null }],
  reportedBy: null,
};
