import type { OffsetUnit, WorkingCalendar } from '../calendar/calendar.js';
import type { Basis, Policy } from '../duty/definition.js';
import { unitOf, type PartyState, type PartyStatus } from '../stage/state.js';
import type { Instant } from '../time.js';
import { explainDue, explainRung, type InstantExplanation } from './explain-instant.js';
import { movesOf, type DeadlineMove } from './explain-moves.js';
import { policyOf, type ObligationEntry, type ObligationState } from './obligation.js';

/** Why a party's deadline and rungs stand where they stand. */
export interface PartyExplanation {
  readonly stage: string;
  readonly party: string;
  readonly round: number;
  readonly status: PartyStatus;
  /** Where the duty comes from, and how strong that is. */
  readonly basis: Basis;
  /** Whose clock runs; null when the party has reached an end. */
  readonly clockOf: 'owner' | 'review' | 'suspension' | null;
  readonly due: InstantExplanation | null;
  /** The rungs still to come. */
  readonly rungs: readonly InstantExplanation[];
  /** Names of reminders that were left out, because their instant had passed. */
  readonly skipped: readonly string[];
  /** While suspended: since when, and how much is left, in which unit. */
  readonly suspended: {
    readonly since: Instant;
    readonly remaining: number;
    readonly unit: OffsetUnit;
  } | null;
  /** Everything that moved it, oldest first; only as far as entries were given. */
  readonly moves: readonly DeadlineMove[];
  /** The calendar with which the days on the way are explained. */
  readonly calendar: { readonly id: string; readonly version: number; readonly zone: string };
  /** The limits that were frozen at the opening, and how much of them has been used. */
  readonly limits: Policy & {
    readonly extensionsUsed: number;
    readonly extensionWorkingDaysUsed: number;
    readonly isGraceGiven: boolean;
  };
}

/**
 * Explains a party's deadline and each rung still to come. Null when the obligation has no such stage or party.
 *
 * @param entries of the obligation, oldest first, for what moved it
 */
export function explainParty(
  state: ObligationState,
  stageName: string,
  partyId: string,
  { calendar }: { readonly calendar: WorkingCalendar },
  entries: readonly ObligationEntry[] = [],
): PartyExplanation | null {
  const stage = state.stages.find((s) => s.definition.name === stageName);
  const party = stage?.parties.get(partyId);
  if (stage === undefined || party === undefined) return null;
  const { clock, paused } = party;
  return {
    stage: stageName,
    party: partyId,
    round: party.round,
    status: party.status,
    basis: state.brief.duty.basis,
    clockOf: clock?.of ?? null,
    due: clock && explainDue(calendar, clock),
    rungs: clock?.rungs.map((rung) => explainRung(calendar, clock, unitOf(stage, clock), rung)) ?? [],
    skipped: clock?.skipped ?? [],
    suspended: paused && {
      since: clock?.startedAt ?? stage.openedAt,
      remaining: paused.remaining,
      unit: unitOf(stage, paused.clock),
    },
    moves: movesOf(entries, stageName, partyId),
    calendar: { id: calendar.id, version: calendar.version, zone: calendar.zone },
    limits: limitsOf(policyOf(state.brief), party),
  };
}

const limitsOf = (policy: Policy, party: PartyState): PartyExplanation['limits'] => ({
  ...policy,
  extensionsUsed: party.extensions,
  extensionWorkingDaysUsed: party.extendedWorkingDays,
  isGraceGiven: party.graceGiven,
});
