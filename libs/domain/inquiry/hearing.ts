import { personPost } from '../organisation/person.js';
import type { Told } from '../stage/entries.js';
import { refuse } from '../subject/machine.js';
import type { InquiryCommandFor } from './commands.js';
import type { Respondent, Served } from './inquiry.js';
import { membersOf, peopleOf, respondentFor, principalsOf, respondentsOf, roundsOf } from './people.js';
import { asMember, by, done, openStageOf, ownParty, type Decided, type Step } from './step.js';

/** The stage in which each is served, whose clock ends once every respondent has been. */
const STAGE_OF: Readonly<Record<Served, string>> = {
  notice: 'notice',
  facts: 'draft-facts',
  decision: 'service',
};

/** Serves a respondent (送达), and records it: no clock of theirs starts before. */
export function serve(step: Step, { what, respondent, document }: InquiryCommandFor<'serve'>): Decided {
  const { state, inquiry, facts, at } = step;
  const refused = asMember(step, { leadOnly: true });
  if (refused) return refused;
  const own = ownParty(step, STAGE_OF[what]);
  if (own === undefined) return refuse('not-now', 'This is not the time for that: see which stage is open.');
  const found = respondentsOf(state).find(({ id }) => id === respondent);
  if (found === undefined) return refuse('not-a-respondent', `The inquiry is not about "${respondent}".`);
  if (inquiry.served[what].includes(respondent))
    return refuse('already-served', 'That has been served already.');
  const isLast = respondentsOf(state).every(
    ({ id }) => id === respondent || inquiry.served[what].includes(id),
  );
  const told = peopleOf([found], facts.organisation, at).map((officer): Told & { as: 'respondent' } => ({
    officer,
    post: personPost(officer),
    as: 'respondent',
  }));
  return {
    entries: [by(step, 'served', { what, respondent, document, told }), ...(isLast ? [done(step, own)] : [])],
  };
}

/** Somebody looks at the file: each look is on record. */
export function lookAtFile(step: Step): Decided {
  const { state, inquiry, facts, actor, at } = step;
  const { organisation } = facts;
  if (membersOf(state).some(({ officer }) => officer === actor.officer))
    return { entries: [by(step, 'file-looked-at', { as: 'group' })] };
  if (respondentFor(state, actor.officer, organisation, at) !== undefined) {
    const isOpen = roundsOf(state, 'file-access').some(({ outcome }) => (outcome?.fulfilled ?? 0) > 0);
    return isOpen
      ? { entries: [by(step, 'file-looked-at', { as: 'respondent' })] }
      : refuse('file-not-open', 'The file has not been opened to you yet.');
  }
  const decider = openStageOf(step, 'decision') ?? openStageOf(step, 'appeal-decision');
  const isDecider = [...(decider?.parties.values() ?? [])].some(({ party }) =>
    (organisation.body(party.id, at)?.memberPostIds ?? []).some((post) =>
      organisation.actsIn(actor.officer, post, at),
    ),
  );
  if (isDecider) return { entries: [by(step, 'file-looked-at', { as: 'decider' })] };
  // Before the launch it is open to whoever is asked, and to those above.
  const post = inquiry.launch?.post;
  const above = [
    ...principalsOf(state),
    ...(post === undefined ? [] : [post, ...organisation.chainAbove(post, at)]),
  ];
  return above.some((one) => organisation.actsIn(actor.officer, one, at))
    ? { entries: [by(step, 'file-looked-at', { as: 'superior' })] }
    : refuse('not-yours', 'This file is not open to you.');
}

/** A respondent asks to be heard, as long as the window for the statement is open. */
export function askHearing(step: Step): Decided {
  const { state, inquiry, facts, actor, at } = step;
  const respondent = respondentFor(state, actor.officer, facts.organisation, at);
  if (respondent === undefined)
    return refuse('not-yours', 'Whoever the inquiry is about may ask to be heard.');
  if (openStageOf(step, 'statement') === undefined)
    return refuse('window-closed', 'A hearing is asked for while the window for the statement is open.');
  if (inquiry.hearingAskedBy.includes(respondent.id))
    return refuse('already-asked', 'A hearing has been asked for already.');
  return { entries: [by(step, 'hearing-asked', { respondent: respondent.id })] };
}

/** A respondent comments on the draft facts and signs: agrees, disagrees, or refuses to sign. */
export function commentFacts(step: Step, { stance, document }: InquiryCommandFor<'comment-facts'>): Decided {
  const { state, facts, actor, at } = step;
  const respondent: Respondent | undefined = respondentFor(state, actor.officer, facts.organisation, at);
  if (respondent === undefined) return refuse('not-yours', 'Whoever the inquiry is about may comment.');
  const own = ownParty(step, 'comments');
  if (own === undefined)
    return refuse(
      'window-closed',
      'The window for comments is not open for you: it has closed, or you have commented.',
    );
  if (stance === 'disagree' && document === null)
    return refuse('comment-required', 'Say what you do not agree with.');
  return {
    entries: [by(step, 'facts-commented', { respondent: respondent.id, stance, document }), done(step, own)],
  };
}

/** The group answers each comment: adopted, or not, because. */
export function answerComment(
  step: Step,
  { respondent, isAdopted, reason }: InquiryCommandFor<'answer-comment'>,
): Decided {
  const refused = asMember(step, { leadOnly: true });
  if (refused) return refused;
  const own = ownParty(step, 'answers');
  if (own === undefined) return refuse('not-now', 'Comments are answered once their window has closed.');
  const open = step.inquiry.comments.filter(needsAnswer);
  if (!open.some((comment) => comment.by === respondent))
    return refuse('nothing-to-answer', 'No comment of theirs waits for an answer.');
  return {
    entries: [
      by(step, 'comment-answered', { respondent, isAdopted, reason }),
      ...(open.length === 1 ? [done(step, own)] : []),
    ],
  };
}

/** Whether a comment says something that is to be answered, and has not been. */
export const needsAnswer = ({
  document,
  isAdopted,
}: {
  readonly document: string | null;
  readonly isAdopted: boolean | null;
}): boolean => document !== null && isAdopted === null;
