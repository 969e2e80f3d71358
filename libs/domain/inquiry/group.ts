import type { OfficerId } from '../organisation/organisation.js';
import { refuse } from '../subject/machine.js';
import type { InquiryCommandFor } from './commands.js';
import type { LaunchFile } from './inquiry.js';
import { concerned, gapsOf, membersOf, peopleOf, respondentFor, superiorsOf } from './people.js';
import {
  asPrincipal,
  by,
  done,
  openStageOf,
  ownParty,
  type Decided,
  type Refused,
  type Step,
} from './step.js';

/** Forms the investigation group (调查组): people apart from whom the matter concerns. */
export function formGroup(step: Step, { members }: InquiryCommandFor<'form-group'>): Decided {
  const refused = asPrincipal(step);
  if (refused) return refused;
  const own = openStageOf(step, 'group');
  const [party] = own?.parties.values() ?? [];
  if (own === undefined || party === undefined)
    return refuse('not-now', 'A group is formed after the launch, and once.');
  const min = step.state.brief.duty.inquiry?.minMembers ?? 2;
  const officers = members.map(({ officer }) => officer);
  if (new Set(officers).size !== officers.length)
    return refuse('member-twice', 'Somebody is named twice as a member of the group.');
  if (officers.length < min) return refuse('group-too-small', `At least ${min} people investigate.`);
  if (members.filter(({ isLead }) => isLead).length !== 1)
    return refuse('one-head', 'Exactly one member heads the group.');
  const faulty = officers.map((officer) => memberFault(step, officer)).find((fault) => fault !== null);
  if (faulty) return faulty;
  return { entries: [by(step, 'group-formed', { members }), done(step, { stage: own, party })] };
}

/** Not the person, not their superior in the matter, not whoever reported it, not whoever decided on the launch. */
function memberFault({ state, inquiry, facts, at }: Step, officer: OfficerId): Refused | null {
  const { organisation } = facts;
  const file = state.brief.launch as LaunchFile;
  const respondents = inquiry.launch?.respondents ?? [];
  const isConcerned =
    concerned(file, organisation, at).includes(officer) ||
    peopleOf(respondents, organisation, at).includes(officer);
  if (isConcerned)
    return refuse('same-person', `"${officer}" is concerned by the matter, and does not investigate it.`);
  if (superiorsOf(respondents, file, organisation, at).includes(officer))
    return refuse(
      'is-the-superior',
      `"${officer}" is the superior in the matter, and does not investigate it.`,
    );
  if (officer === file.reportedBy)
    return refuse('is-the-reporter', `"${officer}" brought the matter, and does not investigate it.`);
  if (officer === inquiry.launch?.by)
    return refuse('is-the-principal', `"${officer}" decided on the launch, and does not investigate it.`);
  return null;
}

/** Each member says whether there is a conflict (回避声明): one who has any takes no part. */
export function declareConflict(
  step: Step,
  { hasConflict, reason }: InquiryCommandFor<'declare-conflict'>,
): Decided {
  const { state, actor } = step;
  const member = membersOf(state).find(({ officer }) => officer === actor.officer);
  if (member === undefined) return refuse('not-the-group', 'Only a member of the group declares this.');
  if (member.status === 'conflicted' || gapsOf(state).includes(actor.officer))
    return refuse('replaced', 'Somebody else is being appointed in your place.');
  if (member.status === 'attested' && !hasConflict)
    return refuse(
      'already-attested',
      'You have attested this already; a conflict that has come up since is declared as one.',
    );
  if (hasConflict && reason === null)
    return refuse('reason-required', 'A conflict is declared with what it is.');
  const own = ownParty(step, 'conflicts');
  return {
    entries: [
      by(step, 'conflict-declared', { hasConflict, reason }),
      ...(own === undefined ? [] : [done(step, own)]),
    ],
  };
}

/** Lets a member go who cannot take part any more: their tenure has ended, they are ill, or worse. */
export function releaseMember(step: Step, { member, reason }: InquiryCommandFor<'release-member'>): Decided {
  const refused = asPrincipal(step);
  if (refused) return refused;
  if (!membersOf(step.state).some(({ officer, status }) => officer === member && status !== 'conflicted'))
    return refuse('not-a-member', `"${member}" is no member who takes part.`);
  if (step.inquiry.report?.signatures.some(({ officer }) => officer === member))
    return refuse('report-signed', 'They have signed the report: who found the facts stands.');
  return { entries: [by(step, 'member-released', { member, reason })] };
}

/** Appoints somebody in the place of a member who cannot take part; they declare conflicts like everybody. */
export function appointSubstitute(
  step: Step,
  { member, inPlaceOf }: InquiryCommandFor<'appoint-substitute'>,
): Decided {
  const refused = asPrincipal(step);
  if (refused) return refused;
  const { state, inquiry } = step;
  const gaps = gapsOf(state);
  if (!gaps.includes(inPlaceOf)) return refuse('no-gap', `Nobody is missing in the place of "${inPlaceOf}".`);
  if (inquiry.members.some(({ officer }) => officer === member))
    return refuse('member-twice', 'A substitute is somebody who has not been in the group.');
  const faulty = memberFault(step, member);
  if (faulty) return faulty;
  const stage = openStageOf(step, 'substitutes');
  const [party] = stage?.parties.values() ?? [];
  const isLast = gaps.length === 1 && stage !== undefined && party !== undefined;
  return {
    entries: [
      by(step, 'substitute-appointed', { member, inPlaceOf }),
      ...(isLast ? [done(step, { stage, party })] : []),
    ],
  };
}

/** A respondent objects to a member (申请回避): decided by whoever appointed the group, and not by the group. */
export function raiseObjection(
  step: Step,
  { member, reason }: InquiryCommandFor<'raise-objection'>,
): Decided {
  const { state, inquiry, facts, actor, at } = step;
  const respondent = respondentFor(state, actor.officer, facts.organisation, at);
  if (respondent === undefined || !inquiry.served.notice.includes(respondent.id))
    return refuse('not-yours', 'Whoever the inquiry is about may object, once they have been notified.');
  if (inquiry.report?.signatures.length)
    return refuse('report-signed', 'The report is being signed already.');
  if (!membersOf(state).some(({ officer }) => officer === member))
    return refuse('not-a-member', `"${member}" is no member of the group.`);
  if (inquiry.objections.some((one) => one.member === member && one.isSustained === null))
    return refuse('objection-pending', 'An objection to this member waits for its decision already.');
  return { entries: [by(step, 'objection-raised', { member, reason })] };
}

export function decideObjection(
  step: Step,
  { member, isSustained, reason }: InquiryCommandFor<'decide-objection'>,
): Decided {
  const refused = asPrincipal(step);
  if (refused) return refused;
  const pending = step.inquiry.objections.filter((one) => one.isSustained === null);
  if (!pending.some((one) => one.member === member))
    return refuse('no-objection', `No objection to "${member}" waits for its decision.`);
  const stage = openStageOf(step, 'objections');
  const [party] = stage?.parties.values() ?? [];
  const isLast = pending.length === 1 && stage !== undefined && party !== undefined;
  return {
    entries: [
      by(step, 'objection-decided', { member, isSustained, reason }),
      ...(isLast ? [done(step, { stage, party })] : []),
    ],
  };
}
