import { decideIncident, isOfIncident } from '../incident/decide.js';
import { dueAhead } from '../incident/stages.js';
import { evolveIncident, NEW_INCIDENT } from '../incident/incident.js';
import { roundOf } from '../incident/rounds.js';
import type { DutyDefinition } from '../duty/definition.js';
import { isOfInquiry } from '../inquiry/commands.js';
import { asGroup, notOfInquiry } from '../inquiry/handed-in.js';
import { decideOnInquiry } from '../inquiry/decide.js';
import { evolveInquiry, NEW_INQUIRY } from '../inquiry/inquiry.js';
import { withParties } from '../inquiry/stages.js';
import { trackedStages } from '../duty/tracking.js';
import { refuse, type Decision, type Machine } from '../subject/machine.js';
import { awaitsConfirmation } from '../stage/confirmation.js';
import type { StageCommand, StageNotice } from '../stage/commands.js';
import type { StageContext } from '../stage/context.js';
import { inquiriesOf, withInquiries, type ObligationFacts } from './inquiry-openings.js';
import { decideOnStage } from '../stage/decide.js';
import { evolveStage, stageFrom } from '../stage/evolve.js';
import { followCalendar, giveGrace } from '../stage/notices.js';
import { openStage } from '../stage/opening.js';
import type { StageState, Submission } from '../stage/state.js';
import { tickStage, wakeOfStage } from '../stage/tick.js';
import type { Instant } from '../time.js';
import { handInEarly, keepEarly } from './early-submission.js';
import { stageDefinitionOf } from './stage-definition.js';
import { followUpOpenings } from './follow-up.js';
import { reportOpened } from './supervision-report.js';
import {
  policyOf,
  type ObligationEntry,
  type ObligationInput,
  type ObligationResult,
  type ObligationState,
  type ProcedureStep,
} from './obligation.js';

/** Decides and rebuilds obligations: the stages of a duty, and what its procedure does between them. */
export const obligationMachine: Machine<ObligationState, ObligationInput, ObligationEntry, ObligationFacts> =
  {
    decide(state, input, facts) {
      if (state.closedAt !== null) return refuse('obligation-closed', 'This obligation is closed.');
      const open = state.stages.filter((stage) => stage.outcome === null);
      if (isOfIncident(input))
        return withInquiries(state, decideIncident(state, input, contextOf(state), facts), facts);
      if (isOfInquiry(input)) return decideOnInquiry(state, input, facts);
      if (isOfStage(input)) {
        const refused = notOfInquiry(state, input);
        if (refused) return refused;
        const letter = asGroup(state, input);
        if (letter) return decideOnStage(state.stages, letter, contextOf(state), facts);
      }
      switch (input.kind) {
        case 'open-stage':
        case 'keep':
        case 'publish':
        case 'open-follow-ups':
        case 'close':
          return decideStep(state, input, facts);
        case 'calendar-changed':
          return followCalendar(state.stages, contextOf(state), facts, input.at);
        case 'holder-entered':
          return giveGrace(open, input, contextOf(state), facts);
        case 'supervise': {
          const decided = decideOnStage(state.stages, input, contextOf(state), facts);
          if ('refusal' in decided) return decided;
          const orders = decided.entries.filter((entry) => entry.kind === 'supervision-ordered');
          return { entries: [...orders, ...orders.map((order) => reportOpened(state, order))] };
        }
        case 'submit': {
          const kept = keepEarly(state, input);
          return kept ?? decideOnStage(state.stages, input, contextOf(state), facts);
        }
        default:
          return withInquiries(state, decideOnStage(state.stages, input, contextOf(state), facts), facts);
      }
    },

    tick(state, at, facts, until = at) {
      if (state.openedAt === null) {
        return [
          {
            kind: 'obligation-opened',
            at,
            actor: state.brief.openedBy,
            onBehalfOf: state.brief.occurrence?.onBehalfOf ?? null,
            body: { brief: state.brief },
          },
        ];
      }
      // What was merged into another goes on there.
      if (state.closedAt !== null) return [];
      const context = contextOf(state);
      const come = state.stages.flatMap((stage) => tickStage(stage, context, facts, at, until));
      return [...come, ...inquiriesOf(state, come, facts)];
    },

    evolve(state, entry) {
      switch (entry.kind) {
        case 'obligation-opened':
          return { ...state, brief: entry.body.brief, openedAt: entry.at };
        case 'document-kept':
          return { ...state, documents: { ...state.documents, [entry.body.name]: entry.body.document } };
        case 'published':
          return { ...state, published: [...state.published, entry.body.stage] };
        case 'follow-ups-opened':
          return { ...state, followedUp: [...state.followedUp, entry.body.stage] };
        case 'report-opened':
          return { ...state, reports: state.reports + 1 };
        case 'obligation-closed':
          return { ...state, result: entry.body.result, closedAt: entry.at };
        case 'stage-opened':
          return {
            ...state,
            stages: [...state.stages, stageFrom(definitionOf(state, entry.body.stage), entry)],
            early: state.early.filter(({ stage }) => stage !== entry.body.stage),
          };
        case 'submission-kept': {
          const { body, actor } = entry;
          return { ...state, early: [...state.early, { ...body, officer: actor as string }] };
        }
        case 'kept-submission-refused':
          return state;
        case 'severity-set':
        case 'incident-noted':
        case 'task-assigned':
        case 'command-handed-over':
        case 'incident-merged':
        case 'duplicate-joined':
        case 'incident-reopened':
        case 'incident-referred':
          return { ...state, incident: evolveIncident(state.incident ?? NEW_INCIDENT, entry) };
        case 'launch-file-opened':
          return state;
        case 'launch-decided':
        case 'group-formed':
        case 'conflict-declared':
        case 'member-released':
        case 'substitute-appointed':
        case 'objection-raised':
        case 'objection-decided':
        case 'served':
        case 'file-looked-at':
        case 'hearing-asked':
        case 'facts-commented':
        case 'comment-answered':
        case 'report-drafted':
        case 'report-signed':
        case 'inquiry-decided':
        case 'appeal-filed':
        case 'appeal-decided':
        case 'decision-corrected':
        case 'inquiry-ended':
          return { ...state, inquiry: evolveInquiry(state.inquiry ?? NEW_INQUIRY, entry) };
        default: {
          const index = state.stages.findIndex((stage) => stage.definition.name === entry.body.stage);
          const stage = state.stages[index];
          if (stage === undefined) throw new Error(`stage "${entry.body.stage}" has not been opened`);
          return { ...state, stages: state.stages.with(index, evolveStage(stage, entry)) };
        }
      }
    },

    wake(state): Instant | null {
      if (state.closedAt !== null) return null;
      const instants = state.stages.map(wakeOfStage).filter((at) => at !== null);
      return instants.length === 0 ? null : instants.reduce((a, b) => (a <= b ? a : b));
    },
  };

/** The stages whose decisions are tracked, each also in the rounds that an incident has gone through. */
const trackedNow = (duty: DutyDefinition, stages: readonly StageState[]): string[] => {
  const declared = trackedStages(duty);
  if (duty.procedure !== 'incident') return declared;
  return stages
    .map((stage) => stage.definition.name)
    .filter((name) => declared.includes(roundOf(name).stage));
};

const STEPS: ReadonlySet<string> = new Set<ProcedureStep['kind']>([
  'open-stage',
  'keep',
  'publish',
  'open-follow-ups',
  'close',
]);

const isOfStage = (input: ProcedureStep | StageCommand | StageNotice): input is StageCommand | StageNotice =>
  !STEPS.has(input.kind);

const contextOf = ({ brief, openedAt, stages }: ObligationState): StageContext => ({
  subjectId: brief.id,
  unitId: brief.unitId,
  policy: policyOf(brief),
  openedAt,
  period: brief.period,
  floor: brief.duty.floor,
  ...(brief.trial ? { trial: brief.trial } : {}),
  trackedStages: trackedNow(brief.duty, stages),
  slice: brief.slice,
});

const definitionOf = (state: ObligationState, name: string): StageState['definition'] =>
  stageDefinitionOf(state.brief.duty, state.incident, name);

function decideStep(
  state: ObligationState,
  step: ProcedureStep,
  facts: ObligationFacts,
): Decision<ObligationEntry> {
  const common = { at: step.at, actor: null, onBehalfOf: null };
  switch (step.kind) {
    case 'open-stage': {
      const isOpenAlready = state.stages.some((stage) => stage.definition.name === step.stage);
      if (isOpenAlready) return { entries: [] };
      const declared = dueAhead(definitionOf(state, step.stage), state, facts.calendar, step.at);
      const definition = withParties(declared, state, facts.organisation, step.at);
      const context = contextOf(state);
      const opened = openStage(definition, context, facts, step.at);
      return { entries: [opened, ...handInEarly(state, definition, opened, context, facts)] };
    }
    case 'keep':
      if (step.name in state.documents) return { entries: [] };
      return {
        entries: [{ ...common, kind: 'document-kept', body: { name: step.name, document: step.document } }],
      };
    case 'publish': {
      if (state.published.includes(step.stage)) return { entries: [] };
      const documents = submissionsOf(state, step.stage).flatMap((s) =>
        s.evidence.flatMap((item) => ('document' in item ? item.document : [])),
      );
      return { entries: [{ ...common, kind: 'published', body: { stage: step.stage, documents } }] };
    }
    case 'open-follow-ups': {
      if (state.followedUp.includes(step.stage)) return { entries: [] };
      const followUps = submissionsOf(state, step.stage).flatMap((submission) => submission.followUps);
      const openings = followUpOpenings(state.brief, step.stage, followUps);
      return { entries: [{ ...common, kind: 'follow-ups-opened', body: { stage: step.stage, openings } }] };
    }
    case 'close':
      if (state.stages.some((stage) => stage.outcome === null))
        return refuse(
          'stage-open',
          'A stage is open still: an obligation closes when nothing runs any more.',
        );
      if (state.stages.some(awaitsConfirmation))
        return refuse(
          'unconfirmed',
          'What was done on behalf is to be confirmed first, or its time to pass.',
        );
      return {
        entries: [{ ...common, kind: 'obligation-closed', body: { result: resultOf(state, step.result) } }],
      };
  }
}

/** Silence costs nothing where a period is back-filled, but it shows nothing either. */
function resultOf({ brief, stages }: ObligationState, result: ObligationResult): ObligationResult {
  const isSilent = stages.some(({ outcome }) => outcome?.fulfilled === 0 && outcome.windowClosed > 0);
  return brief.backfilled && isSilent ? 'window-closed' : result;
}

/** What was handed in at a stage and accepted; what was returned, and never handed in again, counts for nothing. */
function submissionsOf(state: ObligationState, stageName: string): Submission[] {
  const stage = state.stages.find((s) => s.definition.name === stageName);
  return [...(stage?.parties.values() ?? [])]
    .filter((party) => party.status === 'fulfilled' || party.status === 'accepted-unreviewed')
    .map((party) => party.submission)
    .filter((submission) => submission !== null);
}
