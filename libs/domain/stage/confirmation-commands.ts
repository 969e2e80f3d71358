import { refuse, type Decision, type Refusal } from '../subject/machine.js';
import type { StageCommandOf } from './commands.js';
import { decidedWith } from './context.js';
import type { StageEntry } from './entries.js';
import { barring, debtorsOf, reachUp, tellLevel, tellMover, uniqueTold } from './reach.js';
import { clockAfterReturn } from './review-commands.js';
import { hasEnded, ofParty, standingSubmission } from './state.js';
import { isDebtor, mayMove, takesOver, type Target } from './target.js';

type Decided = Decision<StageEntry>;
type Refused = { readonly refusal: Refusal };

/**
 * The principal confirms what a clerk signed for or handed in for them, also when it has been decided on already; or another clerk enters
 * the page on which they signed that.
 */
export function confirm(target: Target, { scan }: StageCommandOf<'confirm'>): Decided {
  const { stage, party, at, actor } = target;
  const isOnPaper = scan !== undefined && actor.asClerk && !isDebtor(target);
  const barred = isOnPaper ? hasActed(target) : notThePrincipal(target);
  if (barred) return barred;
  const entry = {
    at,
    actor: actor.officer,
    onBehalfOf: isOnPaper ? party.party.id : null,
    body: { ...ofParty(stage, party), ...(scan === undefined ? {} : { scan }) },
  };
  const entries: StageEntry[] = [];
  if (party.isReceiptUnconfirmed) entries.push({ ...entry, kind: 'receipt-confirmed' });
  if (standingSubmission(party)?.unconfirmed) entries.push({ ...entry, kind: 'submission-confirmed' });
  return { entries };
}

/**
 * The principal says that it was not done for them. What was handed in goes back to them with the time that was left, as if it had been
 * returned; what has been accepted already stays, and is marked. A receipt is taken back.
 */
export function deny(target: Target, { reason }: StageCommandOf<'deny'>): Decided {
  const { stage, party, at, actor, facts } = target;
  const barred = notThePrincipal(target);
  if (barred) return barred;
  const { organisation } = facts;
  const above = reachUp(
    organisation,
    party.party.levels,
    0,
    at,
    barring(['is-the-debtor', debtorsOf(organisation, party.party, at)]),
  );
  const told = tellLevel(above);
  const common = { at, actor: actor.officer, onBehalfOf: null };
  const submission = standingSubmission(party);
  if (!submission?.unconfirmed)
    return {
      entries: [{ ...common, kind: 'receipt-denied', body: { ...ofParty(stage, party), reason, told } }],
    };
  // What waits to be seen leaves the owner's clock running; what has been accepted has none.
  const goesBack = !hasEnded(party) && party.status !== 'open';
  const tooLate = goesBack ? mayMove(party, 'return') : null;
  if (tooLate) return tooLate;
  return {
    entries: [
      {
        ...common,
        kind: 'submission-denied',
        body: {
          ...ofParty(stage, party),
          reason,
          clock: goesBack ? clockAfterReturn(target, submission) : party.clock,
          told: uniqueTold([...(hasEnded(party) ? [] : tellMover(organisation, party, at)), ...told]),
          with: decidedWith(facts),
        },
      },
    ],
  };
}

/** Refuses whoever does not answer for the party, or acted as the clerk. */
function notThePrincipal(target: Target): Refused | null {
  if (!isDebtor(target) && !takesOver(target))
    return refuse('not-yours', 'Only the principal confirms what was done on their behalf.');
  return hasActed(target);
}

/** Refuses the clerk who did what is to be confirmed. */
function hasActed({ party, actor }: Target): Refused | null {
  const submission = standingSubmission(party);
  const acted = [
    party.isReceiptUnconfirmed ? party.signedBy : null,
    submission?.unconfirmed ? submission.by : null,
  ];
  if (!acted.includes(actor.officer)) return null;
  return refuse('same-person', 'Whoever did it on behalf cannot confirm it as well.');
}
