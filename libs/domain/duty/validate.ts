import { isDate } from '../calendar/plain-date.js';
import type { Title } from '../organisation/organisation.js';
import { instantFrom } from '../time.js';
import type {
  DueRule,
  DutyDefinition,
  PartyRule,
  ProcedureName,
  ReviewDefinition,
  StageDefinition,
} from './definition.js';
import { CLOCKED_STAGES, severityFaults } from '../incident/severity.js';
import { INQUIRY_STAGES, inquiryFaults } from '../inquiry/rules.js';
import { isName, nameFaults, type Fault } from './fault.js';
import { offsetOf, offsetSpecProblem } from './offset.js';
import { tracks } from './tracking.js';
import { validateLadder } from './validate-ladder.js';

export type { Fault } from './fault.js';

const MAX_STAGES = 40;
const MAX_EVIDENCE = 20;
const MAX_NAMED = 1_000;
const MAX_LIMIT = 1_000;
/** Ten working days. */
const MAX_EFFORT_MINUTES = 4_800;
/** Deadlines from here on cannot be meant; there is room after them for any ladder. */
export const TOO_FAR = '2200-01-01';

/** The stages for which a procedure asks by name, in its order; null: whatever the duty lists. */
export const STAGES_OF_PROCEDURE: Readonly<Record<ProcedureName, readonly string[] | null>> = {
  'topic-study': ['agenda', 'meeting', 'minutes', 'confirmation'],
  bulletin: ['draft', 'sign-off', 'issue', 'acknowledgement'],
  assessment: null,
  incident: ['triage', ...CLOCKED_STAGES, 'reopening'],
  inquiry: INQUIRY_STAGES,
  duty: null,
};

/**
 * Everything that is wrong with a duty's definition, each with its place; empty when it may be published. What passes can be carried
 * through to an end by every procedure: each stage has a clock, and each clock a last rung.
 */
export function validateDuty(definition: DutyDefinition): Fault[] {
  const { key, row, title, basis, procedure, stages } = definition;
  const faults: Fault[] = [...nameFaults([key], () => '/key'), ...titleFaults(title, '/title')];
  if (row !== null && !(Number.isInteger(row) && row >= 1)) {
    faults.push({ pointer: '/row', detail: 'a row of the plan, counted from 1, or null' });
  }
  faults.push(...titleFaults(basis.source, '/basis/source'));
  if (stages.length === 0 || stages.length > MAX_STAGES) {
    faults.push({ pointer: '/stages', detail: `a duty has 1 to ${MAX_STAGES} stages` });
  }
  const names = stages.map((stage) => stage.name);
  faults.push(...nameFaults(names, (index) => `/stages/${index}/name`));
  faults.push(
    ...procedureFaults(procedure, names),
    ...occurrenceFaults(definition),
    ...limitFaults(definition),
    ...incidentFaults(definition),
    ...inquiryFaults(definition),
  );
  faults.push(...nameFaults(definition.sharesItemWith ?? [], (index) => `/sharesItemWith/${index}`));
  stages.forEach((stage, index) => faults.push(...trackingFaults(definition, stage, index)));
  stages.forEach((stage, index) => faults.push(...orderFaults(stage, names.slice(0, index), index)));
  return [...faults, ...stages.flatMap((stage, index) => stageFaults(stage, `/stages/${index}`))];
}

function procedureFaults(procedure: ProcedureName, names: readonly string[]): Fault[] {
  const asked = STAGES_OF_PROCEDURE[procedure];
  if (asked === undefined) return [{ pointer: '/procedure', detail: `there is no procedure "${procedure}"` }];
  if (asked === null) return [];
  // What an inquiry has beside them are the filings after its decision.
  const isFree = procedure === 'inquiry';
  const missing = asked.filter((name) => !names.includes(name));
  const unasked = names.flatMap((name, index) => (isFree || asked.includes(name) ? [] : [{ name, index }]));
  return [
    ...missing.map((name) => ({
      pointer: '/stages',
      detail: `procedure "${procedure}" needs a stage "${name}"`,
    })),
    ...unasked.map(({ name, index }) => ({
      pointer: `/stages/${index}/name`,
      detail: `procedure "${procedure}" would never open a stage "${name}"; it has ${asked.join(', ')}`,
    })),
  ];
}

/** Only an incident is more or less grave. */
function incidentFaults({ procedure, severities }: DutyDefinition): Fault[] {
  if (procedure === 'incident') return severityFaults(severities ?? []);
  return severities === undefined
    ? []
    : [{ pointer: '/severities', detail: 'only a duty of the procedure "incident" has severities' }];
}

function limitFaults({ limits = {} }: DutyDefinition): Fault[] {
  return Object.entries(limits).flatMap(([name, limit]) =>
    limit === undefined || (Number.isInteger(limit) && limit >= 0 && limit <= MAX_LIMIT)
      ? []
      : [{ pointer: `/limits/${name}`, detail: `a whole number from 0 to ${MAX_LIMIT}` }],
  );
}

function occurrenceFaults({ occurrence }: DutyDefinition): Fault[] {
  if (occurrence === undefined) return [];
  const { openedBy } = occurrence;
  const faults = nameFaults(openedBy, (index) => `/occurrence/openedBy/${index}`);
  if (openedBy.length > 0) return faults;
  return [{ pointer: '/occurrence/openedBy', detail: 'somebody opens it: name at least one kind of post' }];
}

/** What a stage declares and its procedure does not do would be lost without anybody noticing. */
function trackingFaults(duty: DutyDefinition, stage: StageDefinition, index: number): Fault[] {
  if (!stage.tracksDecisions || tracks(duty, stage)) return [];
  const detail = `procedure "${duty.procedure}" opens no follow-ups of this stage`;
  return [{ pointer: `/stages/${index}/tracksDecisions`, detail }];
}

/** A stage is told apart by its people from stages that come before it. */
function orderFaults({ otherPersonThan = [] }: StageDefinition, earlier: string[], index: number): Fault[] {
  return otherPersonThan.flatMap((name, place) =>
    earlier.includes(name)
      ? []
      : [
          {
            pointer: `/stages/${index}/otherPersonThan/${place}`,
            detail: `no earlier stage is called "${name}"`,
          },
        ],
  );
}

function stageFaults(stage: StageDefinition, pointer: string): Fault[] {
  const { title, kind, parties, due, ladder, evidence, review, effortMinutes } = stage;
  const faults = [
    ...titleFaults(title, `${pointer}/title`),
    ...partyFaults(parties, `${pointer}/parties`),
    ...dueFaults(due, `${pointer}/due`),
    ...validateLadder(ladder, kind, `${pointer}/ladder`),
    ...nameFaults(
      evidence.map((item) => item.name),
      (index) => `${pointer}/evidence/${index}/name`,
    ),
    ...evidence.flatMap((item, index) => titleFaults(item.title, `${pointer}/evidence/${index}/title`)),
  ];
  if (evidence.length > MAX_EVIDENCE) {
    faults.push({ pointer: `${pointer}/evidence`, detail: `at most ${MAX_EVIDENCE} pieces of evidence` });
  }
  if (effortMinutes !== undefined && !(effortMinutes >= 0 && effortMinutes <= MAX_EFFORT_MINUTES)) {
    faults.push({ pointer: `${pointer}/effortMinutes`, detail: `0 to ${MAX_EFFORT_MINUTES} minutes` });
  }
  if (review === null) return faults;
  if (kind === 'right') {
    faults.push({
      pointer: `${pointer}/review`,
      detail: 'a right is used, not reviewed: leave the review out',
    });
  }
  return [...faults, ...reviewFaults(review, `${pointer}/review`)];
}

function reviewFaults({ by, within, ladder }: ReviewDefinition, pointer: string): Fault[] {
  const faults = validateLadder(ladder, 'duty', `${pointer}/ladder`);
  const isKnown = by === 'superior' || ('post' in by ? isName(by.post) : by.named !== '');
  if (!isKnown) faults.push({ pointer: `${pointer}/by`, detail: 'the superior, a kind of post, or a post' });
  const problem = offsetSpecProblem(within) ?? (offsetOf(within).amount > 0 ? null : 'must be longer than 0');
  return problem === null ? faults : [...faults, { pointer: `${pointer}/within`, detail: problem }];
}

function partyFaults(parties: PartyRule, pointer: string): Fault[] {
  if ('headOf' in parties || 'ownersOf' in parties || 'inquiry' in parties) return [];
  if (!('named' in parties)) {
    const [key, kind] = Object.entries(parties)[0] as [string, string];
    return isName(kind) ? [] : [{ pointer: `${pointer}/${key}`, detail: `"${kind}" is not a kind` }];
  }
  const { named } = parties;
  if (named.length === 0 || named.length > MAX_NAMED) {
    return [{ pointer: `${pointer}/named`, detail: `somebody owes: name 1 to ${MAX_NAMED} posts or bodies` }];
  }
  const ids = named.map((party) => party.id);
  return ids.flatMap((id, index): Fault[] => {
    if (id !== '' && ids.indexOf(id) === index) return [];
    const detail = id === '' ? 'the id of a post or body' : `"${id}" is named twice`;
    return [{ pointer: `${pointer}/named/${index}/id`, detail }];
  });
}

function dueFaults(due: DueRule, pointer: string): Fault[] {
  if ('at' in due) {
    const isReal = isDate(due.at) || instantFrom(due.at) !== null;
    if (isReal && due.at < TOO_FAR) return [];
    const detail = 'a day that exists (YYYY-MM-DD), or an instant with its offset, before the year 2200';
    return [{ pointer: `${pointer}/at`, detail }];
  }
  const problem = offsetSpecProblem(due.offset);
  if (problem !== null) return [{ pointer: `${pointer}/offset`, detail: problem }];
  if ((due.from !== 'stage-opening' && due.from !== 'opening') || offsetOf(due.offset).amount > 0) return [];
  return [{ pointer: `${pointer}/offset`, detail: 'a stage is due after it opens' }];
}

function titleFaults(title: Title, pointer: string): Fault[] {
  return (['zh', 'en'] as const).flatMap((language) =>
    title[language].trim() === '' ? [{ pointer: `${pointer}/${language}`, detail: 'must not be empty' }] : [],
  );
}
