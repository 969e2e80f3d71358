import { addOffset } from '../calendar/arithmetic.js';
import type { OffsetSpec, Severity } from '../duty/definition.js';
import { offsetOf } from '../duty/offset.js';
import type { ObligationEntry, ObligationState } from '../obligation/obligation.js';
import type { StageContext, StageFacts } from '../stage/context.js';
import { decidedWith } from '../stage/context.js';
import { decideOnStage } from '../stage/decide.js';
import type { ReplannedParty, StageEntry } from '../stage/entries.js';
import { hold, planLadder, withPlan } from '../stage/ladder.js';
import type { Clock, PartyState, StageState } from '../stage/state.js';
import { refuse, type Decision } from '../subject/machine.js';
import { earlier, type Instant } from '../time.js';
import { NEW_INCIDENT, type IncidentCommandFor } from './incident.js';
import { directs, superiors, tellPosts } from './people.js';
import { roundOf } from './rounds.js';
import { withinOf } from './severity.js';
import { severityOf, TRIAGE } from './stages.js';

type Triage = IncidentCommandFor<'triage'>;

/**
 * Sets the severity. The first time this is what the stage of triage asks for; later it raises or lowers, and plans the clocks again that
 * are not overdue. What is overdue stays so, and what was recorded stays recorded: nothing lapses less for it.
 */
export function triage(
  state: ObligationState,
  command: Triage,
  context: StageContext,
  facts: StageFacts,
): Decision<ObligationEntry> {
  const { brief, stages, incident = NEW_INCIDENT } = state;
  const { severity, reason, actor, at } = command;
  const after = severityOf(brief.duty, severity);
  if (after === undefined)
    return refuse('unknown-severity', `The table of this unit has no severity "${severity}".`);
  if (incident.severity === severity) return refuse('same-severity', 'That is the severity already.');
  const isFirst = stages.some(({ definition, outcome }) => definition.name === TRIAGE && outcome === null);
  const before = severityOf(brief.duty, incident.severity);
  const set: ObligationEntry = {
    kind: 'severity-set',
    at,
    actor: actor.officer,
    onBehalfOf: null,
    body: {
      severity,
      before: incident.severity,
      reason,
      told: tellPosts(facts, superiors(state, facts, at).slice(0, 1), 'level', at),
    },
  };
  if (isFirst) {
    const { id } = command;
    const submit = { kind: 'submit', id, at, actor, stage: TRIAGE, evidence: [] } as const;
    const decided = decideOnStage(stages, submit, context, facts);
    return 'refusal' in decided ? decided : { entries: [set, ...decided.entries] };
  }
  const refused = directs(state, actor, facts, at);
  if (refused) return refused;
  if (!stages.some(({ outcome }) => outcome === null))
    return refuse('no-open-stage', 'Nothing of this incident is open any more.');
  return {
    entries: [
      set,
      ...stages.flatMap((stage) => replanStage(state, stage, before, after, context, facts, at)),
    ],
  };
}

function replanStage(
  { openedAt }: ObligationState,
  stage: StageState,
  before: Severity | undefined,
  after: Severity,
  context: StageContext,
  facts: StageFacts,
  at: Instant,
): StageEntry[] {
  const { stage: name, round } = roundOf(stage.definition.name);
  const within = withinOf(after, name);
  if (stage.outcome !== null || within === undefined) return [];
  const counted = round === 1 && 'from' in stage.definition.due && stage.definition.due.from === 'opening';
  const from = counted ? (openedAt ?? stage.openedAt) : stage.openedAt;
  const parties = [...stage.parties.values()].flatMap((party): ReplannedParty[] => {
    const replanned = replanParty(
      stage,
      party,
      { from, after: within, before: withinOf(before, name) },
      context,
      facts,
      at,
    );
    return replanned === null || party.clock === null
      ? []
      : [{ party: party.party.id, before: party.clock.due, clock: replanned }];
  });
  if (parties.length === 0) return [];
  const body = { stage: stage.definition.name, parties, with: decidedWith(facts) };
  return [{ kind: 'replanned', at, actor: null, onBehalfOf: null, body }];
}

interface Times {
  readonly from: Instant;
  readonly after: OffsetSpec;
  readonly before: OffsetSpec | undefined;
}

/**
 * The owner's clock by the new severity: from the same instant as before; where a graver one would have been due already, from now, and
 * never later than it was.
 */
function replanParty(
  stage: StageState,
  party: PartyState,
  { from, after, before }: Times,
  context: StageContext,
  facts: StageFacts,
  at: Instant,
): Clock | null {
  const { clock } = party;
  if (party.status !== 'open' || clock?.of !== 'owner' || party.light === 'red') return null;
  const { calendar } = facts;
  const offset = offsetOf(after);
  const due = addOffset(calendar, from, offset);
  const isGraver = before === undefined || due < addOffset(calendar, from, offsetOf(before));
  const start = due <= at ? at : from;
  const planned = start === from ? due : addOffset(calendar, at, offset);
  const until = isGraver ? earlier(planned, clock.due) : planned;
  if (until === clock.due) return null;
  const { ladder } = stage.definition;
  const plan = planLadder(calendar, ladder, until, at);
  const rungs =
    party.pendingExtension === null
      ? plan.rungs
      : hold(calendar, context.policy, ladder.unit, plan.rungs, until);
  const basis = { kind: 'offset', of: 'severity', from: start, offset } as const;
  return withPlan({ ...clock, due: until, basis }, { ...plan, rungs });
}
