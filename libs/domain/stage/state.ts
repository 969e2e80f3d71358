import type { Offset, OffsetUnit } from '../calendar/calendar.js';
import { HARMLESS_LADDER } from '../duty/default-ladders.js';
import type { Ladder, NamedParty, RungAction, StageDefinition } from '../duty/definition.js';
import { personOf } from '../organisation/person.js';
import type { OfficerId, PostId } from '../organisation/organisation.js';
import type { Instant } from '../time.js';

/** A post or body that owes (or may do) the one thing that a stage asks for. */
export interface Party {
  /** The id of the post or body, or a virtual post for somebody in person. */
  readonly id: string;
  readonly kind: 'post' | 'body' | 'person';
  /** Posts that act for it: the post itself; for a body its secretary and its chair. */
  readonly actsThrough: readonly PostId[];
  /** Who hears of it, nearest first; frozen at opening. */
  readonly levels: readonly PostId[];
  /** Who may review, in the order of preference; frozen at opening. */
  readonly reviewers: readonly PostId[];
  /** Of a body in an inquiry: the posts that belong to it; frozen at opening. */
  readonly members?: readonly PostId[];
  /** Of a body outside the institution: the post that writes to it, and hears what it owes; frozen at opening. */
  readonly desk?: PostId;
}

/** A rung with its instant; it leaves the clock when it fires or is skipped, so it cannot come twice. */
export interface PlannedRung {
  readonly name: string;
  readonly action: RungAction | 'review-suspension';
  readonly offset: number;
  readonly level?: number;
  readonly at: Instant;
  /** Set where it counts from something else than the due instant. */
  readonly moved?: RungMoved;
}

/** From where a rung counts that was put off without its due instant being moved, and what put it off. */
export interface RungMoved {
  readonly by: 'late-firing' | 'outage' | 'request' | 'resumption' | 'new-holder';
  readonly from: Instant;
  readonly offset: Offset;
}

/** What a due instant was computed from, so that it can be explained, and re-planned on another calendar. */
export type DueBasis =
  | {
      readonly kind: 'offset';
      /** What `from` is: the period's start or end, the opening, a submission, an order, a resumption... */
      readonly of: string;
      readonly from: Instant;
      readonly offset: Offset;
    }
  /** A date that somebody set. */
  | { readonly kind: 'fixed'; readonly of: string };

/** The one clock that runs for a party. */
export interface Clock<Of = 'owner' | 'review' | 'suspension'> {
  readonly of: Of;
  /** Counts reviews within the round, suspensions and confirmations within the party's life; 1 for the owner. */
  readonly turn: number;
  /** The post that has the move: the reviewer's, or the suspender's; null for the owner. */
  readonly post: PostId | null;
  readonly startedAt: Instant;
  readonly due: Instant;
  readonly basis: DueBasis;
  /** Rungs still to come, in the order in which they come. */
  readonly rungs: readonly PlannedRung[];
  /** Names of reminders that were left out, because their instant had passed when the clock was planned. */
  readonly skipped: readonly string[];
  /** People above who were told since this clock began: nobody is told twice. A suspension's holds who ordered it. */
  readonly told: readonly OfficerId[];
  /** A reviewer's clock: the posts above the reviewer, nearest first; frozen as it begins. */
  readonly above?: readonly PostId[];
}

/** The clock of whoever has to confirm what a clerk did in their name. */
export type Confirmation = Clock<'confirmation'>;

export type PartyStatus =
  | 'open'
  | 'in-review'
  | 'suspended'
  | 'fulfilled'
  | 'accepted-unreviewed'
  | 'waived'
  | 'lapsed'
  /** Another post took over what it still owed. */
  | 'handed-over'
  /** A right whose window closed in silence. */
  | 'window-closed';

/** How near the deadline is (三色预警); null when nothing is owed any more. */
export type Light = 'blue' | 'yellow' | 'red' | null;

/** What was handed in, and by whom. */
export interface Submission {
  readonly at: Instant;
  readonly by: OfficerId;
  /** Who answered for the party at that instant: it was handed in by them or in their name. */
  readonly principals: readonly OfficerId[];
  /** People of earlier stages from whom this one is kept apart: they do not review it; left out: nobody. */
  readonly apart?: readonly OfficerId[];
  /** Handed in by a clerk in the party's name, and not confirmed by the principal. */
  readonly unconfirmed: boolean;
  /** The principal has said that it was not handed in for them, when it had been accepted already. */
  readonly denied?: true;
  readonly late: boolean;
  /** What was left of the owner's time, in the ladder's unit; a return restores it. */
  readonly unused: number;
  readonly evidence: readonly EvidenceItem[];
  /** What another person has seen of the evidence that was given by reference. */
  readonly sightings: readonly Sighting[];
  /**
   * Set where nobody reviews and something was given by reference: how the party ends once another person has seen it. Until then the
   * owner's clock runs on.
   */
  readonly whenSighted: 'fulfilled' | 'accepted-unreviewed' | null;
  /** Decisions that become obligations of their own. */
  readonly followUps: readonly FollowUp[];
}

/** A decision of a meeting that becomes a tracked obligation of its own. */
export interface FollowUp {
  /** The document that says what is to be done. */
  readonly document: string;
  readonly post: PostId;
  readonly due: Instant;
}

/** One piece of evidence: a content-addressed document, never inline, or where it is kept. */
export type EvidenceItem = { readonly requirement: string } & (
  | {
      /** SHA-256 of a text or of an uploaded file, lower-case hex. */
      readonly document: string;
    }
  | { readonly reference: EvidenceReference }
);

/** Evidence that stays where it is, such as a classified file: neither its title nor its number is told. */
export interface EvidenceReference {
  /** The document that says where it is kept. */
  readonly place: string;
  readonly custodianPost: PostId;
  /** The post that is asked to look at it. */
  readonly sightedBy?: PostId;
}

/** Another person than those who answer for it has seen what a reference speaks of. */
export interface Sighting {
  readonly requirement: string;
  readonly by: OfficerId;
  readonly at: Instant;
}

export interface PendingExtension {
  readonly id: string;
  readonly by: OfficerId;
  readonly askedAt: Instant;
  readonly until: Instant;
  readonly holdsUntil: Instant;
}

export interface PausedClock {
  readonly clock: Clock;
  readonly status: 'open' | 'in-review';
  /** What is left until the due instant, in the ladder's unit, negative when it has passed; a right's holds the outages too. */
  readonly remaining: number;
  /** The same until the next rung after reminders, which may have been put off from the due instant or may come after it. */
  readonly untilNext: number;
}

/** A letter (公函) to a body outside the institution, or from it; its number, date and content stand in the document. */
export interface Letter {
  readonly direction: 'out' | 'in';
  readonly document: string;
  /** The file with the page itself: SHA-256. */
  readonly scan?: string;
  readonly at: Instant;
  readonly by: OfficerId;
  /** Another person who has compared the entry with the letter; null until then. */
  readonly confirmedBy: OfficerId | null;
}

export interface PartyState {
  readonly party: Party;
  readonly status: PartyStatus;
  /** Begins at 1; whatever starts the ladder again opens a new one: a return, an order to rectify, most extensions. */
  readonly round: number;
  readonly light: Light;
  readonly firstDue: Instant;
  readonly clock: Clock | null;
  readonly signedAt: Instant | null;
  readonly signedBy: OfficerId | null;
  /** Signed for by a clerk, and not confirmed by the principal. */
  readonly isReceiptUnconfirmed: boolean;
  /** Runs while the principal has to confirm what a clerk did, beside any other clock, and after the party has reached its end. */
  readonly confirmation: Confirmation | null;
  readonly confirmations: number;
  readonly submission: Submission | null;
  readonly extensions: number;
  /** By how many working days the deadline has been put off so far. */
  readonly extendedWorkingDays: number;
  readonly pendingExtension: PendingExtension | null;
  readonly paused: PausedClock | null;
  readonly suspensions: number;
  /** The outages up to this instant have been given back to a right. */
  readonly creditedTo: Instant | null;
  readonly graceGiven: boolean;
  readonly endedAt: Instant | null;
  /** In the order in which they were entered, which numbers them from 1; left out: none. */
  readonly letters?: readonly Letter[];
}

/** Counts of how the parties ended. */
export interface StageOutcome {
  readonly fulfilled: number;
  readonly waived: number;
  readonly lapsed: number;
  readonly windowClosed: number;
}

export interface StageState {
  readonly definition: StageDefinition;
  readonly openedAt: Instant;
  readonly parties: ReadonlyMap<string, PartyState>;
  /** Launch files opened here, as `round/answering post`: one each, however many parties led to it. */
  readonly launches: readonly string[];
  readonly outcome: StageOutcome | null;
}

/** The party as another stage would name it. */
export function asNamed({ id, kind, levels }: Party): NamedParty {
  const person = personOf(id);
  if (person !== undefined) return { kind: 'person', id: person, under: levels[0] ?? null };
  return { kind: kind === 'body' ? 'body' : 'post', id };
}

/** Whether the party has reached an end. */
export const hasEnded = (party: PartyState): boolean => party.endedAt !== null;

/** What was handed in and has not been returned: it waits to be seen or reviewed, or has been accepted. */
export function standingSubmission({ status, paused, submission }: PartyState): Submission | null {
  const stands = paused?.status ?? status;
  if (stands === 'open') return submission?.whenSighted ? submission : null;
  return stands === 'in-review' || stands === 'fulfilled' || stands === 'accepted-unreviewed'
    ? submission
    : null;
}

/** What every entry about one party begins with. */
export const ofParty = (
  stage: StageState,
  party: PartyState,
): { stage: string; party: string; round: number } => ({
  stage: stage.definition.name,
  party: party.party.id,
  round: party.round,
});

/** What the clock's rungs were planned by; null of a suspension's, whose only rung is planned from one review to the next. */
export function ladderOf(stage: StageState, clock: Clock | Confirmation): Ladder | null {
  switch (clock.of) {
    case 'owner':
      return stage.definition.ladder;
    case 'review':
      return stage.definition.review?.ladder ?? null;
    case 'suspension':
      return null;
    case 'confirmation':
      return HARMLESS_LADDER;
  }
}

/** The unit in which the clock's rungs count; a suspension's review counts calendar days. */
export function unitOf(stage: StageState, clock: Clock | Confirmation): OffsetUnit {
  switch (clock.of) {
    case 'owner':
      return stage.definition.ladder.unit;
    case 'review':
      return stage.definition.review?.ladder.unit ?? 'workingDays';
    case 'suspension':
      return 'calendarDays';
    case 'confirmation':
      return HARMLESS_LADDER.unit;
  }
}
