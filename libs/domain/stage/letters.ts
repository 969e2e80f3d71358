import { refuse, type Decision, type Refusal } from '../subject/machine.js';
import type { StageCommandOf } from './commands.js';
import type { StageEntry } from './entries.js';
import { handIn } from './owner-commands.js';
import { ofParty } from './state.js';
import { isLive, isRefused, mayMove, takesOver, type Target } from './target.js';

/*
 * A body outside the institution has no accounts: it is written to, and answers by letter. One person enters a letter, another compares the
 * entry with the page; an answer counts from then as what the body has handed in.
 */

type Decided = Decision<StageEntry>;

/** Enters a letter that went out or came in. */
export function recordLetter(target: Target, command: StageCommandOf<'record-letter'>): Decided {
  const { stage, party, at, actor } = target;
  const barred = mayHandleLetters(target) ?? isLive(party);
  if (barred) return barred;
  const { direction, document, scan } = command;
  return {
    entries: [
      {
        kind: 'letter-recorded',
        at,
        actor: actor.officer,
        onBehalfOf: null,
        body: {
          ...ofParty(stage, party),
          letter: (party.letters?.length ?? 0) + 1,
          direction,
          document,
          ...(scan === undefined ? {} : { scan }),
        },
      },
    ],
  };
}

/** Confirms what another person has entered; with an answer the body has handed in what was asked for. */
export function confirmLetter(target: Target, command: StageCommandOf<'confirm-letter'>): Decided {
  const { stage, party, at, actor } = target;
  const barred = mayHandleLetters(target) ?? isLive(party);
  if (barred) return barred;
  const letter = party.letters?.[command.letter - 1];
  if (letter === undefined) return refuse('unknown-letter', `There is no letter ${command.letter} here.`);
  if (letter.confirmedBy !== null) return refuse('already-confirmed', 'This letter was confirmed already.');
  if (letter.by === actor.officer)
    return refuse('same-person', 'It takes another person than whoever entered the letter.');
  const confirmed: StageEntry = {
    kind: 'letter-confirmed',
    at,
    actor: actor.officer,
    onBehalfOf: null,
    body: { ...ofParty(stage, party), letter: command.letter },
  };
  // By which a body decides in an inquiry is entered as its decision, with what the letter says.
  if (letter.direction === 'out' || 'inquiry' in stage.definition.parties) return { entries: [confirmed] };
  const answer = mayMove(party, 'submit');
  if (answer) return answer;
  const shown = letter.scan ?? letter.document;
  const handedIn = handIn(target, {
    evidence: stage.definition.evidence.map(({ name }) => ({ requirement: name, document: shown })),
    followUps: [],
    onBehalfOf: party.party.id,
    involved: [letter.by],
  });
  return isRefused(handedIn) ? handedIn : { entries: [confirmed, ...handedIn.entries] };
}

/** Letters are for bodies outside; they are kept by a clerk, or by whoever acts in the post that writes to the body. */
function mayHandleLetters(target: Target): { readonly refusal: Refusal } | null {
  const { party, actor, facts, at } = target;
  const { desk } = party.party;
  if (desk === undefined)
    return refuse(
      'not-external',
      'Letters are for bodies outside the institution: others hand in themselves.',
    );
  if (actor.asClerk || facts.organisation.actsIn(actor.officer, desk, at) || takesOver(target)) return null;
  return refuse(
    'not-yours',
    'Only a clerk, or whoever acts in the post that writes to the body, may do this.',
  );
}
