import type { DutyDefinition, Measure } from '../duty/definition.js';
import { isName, nameFaults, type Fault } from '../duty/fault.js';

/** The stages that the procedure asks for by name; what a duty declares beside them are filings after the decision. */
export const INQUIRY_STAGES = [
  'launch-decision',
  'group',
  'conflicts',
  'substitutes',
  'objections',
  'notice',
  'file-access',
  'statement',
  'hearing',
  'hearing-confirmation',
  'draft-facts',
  'comments',
  'answers',
  'report',
  'decision',
  'service',
  'appeal',
  'appeal-decision',
  'closure',
] as const;

const MAX_MEMBERS = 20;
const MAX_DAYS = 100;

/** What is wrong with the rules by which a duty's inquiries are carried on; every other duty has none. */
export function inquiryFaults({ procedure, inquiry, stages }: DutyDefinition): Fault[] {
  if (procedure !== 'inquiry') {
    const strays = stages.flatMap(({ parties }, index): Fault[] =>
      'inquiry' in parties
        ? [{ pointer: `/stages/${index}/parties`, detail: 'only an inquiry knows who has a part in it' }]
        : [],
    );
    return inquiry === undefined
      ? strays
      : [{ pointer: '/inquiry', detail: 'only a duty of the procedure "inquiry" has such rules' }, ...strays];
  }
  if (inquiry === undefined)
    return [
      {
        pointer: '/inquiry',
        detail: 'an inquiry needs its rules: who decides, who investigates, the competence table',
      },
    ];
  const { principal, cadres, rulesDuty, minMembers, accessWorkingDays, measures } = inquiry;
  const faults: Fault[] = [
    ...nameFaults(cadres, (index) => `/inquiry/cadres/${index}`),
    ...nameFaults(
      measures.map(({ name }) => name),
      (index) => `/inquiry/measures/${index}/name`,
    ),
  ];
  for (const [key, name] of Object.entries({ principal, rulesDuty }))
    if (!isName(name)) faults.push({ pointer: `/inquiry/${key}`, detail: `"${name}" is not a name` });
  if (!isWhole(minMembers, 2, MAX_MEMBERS))
    faults.push({ pointer: '/inquiry/minMembers', detail: `a whole number from 2 to ${MAX_MEMBERS}` });
  if (!isWhole(accessWorkingDays, 1, MAX_DAYS))
    faults.push({ pointer: '/inquiry/accessWorkingDays', detail: `a whole number from 1 to ${MAX_DAYS}` });
  if (measures.length === 0) faults.push({ pointer: '/inquiry/measures', detail: 'at least one measure' });
  return [...faults, ...measures.flatMap(measureFaults), ...windowFaults(stages, accessWorkingDays)];
}

const isWhole = (value: number, min: number, max: number): boolean =>
  Number.isInteger(value) && value >= min && value <= max;

const measureFaults = ({ decidedBy }: Measure, index: number): Fault[] =>
  isName(decidedBy)
    ? []
    : [{ pointer: `/inquiry/measures/${index}/decidedBy`, detail: `"${decidedBy}" is not a kind of body` }];

/** The statement window opens with the file, so the file is open for as long as the window is. */
function windowFaults(stages: DutyDefinition['stages'], accessWorkingDays: number): Fault[] {
  const index = stages.findIndex(({ name }) => name === 'statement');
  const due = stages[index]?.due;
  if (due === undefined || 'at' in due) return [];
  const isLongEnough = 'workingDays' in due.offset && due.offset.workingDays >= accessWorkingDays;
  return isLongEnough
    ? []
    : [
        {
          pointer: `/stages/${index}/due/offset`,
          detail: `the file has to be open for ${accessWorkingDays} working days before the window closes`,
        },
      ];
}
