import type { Instant } from '../time.js';
import type { PartyGroup, StageEntry } from './entries.js';
import { isDeadline } from './ladder.js';
import type {
  Clock,
  Confirmation,
  Letter,
  Party,
  PartyState,
  PartyStatus,
  Sighting,
  Submission,
} from './state.js';
import { assertTransition, type Move } from './transitions.js';

export const newParty = (party: Party, group: PartyGroup, openedAt: Instant): PartyState => ({
  party,
  status: 'open',
  round: 1,
  // Where a reminder's instant has passed already, the deadline is near.
  light: group.skipped.length > 0 ? 'yellow' : 'blue',
  firstDue: group.due,
  clock: {
    of: 'owner',
    turn: 1,
    post: null,
    startedAt: openedAt,
    due: group.due,
    basis: group.basis,
    rungs: group.rungs,
    skipped: group.skipped,
    told: [],
  },
  signedAt: null,
  signedBy: null,
  isReceiptUnconfirmed: false,
  confirmation: null,
  confirmations: 0,
  submission: null,
  extensions: 0,
  extendedWorkingDays: 0,
  pendingExtension: null,
  paused: null,
  suspensions: 0,
  creditedTo: null,
  graceGiven: false,
  endedAt: null,
});

/** Kinds of entries about what a clerk did, which may come after the party has ended. */
export type ConfirmationEntryKind =
  | 'confirmation-asked'
  | 'confirmation-awaited'
  | 'submission-confirmed'
  | 'receipt-confirmed'
  | 'receipt-denied'
  | 'submission-denied';

type PartyEntry = Exclude<
  StageEntry,
  {
    kind:
      | 'stage-opened'
      | 'stage-closed'
      | 'suspended'
      | 'resumed'
      | 'waived'
      | 'replanned'
      | 'rung-fired'
      | 'sent-to-launch'
      | 'handed-over'
      | ConfirmationEntryKind;
  }
>;

export function evolveParty(party: PartyState, entry: PartyEntry): PartyState {
  const { at } = entry;
  switch (entry.kind) {
    case 'duty-signed':
      return {
        ...party,
        signedAt: at,
        signedBy: entry.actor,
        isReceiptUnconfirmed: entry.onBehalfOf !== null,
      };
    case 'evidence-submitted': {
      const {
        to,
        principals,
        apart,
        late,
        unused,
        evidence,
        followUps,
        review,
        whenSighted = null,
      } = entry.body;
      const submission: Submission = {
        at,
        by: entry.actor ?? '',
        principals,
        ...(apart ? { apart } : {}),
        // A letter has been confirmed by another person before it is handed in.
        unconfirmed: entry.onBehalfOf !== null && party.party.desk === undefined,
        late,
        unused,
        evidence,
        sightings: [],
        whenSighted,
        followUps,
      };
      const handedIn = { ...(isTheirOwn(submission) ? acknowledged(party) : party), submission };
      // The owner's clock runs on, and with it what it waits for.
      if (to === 'open') return move(handedIn, 'submit', to);
      const next = { ...handedIn, pendingExtension: null };
      return to === 'in-review'
        ? { ...move(next, 'submit', to), clock: review }
        : end(next, 'submit', to, at);
    }
    case 'evidence-sighted': {
      const { requirements, to } = entry.body;
      const seen = requirements.map((requirement): Sighting => ({ requirement, by: entry.actor ?? '', at }));
      const submission = party.submission && {
        ...party.submission,
        sightings: [...party.submission.sightings, ...seen],
      };
      const next = { ...party, submission };
      return to === null ? move(next, 'sight', party.status) : end(next, 'sight', to, at);
    }
    case 'letter-recorded': {
      const { direction, document, scan } = entry.body;
      const letter: Letter = {
        direction,
        document,
        ...(scan === undefined ? {} : { scan }),
        at,
        by: entry.actor ?? '',
        confirmedBy: null,
      };
      return { ...party, letters: [...(party.letters ?? []), letter] };
    }
    case 'letter-confirmed': {
      const letters = (party.letters ?? []).map((letter, index) =>
        index + 1 === entry.body.letter ? { ...letter, confirmedBy: entry.actor } : letter,
      );
      return { ...party, letters };
    }
    case 'submission-accepted':
      return end(party, 'accept', 'fulfilled', at);
    case 'submission-returned': {
      const { clock, extended, workingDays } = entry.body;
      const next = returned(party, clock);
      return extended ? extendedBy(next, workingDays) : next;
    }
    case 'rung-put-off':
      return { ...party, clock: { ...clockOf(party), rungs: entry.body.rungs } };
    case 'rung-skipped':
      return { ...party, clock: without(clockOf(party), entry.body.rung) };
    case 'extension-requested': {
      const { request: id, until, holdsUntil, clock } = entry.body;
      const pendingExtension = { id, by: entry.actor ?? '', askedAt: at, until, holdsUntil };
      return { ...party, clock, pendingExtension };
    }
    case 'extension-granted': {
      const { clock, restarts, workingDays } = entry.body;
      const extended = extendedBy(move(party, 'extend', 'open'), workingDays);
      return restarts ? newRound(extended, clock) : { ...extended, clock, pendingExtension: null };
    }
    case 'extension-refused':
      return { ...party, clock: entry.body.clock, pendingExtension: null };
    case 'window-extended':
      return { ...party, clock: entry.body.clock, creditedTo: entry.body.creditedTo };
    case 'grace-given': {
      const { clock } = entry.body;
      const light = party.light === 'red' ? 'red' : 'blue';
      return { ...party, clock, graceGiven: true, light, pendingExtension: stillHeld(party, clock) };
    }
    case 'urged':
    case 'supervision-ordered':
      return party;
    case 'rectification-ordered': {
      // What waited to be seen was not enough: it has to be handed in again.
      const submission = party.submission && { ...party.submission, whenSighted: null };
      const next = newRound(move({ ...party, submission }, 'rectify', 'open'), entry.body.clock);
      return extendedBy(next, entry.body.workingDays);
    }
  }
}

/** Whether whoever answers for it handed it in themselves. */
const isTheirOwn = ({ by, principals }: Submission): boolean => principals.includes(by);

/** Nothing is left to be confirmed: whoever hands in has received it. */
const acknowledged = (party: PartyState): PartyState => ({
  ...party,
  isReceiptUnconfirmed: false,
  confirmation: null,
});

/** What is returned needs no confirmation any more; a receipt still does. */
export const returned = (party: PartyState, clock: Clock): PartyState => ({
  ...newRound(move(party, 'return', 'open'), clock),
  confirmation: unlessReceipt(party),
});

/** What is still asked for when the submission needs no confirmation any more. */
export const unlessReceipt = ({ isReceiptUnconfirmed, confirmation }: PartyState): Confirmation | null =>
  isReceiptUnconfirmed ? confirmation : null;

export const clockOf = (party: PartyState): Clock => {
  if (party.clock === null) throw new Error(`party ${party.party.id} has ended: no clock runs for it`);
  return party.clock;
};

export const without = <C extends Clock | Confirmation>(clock: C, name: string): C => {
  const [first, ...rest] = clock.rungs;
  if (first?.name !== name) throw new Error(`rung "${name}" is not the next one`);
  return { ...clock, rungs: rest };
};

export function move(party: PartyState, by: Move, to: PartyStatus): PartyState {
  assertTransition(party.status, by, to);
  return { ...party, status: to };
}

export const end = (party: PartyState, by: Move, to: PartyStatus, at: Instant): PartyState => ({
  ...move(party, by, to),
  clock: null,
  paused: null,
  pendingExtension: null,
  light: null,
  endedAt: at,
});

export const newRound = (party: PartyState, clock: Clock): PartyState => ({
  ...party,
  round: party.round + 1,
  clock,
  light: 'blue',
  pendingExtension: null,
});

export const extendedBy = (party: PartyState, workingDays: number): PartyState => ({
  ...party,
  extensions: party.extensions + 1,
  extendedWorkingDays: party.extendedWorkingDays + workingDays,
});

/** A waiting request as the clock, planned anew, holds the deadline for it. */
export const stillHeld = ({ pendingExtension }: PartyState, clock: Clock): PartyState['pendingExtension'] =>
  pendingExtension && { ...pendingExtension, holdsUntil: clock.rungs.find(isDeadline)?.at ?? clock.due };
