import type { InquiryRules, Measure } from '../duty/definition.js';
import { quorumOf, USUAL_QUORUM } from '../organisation/quorum.js';
import type { Body } from '../organisation/organisation.js';
import type { PartyState, StageState } from '../stage/state.js';
import { refuse } from '../subject/machine.js';
import type { InquiryCommandFor } from './commands.js';
import type { DecidedMeasure, Decision, Votes } from './inquiry.js';
import { isComplete, peopleOf, respondentFor, respondentsOf } from './people.js';
import {
  asPrincipal,
  by,
  done,
  isMember,
  openStageOf,
  ownParty,
  type Decided,
  type Refused,
  type Step,
} from './step.js';

type Command = InquiryCommandFor<'decide-inquiry'> | InquiryCommandFor<'decide-appeal'>;

/**
 * The competent body decides (处理决定), entered by its chair or its secretary with who took part and how they voted. Competence and form are
 * checked here; what is decided is not.
 */
export function decideInquiry(step: Step, command: InquiryCommandFor<'decide-inquiry'>): Decided {
  const own = deciding(step, 'decision');
  if ('refusal' in own) return own;
  // A conflict may come up after the report has been signed: then nothing is decided on it as it stands.
  if (!isComplete(step.state))
    return refuse(
      'group-incomplete',
      'A member of the group has a conflict, or has not said: see to that first.',
    );
  const faulty = decisionFault(step, own.body, command);
  if (faulty) return faulty;
  const { followUps, votes } = command;
  return {
    entries: [
      by(step, 'inquiry-decided', { ...decisionOf(own.body, command), votes }),
      done(step, own, followUps),
    ],
  };
}

/** An appeal (申诉) in writing: the window is one month by default, and nothing is worse for having used it. */
export function fileAppeal(step: Step, { document }: InquiryCommandFor<'file-appeal'>): Decided {
  const { state, facts, actor, at } = step;
  const respondent = respondentFor(state, actor.officer, facts.organisation, at);
  const own = ownParty(step, 'appeal');
  if (respondent === undefined) return refuse('not-yours', 'Whoever the decision is about may appeal.');
  if (own === undefined)
    return refuse(
      'window-closed',
      'The window for an appeal is not open for you: it has closed, or you have appealed.',
    );
  return { entries: [by(step, 'appeal-filed', { respondent: respondent.id, document }), done(step, own)] };
}

/** Decided by the competent body on what people outside the group prepared; a worse result is refused. */
export function decideAppeal(step: Step, command: InquiryCommandFor<'decide-appeal'>): Decided {
  const { inquiry, state, facts, at } = step;
  const own = deciding(step, 'appeal-decision');
  if ('refusal' in own) return own;
  const { preparedBy, votes, reasons } = command;
  if (isMember(step, preparedBy))
    return refuse('same-person', 'An appeal is prepared by people who were not in the group.');
  if (peopleOf(respondentsOf(state), facts.organisation, at).includes(preparedBy))
    return refuse('same-person', 'Nobody prepares their own appeal.');
  const faulty = decisionFault(step, own.body, command);
  if (faulty) return faulty;
  const decision = decisionOf(own.body, command);
  if (isWorse(state.brief.duty.inquiry, inquiry.revised ?? inquiry.decision, decision))
    return refuse('worse-result', 'An appeal never leads to a worse result.');
  return {
    entries: [
      by(step, 'appeal-decided', { preparedBy, reasons, decision, votes: votes as Votes }),
      done(step, own),
    ],
  };
}

/** Corrects a decision (纠正) in favour of whom it is about, at any time. */
export function correctDecision(step: Step, command: InquiryCommandFor<'correct-decision'>): Decided {
  const { inquiry, state } = step;
  const refused = asPrincipal(step);
  if (refused) return refused;
  const before = inquiry.revised ?? inquiry.decision;
  if (before === null) return refuse('not-decided', 'Nothing has been decided yet.');
  const decision = { ...decisionOf({ id: before.by }, command), by: before.by };
  if (isWorse(state.brief.duty.inquiry, before, decision))
    return refuse('worse-result', 'A worse result needs new evidence and fresh notice: open another file.');
  return { entries: [by(step, 'decision-corrected', { reasons: command.reasons, decision })] };
}

interface Deciding {
  readonly stage: StageState;
  readonly party: PartyState;
  readonly body: Body;
}

/** The body whose turn it is, for whoever acts for it. */
function deciding(step: Step, name: string): Deciding | Refused {
  const { facts, actor, at } = step;
  const stage = openStageOf(step, name);
  const [party] = stage?.parties.values() ?? [];
  if (stage === undefined || party === undefined)
    return refuse('not-now', 'Nothing waits for a decision: see which stage is open.');
  const body = facts.organisation.body(party.party.id, at);
  if (body === undefined) return refuse('unknown-body', 'The body that decides does not exist any more.');
  const desk = party.party.desk;
  const acts = desk === undefined ? party.party.actsThrough : [desk];
  if (!acts.some((post) => facts.organisation.actsIn(actor.officer, post, at)))
    return refuse(
      'no-authority',
      'Only the chair or the secretary of the competent body enters its decision.',
    );
  const isOutside = desk !== undefined;
  const hasAnswer = party.letters?.some(
    ({ direction, confirmedBy }) => direction === 'in' && confirmedBy !== null,
  );
  if (isOutside && !hasAnswer)
    return refuse(
      'letter-missing',
      'Enter the letter of the body first, and have another person confirm it.',
    );
  return { stage, party, body };
}

function decisionFault(step: Step, body: Body, command: Command): Refused | null {
  const { state, inquiry } = step;
  const { outcome, measures, exemption, reasons } = command;
  if (inquiry.report === null)
    return refuse('report-missing', 'Nothing is decided before the report is signed.');
  if (reasons === '') return refuse('reason-required', 'A decision gives its reasons.');
  if ((outcome === 'exempt') !== (exemption !== null))
    return refuse('exemption-ground', 'An exemption names its ground, and only an exemption does.');
  const hasMeasures = outcome === 'measures' || outcome === 'lighter';
  if (hasMeasures !== measures.length > 0)
    return refuse('measure-required', 'Measures are named where that is the outcome, and only there.');
  const table = state.brief.duty.inquiry?.measures ?? [];
  for (const measure of measures) {
    const faulty = measureFault(step, body, measure, table, outcome === 'lighter');
    if (faulty) return faulty;
  }
  return votesFault(step, body, command.votes);
}

function measureFault(
  { state, facts, at }: Step,
  body: Body,
  { measure, respondent }: DecidedMeasure,
  table: readonly Measure[],
  isLighter: boolean,
): Refused | null {
  const row = table.find(({ name }) => name === measure);
  if (row === undefined)
    return refuse('unknown-measure', `The table of this unit has no measure "${measure}".`);
  const about = respondentsOf(state).find(({ id }) => id === respondent);
  if (about === undefined) return refuse('not-a-respondent', `The inquiry is not about "${respondent}".`);
  if ((about.kind === 'body') !== (row.against === 'body'))
    return refuse(
      'wrong-measure',
      `The measure "${measure}" is not for ${about.kind === 'body' ? 'a body' : 'a person'}.`,
    );
  if (row.isLighter !== isLighter)
    return refuse(
      'wrong-measure',
      `The measure "${measure}" is ${row.isLighter ? 'lighter handling' : 'no lighter handling'}.`,
    );
  const competent = facts.organisation.bodyOfKind(row.decidedBy, state.brief.unitId, at);
  const isAbove =
    competent !== undefined &&
    body.unitId !== competent.unitId &&
    facts.organisation.isWithin(competent.unitId, body.unitId, at);
  return competent?.id === body.id || isAbove
    ? null
    : refuse('not-competent', `Another body decides on the measure "${measure}": see the competence table.`);
}

/** Enough members took part, none of them concerned or of the group, and more than half of all voted for it. */
function votesFault(step: Step, body: Body, votes: Votes | null): Refused | null {
  const { state, facts, at } = step;
  const { organisation } = facts;
  // A body outside the institution answers by letter, which says how it decided.
  if (body.deskPostId != null)
    return votes === null
      ? null
      : refuse('letters-only', 'A body outside the institution decides by letter.');
  if (votes === null) return refuse('votes-required', 'Say who took part and how they voted.');
  const members = organisation.membersOf(body.id, at);
  const stranger = [...votes.present, ...votes.recused].find((post) => !members.includes(post));
  if (stranger !== undefined) return refuse('not-a-member', `"${stranger}" is no member of the body.`);
  const about = peopleOf(respondentsOf(state), organisation, at);
  const personal = respondentsOf(state).every(({ kind }) => kind === 'person');
  const biased = votes.present
    .filter((post) => !votes.recused.includes(post))
    .map((post) => organisation.holderOf(post, at))
    .find(
      (officer) =>
        officer !== undefined && (isMember(step, officer) || (personal && about.includes(officer))),
    );
  if (biased !== undefined)
    return refuse(
      'recused',
      `"${biased}" is concerned, or was in the group, and takes no part in the decision.`,
    );
  const rule = (body.quorum ?? USUAL_QUORUM).personnel;
  const held = (posts: readonly string[]): string[] =>
    posts.flatMap((post) => organisation.holderOf(post, at) ?? []);
  const { met, needed, counted } = quorumOf(rule, held(members), held(votes.present), held(votes.recused));
  if (!met)
    return refuse('no-quorum', `${counted} took part; on personnel and discipline ${needed} have to.`);
  if (votes.inFavour + votes.against + votes.abstained !== counted)
    return refuse('votes-wrong', `${counted} took part, and as many votes are given.`);
  return votes.inFavour * 2 > held(members).length
    ? null
    : refuse('not-carried', 'More than half of all members have to vote for it.');
}

const decisionOf = (
  body: Pick<Body, 'id'>,
  { outcome, reasons, exemption, measures }: Pick<Command, 'outcome' | 'reasons' | 'exemption' | 'measures'>,
): Decision => ({ outcome, by: body.id, reasons, exemption, measures });

/**
 * Whether somebody would be worse off: a measure against them that is graver than any that they had, by the order of the table, one that
 * lasts longer, or more of them.
 */
export function isWorse(rules: InquiryRules | undefined, before: Decision | null, after: Decision): boolean {
  const gravity = (name: string): number => (rules?.measures ?? []).findIndex((row) => row.name === name);
  return after.measures.some(({ measure, respondent, effectiveUntil }) => {
    const had = (before?.measures ?? []).filter((one) => one.respondent === respondent);
    if (after.measures.filter((one) => one.respondent === respondent).length > had.length) return true;
    const same = had.find((one) => one.measure === measure);
    if (same !== undefined)
      return (
        same.effectiveUntil !== null && (effectiveUntil === null || effectiveUntil > same.effectiveUntil)
      );
    return !had.some((one) => gravity(one.measure) > gravity(measure));
  });
}
