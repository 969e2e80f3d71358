import { refuse } from '../subject/machine.js';
import type { InquiryCommandFor } from './commands.js';
import { respondentsOf } from './people.js';
import { asMember, by, done, openStageOf, ownParty, type Decided, type Step } from './step.js';

/** The head of the group lays down the report (调查报告): each finding tied to what shows it. */
export function draftReport(
  step: Step,
  { document, findings, outcome, measures }: InquiryCommandFor<'draft-report'>,
): Decided {
  const { state, inquiry } = step;
  const refused = asMember(step, { leadOnly: true });
  if (refused) return refused;
  if (openStageOf(step, 'report') === undefined)
    return refuse('not-now', 'The report follows the answers to all comments.');
  if (inquiry.report?.signatures.length)
    return refuse('report-signed', 'A member has signed it: what is signed is not changed.');
  const respondents = respondentsOf(state).map(({ id }) => id);
  const missing = respondents.find((id) => !findings.some(({ respondent }) => respondent === id));
  if (missing !== undefined) return refuse('finding-missing', `Nothing is found about "${missing}".`);
  const stray = findings.find(({ respondent }) => !respondents.includes(respondent));
  if (stray !== undefined)
    return refuse('not-a-respondent', `The inquiry is not about "${stray.respondent}".`);
  if (findings.some(({ shownBy }) => shownBy.length === 0))
    return refuse('finding-untied', 'Each finding names the entries or the evidence that show it.');
  const table = state.brief.duty.inquiry?.measures ?? [];
  const unknown = measures.find((name) => !table.some((measure) => measure.name === name));
  if (unknown !== undefined)
    return refuse('unknown-measure', `The table of this unit has no measure "${unknown}".`);
  if ((outcome === 'measures') !== measures.length > 0)
    return refuse('measure-required', 'Measures are proposed where that is the outcome, and only there.');
  return { entries: [by(step, 'report-drafted', { document, findings, outcome, measures })] };
}

/** A member signs, and attaches what they see differently. */
export function signReport(step: Step, { dissent }: InquiryCommandFor<'sign-report'>): Decided {
  const refused = asMember(step);
  if (refused) return refused;
  if (step.inquiry.report === null) return refuse('report-missing', 'There is no report to sign yet.');
  if (step.inquiry.objections.some(({ isSustained }) => isSustained === null))
    return refuse('objection-pending', 'An objection to a member is decided before the report is signed.');
  const own = ownParty(step, 'report');
  if (own === undefined) return refuse('already-signed', 'You have signed this report.');
  return { entries: [by(step, 'report-signed', { dissent }), done(step, own)] };
}
