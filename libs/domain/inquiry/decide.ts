import type { ObligationEntry, ObligationState } from '../obligation/obligation.js';
import type { StageEntry } from '../stage/entries.js';
import { hasEnded } from '../stage/state.js';
import { refuse } from '../subject/machine.js';
import type { InquiryCommand, InquiryCommandFor } from './commands.js';
import { correctDecision, decideAppeal, decideInquiry, fileAppeal } from './decision.js';
import {
  appointSubstitute,
  declareConflict,
  decideObjection,
  formGroup,
  raiseObjection,
  releaseMember,
} from './group.js';
import { answerComment, askHearing, commentFacts, lookAtFile, serve } from './hearing.js';
import { decideLaunch } from './launch.js';
import { draftReport, signReport } from './report.js';
import { asPrincipal, by, stepOf, type Decided, type InquiryFacts, type Step } from './step.js';

/** What is done in an inquiry beside handing in at its stages. */
export function decideOnInquiry(
  state: ObligationState,
  command: InquiryCommand,
  facts: InquiryFacts,
): Decided {
  if (state.brief.duty.procedure !== 'inquiry')
    return refuse('not-an-inquiry', 'This is a duty like any other: only an inquiry has such a step.');
  const step = stepOf(state, command, facts);
  switch (command.kind) {
    case 'decide-launch':
      return decideLaunch(step, command);
    case 'form-group':
      return formGroup(step, command);
    case 'declare-conflict':
      return declareConflict(step, command);
    case 'release-member':
      return releaseMember(step, command);
    case 'appoint-substitute':
      return appointSubstitute(step, command);
    case 'raise-objection':
      return raiseObjection(step, command);
    case 'decide-objection':
      return decideObjection(step, command);
    case 'serve':
      return serve(step, command);
    case 'look-at-file':
      return lookAtFile(step);
    case 'ask-hearing':
      return askHearing(step);
    case 'comment-facts':
      return commentFacts(step, command);
    case 'answer-comment':
      return answerComment(step, command);
    case 'draft-report':
      return draftReport(step, command);
    case 'sign-report':
      return signReport(step, command);
    case 'decide-inquiry':
      return decideInquiry(step, command);
    case 'file-appeal':
      return fileAppeal(step, command);
    case 'decide-appeal':
      return decideAppeal(step, command);
    case 'correct-decision':
      return correctDecision(step, command);
    case 'end-inquiry':
      return endInquiry(step, command);
  }
}

/**
 * Ends an inquiry before its course is over: withdrawn, by the death of whom it is about, merged into another file on the same fact, or
 * referred to whoever is competent. A transfer ends nothing, and what was decided stands.
 */
function endInquiry(step: Step, { how, reason, into }: InquiryCommandFor<'end-inquiry'>): Decided {
  const { state, inquiry, actor, at } = step;
  const refused = asPrincipal(step);
  if (refused) return refused;
  if (inquiry.decision !== null)
    return refuse('already-decided', 'A decision stands: it is corrected, and not withdrawn.');
  if ((how === 'merged') !== (into !== null))
    return refuse('into-required', 'A merge names the inquiry that goes on, and only a merge does.');
  const ended = state.stages
    .filter(({ outcome }) => outcome === null)
    .map(({ definition, parties }): StageEntry => ({
      kind: 'waived',
      at,
      actor: actor.officer,
      onBehalfOf: null,
      body: {
        stage: definition.name,
        parties: [...parties.values()].filter((party) => !hasEnded(party)).map(({ party }) => party.id),
        reason,
        told: [],
      },
    }));
  const closed: ObligationEntry = {
    kind: 'obligation-closed',
    at,
    actor: null,
    onBehalfOf: null,
    body: { result: how === 'merged' ? 'merged' : 'waived' },
  };
  return { entries: [by(step, 'inquiry-ended', { how, reason, into }), ...ended, closed] };
}
