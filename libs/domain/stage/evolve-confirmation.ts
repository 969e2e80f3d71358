import type { StageEntryOf } from './entries.js';
import { returned, unlessReceipt, without, type ConfirmationEntryKind } from './evolve-party.js';
import { hasEnded, type Clock, type PartyState } from './state.js';

/** A party after an entry about what a clerk did for it; nothing else of it changes, unless what was handed in goes back to the owner. */
export function evolveConfirmation(
  party: PartyState,
  entry: StageEntryOf<ConfirmationEntryKind>,
): PartyState {
  switch (entry.kind) {
    case 'confirmation-asked':
      return { ...party, confirmation: entry.body.clock, confirmations: entry.body.clock.turn };
    case 'confirmation-awaited': {
      const { rung, rungs, action, told } = entry.body;
      if (party.confirmation === null) throw new Error(`nothing of ${party.party.id} is to be confirmed`);
      if (action === 'lapse') return { ...party, confirmation: null };
      const above = told.filter((t) => t.as === 'level').map((t) => t.officer);
      const { confirmation } = party;
      return {
        ...party,
        confirmation: {
          ...without(confirmation, rung),
          ...(rungs ? { rungs } : {}),
          told: [...confirmation.told, ...above],
        },
      };
    }
    case 'receipt-confirmed':
      return { ...party, isReceiptUnconfirmed: false, confirmation: null };
    case 'submission-confirmed':
      return {
        ...party,
        submission: party.submission && { ...party.submission, unconfirmed: false },
        confirmation: null,
      };
    case 'receipt-denied':
      return { ...party, signedAt: null, signedBy: null, isReceiptUnconfirmed: false, confirmation: null };
    case 'submission-denied': {
      const { clock } = entry.body;
      if (party.status === 'in-review') return returned(party, clock as Clock);
      const { submission } = party;
      return {
        ...party,
        submission:
          submission &&
          (hasEnded(party) ? { ...submission, denied: true } : { ...submission, whenSighted: null }),
        confirmation: unlessReceipt(party),
      };
    }
  }
}
