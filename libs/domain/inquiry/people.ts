import { roundOf } from '../incident/rounds.js';
import type { ObligationState } from '../obligation/obligation.js';
import type { OfficerId, Organisation, PostId } from '../organisation/organisation.js';
import { personPost } from '../organisation/person.js';
import type { PartyState, StageState } from '../stage/state.js';
import type { Instant } from '../time.js';
import type { INQUIRY_STAGES } from './rules.js';
import { NEW_INQUIRY, type LaunchFile, type Member, type Respondent } from './inquiry.js';

type State = Pick<ObligationState, 'brief' | 'inquiry' | 'stages'>;

/** People who held what the file is about, or sat in the body that it is about. */
export function concerned(file: LaunchFile, organisation: Organisation, at: Instant): OfficerId[] {
  const held = file.holdings.map(({ officerId }) => officerId);
  return [...new Set([...held, ...membersOfBody(file.answering, organisation, at)])];
}

/** People who sit in a body; nobody where it is none. */
export const membersOfBody = (id: string, organisation: Organisation, at: Instant): OfficerId[] => [
  ...new Set(holders(organisation, organisation.body(id, at)?.memberPostIds ?? [], at)),
];

const holders = (organisation: Organisation, posts: readonly PostId[], at: Instant): OfficerId[] =>
  posts.map((post) => organisation.holderOf(post, at)).filter((officer) => officer !== undefined);

/** The people whom respondents are, or through whom a body acts. */
export function peopleOf(
  respondents: readonly Respondent[],
  organisation: Organisation,
  at: Instant,
): OfficerId[] {
  return respondents.flatMap((respondent) =>
    respondent.kind === 'person' ? [respondent.id] : membersOfBody(respondent.id, organisation, at),
  );
}

/** People who have a part of their own in the matter: whom it concerns or is about, and who brought it. They direct nothing in it. */
export function partiesTo(state: State, organisation: Organisation, at: Instant): ReadonlySet<OfficerId> {
  const file = state.brief.launch as LaunchFile;
  return new Set([
    ...concerned(file, organisation, at),
    ...peopleOf(respondentsOf(state), organisation, at),
    ...(file.reportedBy === null ? [] : [file.reportedBy]),
  ]);
}

/** A stage in all the rounds in which it has opened. */
export const roundsOf = (
  { stages }: Pick<State, 'stages'>,
  name: (typeof INQUIRY_STAGES)[number],
): StageState[] => stages.filter(({ definition }) => roundOf(definition.name).stage === name);

/** Whoever was asked something there. */
export const partiesIn = (stages: readonly StageState[]): PartyState[] =>
  stages.flatMap(({ parties }) => [...parties.values()]);

/** The posts that were asked whether to launch, and those above them. */
export const principalsOf = (state: Pick<State, 'stages'>): PostId[] =>
  partiesIn(roundsOf(state, 'launch-decision')).flatMap(({ party }) => [
    ...party.actsThrough,
    ...party.levels,
  ]);

/** People directly above a respondent in the matter: who manages a post that they hold. */
export function superiorsOf(
  respondents: readonly Respondent[],
  file: LaunchFile,
  organisation: Organisation,
  at: Instant,
): OfficerId[] {
  const posts = organisation.post(file.answering, at) ? [file.answering] : [];
  const own = respondents.flatMap((one) => (one.kind === 'person' ? organisation.postsOf(one.id, at) : []));
  const above = [...posts, ...own].flatMap((post) => organisation.chainAbove(post, at).slice(0, 1));
  return holders(organisation, [...new Set(above)], at);
}

export const respondentsOf = ({ inquiry }: State): readonly Respondent[] =>
  inquiry?.launch?.respondents ?? [];

/** Members who take part, or are asked whether they can. */
export const membersOf = ({ inquiry = NEW_INQUIRY }: State): Member[] =>
  inquiry.members.filter(({ status }) => status !== 'out');

/** Members who cannot take part: they have a conflict, or never said whether they had one. A substitute is to be appointed for each. */
export function gapsOf(state: State): OfficerId[] {
  const silent = new Set(
    partiesIn(roundsOf(state, 'conflicts').filter(({ outcome }) => outcome !== null))
      .filter(({ status }) => status === 'lapsed')
      .map(({ party }) => party.id),
  );
  return membersOf(state)
    .filter(
      ({ officer, status }) =>
        status === 'conflicted' || (status === 'asked' && silent.has(personPost(officer))),
    )
    .map(({ officer }) => officer);
}

/** Every member has said that there is no conflict. */
export const isComplete = (state: State): boolean => {
  const members = membersOf(state);
  return members.length > 0 && members.every(({ status }) => status === 'attested');
};

/** The respondent as whom somebody acts: themselves, or the body whose secretary or chair they are. */
export function respondentFor(
  state: State,
  officer: OfficerId,
  organisation: Organisation,
  at: Instant,
): Respondent | undefined {
  return respondentsOf(state).find((one) => {
    if (one.kind === 'person') return one.id === officer;
    const body = organisation.body(one.id, at);
    return [body?.secretaryPostId, body?.chairPostId].some(
      (post) => post != null && organisation.actsIn(officer, post, at),
    );
  });
}
