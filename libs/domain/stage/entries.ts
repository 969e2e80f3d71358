import type { NamedParty } from '../duty/definition.js';
import type { Holding, OfficerId, PostId } from '../organisation/organisation.js';
import type { Entry } from '../subject/machine.js';
import type { Instant } from '../time.js';
import type {
  Clock,
  Confirmation,
  DueBasis,
  EvidenceItem,
  FollowUp,
  Party,
  PlannedRung,
  StageOutcome,
} from './state.js';

/** Somebody to be told, and as what. */
export interface Told {
  readonly officer: OfficerId;
  readonly post: PostId;
  readonly as:
    'owner' | 'level' | 'reviewer' | 'vacancy' | 'suspender' | 'witness' | 'called' | 'office' | 'respondent';
}

/** A post that a rung passed over on its way upward, and why. */
export interface PassedOver {
  readonly post: PostId;
  /** `is-involved`: handed it in, is the reviewer who is silent, or ordered the suspension that is looked at. */
  readonly why: 'vacant' | 'is-the-debtor' | 'is-involved' | 'already-told';
}

/** A launch file of facts; it names no fault. */
export interface Launch {
  readonly id: string;
  /** The post or body that answers for what was not done. */
  readonly answering: string;
  /** True where another party of the stage had opened this same file. */
  readonly existing: boolean;
  readonly holdings: readonly Holding[];
}

/** Parties that share one due instant and its rungs. */
export interface PartyGroup {
  readonly due: Instant;
  readonly basis: DueBasis;
  readonly rungs: readonly PlannedRung[];
  /** Rungs whose instant had passed when the stage opened. */
  readonly skipped: readonly string[];
  readonly parties: readonly Party[];
}

/** The versions that an entry's instants and people were decided with. */
export interface DecidedWith {
  readonly calendar: string;
  readonly calendarVersion: number;
  readonly organisationVersion: number;
}

/** A party whose clock counts by a newer calendar. */
export interface ReplannedParty {
  readonly party: string;
  /** When it was due before. */
  readonly before: Instant;
  readonly clock: Clock | Confirmation;
}

/** What every entry about one party begins with. */
interface OfParty {
  readonly stage: string;
  readonly party: string;
  readonly round: number;
}

/** What every entry begins with that starts or re-plans the owner's clock. */
interface OwnerClock extends OfParty {
  readonly clock: Clock;
  readonly with: DecidedWith;
}

export type StageEntry =
  | Entry<
      'stage-opened',
      { stage: string; groups: readonly PartyGroup[]; told: readonly Told[]; with: DecidedWith }
    >
  | Entry<'stage-closed', { stage: string; outcome: StageOutcome }>
  | Entry<'duty-signed', OfParty>
  | Entry<
      'evidence-submitted',
      OfParty & {
        evidence: readonly EvidenceItem[];
        followUps: readonly FollowUp[];
        late: boolean;
        unused: number;
        /** `open`: it waits for another person's sight, while the owner's clock runs on. */
        to: 'in-review' | 'open' | 'fulfilled' | 'accepted-unreviewed';
        /** How it ends once that person has seen what it refers to. */
        whenSighted?: 'fulfilled' | 'accepted-unreviewed';
        /** Who answers for the party at this instant. */
        principals: readonly OfficerId[];
        /** People of earlier stages from whom this one is kept apart; left out: nobody. */
        apart?: readonly OfficerId[];
        review: Clock | null;
        told: readonly Told[];
        passed: readonly PassedOver[];
        with: DecidedWith;
      }
    >
  | Entry<
      'evidence-sighted',
      OfParty & {
        requirements: readonly string[];
        /** Where it leads when this was the last of what had to be seen and nobody reviews. */
        to: 'fulfilled' | 'accepted-unreviewed' | null;
        told: readonly Told[];
      }
    >
  /** A letter to a body outside the institution or from it, entered by one person; `letter` numbers the party's letters from 1. */
  | Entry<
      'letter-recorded',
      OfParty & { letter: number; direction: 'out' | 'in'; document: string; scan?: string }
    >
  /** Another person has compared the entry with the letter. */
  | Entry<'letter-confirmed', OfParty & { letter: number }>
  /** A clerk acted in the party's name: whom it was done for is asked to confirm it. */
  | Entry<'confirmation-asked', OfParty & { clock: Confirmation; told: readonly Told[]; with: DecidedWith }>
  /** A rung of that question; `lapse` ends it, and what was done stays unconfirmed for good. */
  | Entry<
      'confirmation-awaited',
      OfParty & {
        rung: string;
        action: PlannedRung['action'];
        plannedAt: Instant;
        lateMs: number;
        told: readonly Told[];
        passed: readonly PassedOver[];
        /** The rungs still to come, where this firing moved them. */
        rungs?: readonly PlannedRung[];
        with: DecidedWith;
      }
    >
  /** By the principal, or by their signature on the page `scan`, entered by a clerk who had not acted for them. */
  | Entry<'submission-confirmed', OfParty & { scan?: string }>
  | Entry<'receipt-confirmed', OfParty & { scan?: string }>
  /** It was not signed for in their name. */
  | Entry<'receipt-denied', OfParty & { reason: string; told: readonly Told[] }>
  /** It was not handed in in their name: it goes back to the owner as a return does; `clock` is null where it had been accepted already. */
  | Entry<
      'submission-denied',
      OfParty & { reason: string; clock: Clock | null; told: readonly Told[]; with: DecidedWith }
    >
  | Entry<
      'submission-accepted',
      OfParty & { fulfilledAt: Instant; reason: string | null; told: readonly Told[] }
    >
  | Entry<
      'submission-returned',
      OwnerClock & {
        reason: string;
        /** Whether it gave more time than was left. */
        extended: boolean;
        /** How many working days more. */
        workingDays: number;
        told: readonly Told[];
      }
    >
  | Entry<
      'rung-fired',
      OfParty & {
        rung: string;
        action: PlannedRung['action'];
        plannedAt: Instant;
        lateMs: number;
        told: readonly Told[];
        passed: readonly PassedOver[];
        /** The rungs still to come, where this firing moved them. */
        rungs?: readonly PlannedRung[];
        /** The duty was on trial: only the office was told, and no launch file opened. */
        trial?: true;
        /** An extension had been asked for and nobody decided. */
        requestUnanswered?: true;
        holdings?: readonly Holding[];
        launch?: Launch;
        /** The review passes to this clock; null: nobody is left to review. */
        passesTo?: Clock | null;
        with: DecidedWith;
      }
    >
  /** The time between this rung and the one before it was lost in one outage: it keeps its distance from now or more, and those after it from it. */
  | Entry<
      'rung-put-off',
      OfParty & { rung: string; plannedAt: Instant; rungs: readonly PlannedRung[]; with: DecidedWith }
    >
  | Entry<'rung-skipped', OfParty & { rung: string; plannedAt: Instant; because: 'passed' }>
  | Entry<
      'extension-requested',
      OwnerClock & {
        request: string;
        until: Instant;
        holdsUntil: Instant;
        reason: string;
        told: readonly Told[];
      }
    >
  | Entry<
      'extension-granted',
      OwnerClock & {
        request: string | null;
        reason: string | null;
        /** Whether a rung of the ladder had come already, so that it starts again in a new round. */
        restarts: boolean;
        /** By how many working days the deadline was put off. */
        workingDays: number;
        told: readonly Told[];
      }
    >
  | Entry<'extension-refused', OwnerClock & { request: string; reason: string; told: readonly Told[] }>
  | Entry<
      'window-extended',
      OwnerClock & {
        /** The time in which the right could not be used. */
        outageMs: number;
        /** Outages up to this instant have been given back. */
        creditedTo: Instant;
      }
    >
  | Entry<'grace-given', OwnerClock & { post: PostId; holder: OfficerId }>
  | Entry<
      'suspended',
      {
        stage: string;
        reason: string;
        parties: readonly { party: string; remaining: number; untilNext: number }[];
        clock: Clock;
        told: readonly Told[];
        with: DecidedWith;
      }
    >
  | Entry<
      'resumed',
      {
        stage: string;
        reason: string | null;
        parties: readonly { party: string; clock: Clock; skipped: readonly string[] }[];
        with: DecidedWith;
        told: readonly Told[];
      }
    >
  | Entry<'waived', { stage: string; parties: readonly string[]; reason: string; told: readonly Told[] }>
  | Entry<'urged', OfParty & { note: string | null; told: readonly Told[] }>
  | Entry<
      'rectification-ordered',
      OwnerClock & { reason: string; workingDays: number; told: readonly Told[] }
    >
  /** A report on the progress is to be made by `due` by whoever has the move; it is an obligation of its own, and no clock stops. */
  | Entry<
      'supervision-ordered',
      OfParty & {
        reason: string;
        due: Instant;
        /** The post from which it was ordered, which reviews the report. */
        orderedAs: PostId;
        /** Who has the move, and so owes the report. */
        mover: NamedParty;
        told: readonly Told[];
      }
    >
  /** What the party owes still passes to another post, with the time that is left. */
  | Entry<'handed-over', OwnerClock & { to: Party; told: readonly Told[] }>
  | Entry<'sent-to-launch', OfParty & { reason: string; launch: Launch; told: readonly Told[] }>
  | Entry<'replanned', { stage: string; parties: readonly ReplannedParty[]; with: DecidedWith }>;

export type StageEntryOf<K extends StageEntry['kind']> = Extract<StageEntry, { kind: K }>;
