import { refuse } from '../subject/machine.js';
import type { InquiryCommandFor } from './commands.js';
import type { LaunchFile, Respondent } from './inquiry.js';
import { partiesTo } from './people.js';
import { by, done, openStageOf, type Decided, type Step } from './step.js';

type DecideLaunch = InquiryCommandFor<'decide-launch'>;

/**
 * The competent principal decides with reasons whether to launch (启动审批); after a silence the post above too. Only bodies and leading
 * cadres are respondents, and nothing is launched without accountability rules in force (row 17).
 */
export function decideLaunch(step: Step, { outcome, reasons, respondents }: DecideLaunch): Decided {
  const { state, inquiry, facts, actor, at } = step;
  const { organisation } = facts;
  const stage = openStageOf(step, 'launch-decision');
  const [party] = stage?.parties.values() ?? [];
  if (stage === undefined || party === undefined || inquiry.launch !== null)
    return refuse('already-decided', 'Whether to launch has been decided.');
  const post = [...party.party.actsThrough, ...party.party.levels].find((one) =>
    organisation.actsIn(actor.officer, one, at),
  );
  if (post === undefined)
    return refuse(
      'no-authority',
      'Only the principal who is asked, or a post above, decides whether to launch.',
    );
  if (partiesTo(state, organisation, at).has(actor.officer))
    return refuse(
      'same-person',
      'Nobody decides on a file that they are concerned by, or that they brought.',
    );
  if (outcome === 'launch') {
    const faulty = respondentFault(step, respondents);
    if (faulty !== null) return faulty;
    if (facts.rulesInForce !== true)
      return refuse(
        'no-rules',
        'Nothing is launched before accountability rules are in force (row 17 of the plan).',
      );
  }
  const named = outcome === 'launch' ? respondents : [];
  return {
    entries: [
      by(step, 'launch-decided', { outcome, reasons, by: actor.officer, post, respondents: named }),
      done(step, { stage, party }),
    ],
  };
}

function respondentFault(
  { state, facts, actor, at }: Step,
  respondents: readonly Respondent[],
): ReturnType<typeof refuse> | null {
  const { organisation } = facts;
  const cadres = state.brief.duty.inquiry?.cadres ?? [];
  const since = state.openedAt ?? at;
  if (respondents.length === 0) return refuse('respondent-required', 'Name whom the inquiry is about.');
  for (const respondent of respondents) {
    if (respondent.kind === 'body') {
      const body = organisation.body(respondent.id, at);
      if (body === undefined || body.deskPostId != null)
        return refuse('unknown-body', `There is no body "${respondent.id}" of the institution.`);
      continue;
    }
    if (respondent.id === actor.officer)
      return refuse('same-person', 'Nobody launches an inquiry about themselves.');
    const { holdings } = state.brief.launch as LaunchFile;
    const held = [
      ...organisation.postsOf(respondent.id, at),
      ...organisation.postsOf(respondent.id, since),
      ...(holdings.some(({ officerId }) => officerId === respondent.id)
        ? [(state.brief.launch as LaunchFile).answering]
        : []),
    ];
    const isCadre = held.some((post) => cadres.includes(organisation.post(post, at)?.kind ?? ''));
    if (!isCadre)
      return refuse(
        'not-a-respondent',
        'Only bodies and leading cadres are respondents; lapses of others end with their direct leader.',
      );
  }
  return null;
}
