import { addOffset } from '../calendar/arithmetic.js';
import { HARMLESS_LADDER, CONFIRM_WITHIN } from '../duty/default-ladders.js';
import { offsetOf } from '../duty/offset.js';
import { msBetween, type Instant } from '../time.js';
import { decidedWith, type StageFacts } from './context.js';
import type { StageEntry, StageEntryOf } from './entries.js';
import { keepDistance, planLadder } from './ladder.js';
import { wasMissed } from './outages.js';
import { barring, debtorsOf, reachUp, tellLevel, tellOwner, uniqueTold } from './reach.js';
import { ofParty, type Confirmation, type PartyState, type PlannedRung, type StageState } from './state.js';
import type { Target } from './target.js';

/*
 * What a clerk does in a party's name (代办) counts from then. Whoever it was done for is asked to confirm it, under a clock of its own
 * that runs beside any other, is not stopped by a suspension, and goes on when the stage has closed: the obligation closes after it. Its
 * end is harmless: what was not confirmed is shown as such for good.
 */

/** The entry that asks, where a clerk acted; what was to be confirmed before is asked for with it. */
export function askIfOnBehalf(
  { stage, party, at, facts }: Target,
  onBehalfOf: string | null,
): StageEntryOf<'confirmation-asked'>[] {
  if (onBehalfOf === null) return [];
  const { calendar, organisation } = facts;
  const offset = offsetOf(CONFIRM_WITHIN);
  const due = addOffset(calendar, at, offset);
  const clock: Confirmation = {
    of: 'confirmation',
    turn: party.confirmations + 1,
    post: null,
    startedAt: at,
    due,
    basis: { kind: 'offset', of: 'on-behalf', from: at, offset },
    ...planLadder(calendar, HARMLESS_LADDER, due, at),
    told: [],
  };
  const told = tellOwner(organisation, party.party, at);
  return [
    {
      kind: 'confirmation-asked',
      at,
      actor: null,
      onBehalfOf: null,
      body: { ...ofParty(stage, party), clock, told, with: decidedWith(facts) },
    },
  ];
}

/** The rung of a party's confirmation that has come by `until`, recorded at `at`; null: none has. */
export function tickConfirmation(
  stage: StageState,
  party: PartyState,
  facts: StageFacts,
  at: Instant,
  until: Instant,
): StageEntry | null {
  const clock = party.confirmation;
  const rung = clock?.rungs[0];
  if (clock === null || rung === undefined || rung.at > until) return null;
  const rest = clock.rungs.slice(1);
  // Of several that were missed only the earliest comes now; each later one keeps its distance from it.
  const isLate = rest.length > 0 && (rest[0]!.at <= until || wasMissed(facts.outages, rung, at));
  const { unit } = HARMLESS_LADDER;
  return {
    kind: 'confirmation-awaited',
    at,
    actor: null,
    onBehalfOf: null,
    rungKey: [
      stage.definition.name,
      party.party.id,
      party.round,
      `confirmation-${clock.turn}.${rung.name}`,
    ].join('/'),
    body: {
      ...ofParty(stage, party),
      rung: rung.name,
      action: rung.action,
      plannedAt: rung.at,
      lateMs: Math.max(0, msBetween(rung.at, at)),
      ...toldOf(party, clock, rung, facts, at),
      ...(isLate ? { rungs: keepDistance(facts.calendar, unit, rung, rest, at, 'late-firing') } : {}),
      with: decidedWith(facts),
    },
  };
}

/** Whoever has to confirm; from the escalation on also the one above them. */
function toldOf(
  { party }: PartyState,
  { told }: Confirmation,
  rung: PlannedRung,
  { organisation }: StageFacts,
  at: Instant,
): Pick<StageEntryOf<'confirmation-awaited'>['body'], 'told' | 'passed'> {
  const owner = tellOwner(organisation, party, at);
  if (rung.action !== 'escalate' && rung.action !== 'lapse') return { told: owner, passed: [] };
  const debtors = ['is-the-debtor', debtorsOf(organisation, party, at)] as const;
  const barred = rung.action === 'escalate' ? barring(debtors, ['already-told', told]) : barring(debtors);
  const reached = reachUp(organisation, party.levels, (rung.level ?? 1) - 1, at, barred);
  return { told: uniqueTold([...owner, ...tellLevel(reached)]), passed: reached.passed };
}

/** Whether the principal of some party has still to confirm something. */
export const awaitsConfirmation = (stage: StageState): boolean =>
  [...stage.parties.values()].some(({ confirmation }) => confirmation !== null);
