import type { StageDefinition } from '../duty/definition.js';
import { refuse, type Decision } from '../subject/machine.js';
import type { StageCommandOf } from './commands.js';
import type { StageEntry, Told } from './entries.js';
import { tellMover, tellOwner, uniqueTold } from './reach.js';
import { barredFromReview } from './review.js';
import { ofParty, type EvidenceItem, type EvidenceReference, type Submission } from './state.js';
import { isRefused, mayMove, type Target } from './target.js';

/*
 * Evidence may be given by reference: where it is kept and who keeps it. It counts for nothing before another person has seen it. Under
 * review, the reviewer cannot accept it before; where nobody reviews, the owner's clock runs on until it has been seen, so that it waits
 * inside a clock like everything else, and then counts from when it was handed in. A right is used by whatever is handed in. A review
 * for which nobody is left ends unreviewed as ever, flagged to the auditor, and what nobody has seen is shown with it.
 */

type Referring = EvidenceItem & { readonly reference: EvidenceReference };

const isReference = (item: EvidenceItem): item is Referring => 'reference' in item;

/** Whether somebody else has to have seen some of the evidence before it counts. */
export const needsSight = ({ kind }: StageDefinition, evidence: readonly EvidenceItem[]): boolean =>
  kind === 'duty' && evidence.some(isReference);

/** The requirements that are met by reference, and that nobody else has seen yet. */
export function unsightedOf({ evidence, sightings }: Submission): string[] {
  const given = new Set(evidence.filter(isReference).map(({ requirement }) => requirement));
  for (const { requirement } of sightings) given.delete(requirement);
  return [...given];
}

/** Whoever is asked to look at what is given by reference. */
export const tellWitnesses = ({ facts, at }: Target, evidence: readonly EvidenceItem[]): Told[] =>
  evidence.filter(isReference).flatMap(({ reference: { sightedBy: post } }): Told[] => {
    const officer = post === undefined ? undefined : facts.organisation.actingIn(post, at);
    return post === undefined || officer === undefined ? [] : [{ officer, post, as: 'witness' }];
  });

/**
 * Records that the actor has seen what was given by reference. It takes another person than those who handed it in or answer for it: one
 * who reviews, stands above, keeps it or was asked to look at it, or a clerk of the unit.
 */
export function sight(target: Target, command: StageCommandOf<'sight'>): Decision<StageEntry> {
  const { stage, party, at, actor, facts } = target;
  const barred = mayMove(party, 'sight');
  if (barred) return barred;
  const { submission } = party;
  const waits = submission !== null && (party.status === 'in-review' || submission.whenSighted !== null);
  if (!waits) return refuse('nothing-submitted', 'Nothing has been handed in that would have to be seen.');
  const unsighted = unsightedOf(submission);
  const seen = [...new Set(command.requirements ?? unsighted)];
  if (seen.length === 0 || seen.some((name) => !unsighted.includes(name)))
    return refuse(
      'nothing-to-sight',
      'This was not given by reference, or another person has seen it already.',
    );
  const stands = standing(target, submission, seen);
  if (isRefused(stands)) return stands;
  const isLast = seen.length === unsighted.length;
  const told = uniqueTold([
    ...tellMover(facts.organisation, party, at),
    ...tellOwner(facts.organisation, party.party, at),
  ]).filter(({ officer }) => officer !== actor.officer);
  return {
    entries: [
      {
        kind: 'evidence-sighted',
        at,
        actor: actor.officer,
        onBehalfOf: null,
        body: {
          ...ofParty(stage, party),
          requirements: seen,
          to: isLast ? submission.whenSighted : null,
          told,
        },
      },
    ],
  };
}

/** Whether the actor is another person, and one whose word counts. */
function standing(
  { party: { party }, at, actor, facts }: Target,
  submission: Submission,
  seen: readonly string[],
): ReturnType<typeof refuse> | { readonly posts: readonly string[] } {
  if (barredFromReview(facts, party, submission, at).has(actor.officer))
    return refuse('same-person', 'It takes another person than those who handed it in or answer for it.');
  const ofReferences = submission.evidence
    .filter(isReference)
    .filter(({ requirement }) => seen.includes(requirement))
    .flatMap(({ reference: { custodianPost, sightedBy } }) => [custodianPost, sightedBy ?? custodianPost]);
  const posts = [...party.reviewers, ...party.levels, ...ofReferences].filter((post) =>
    facts.organisation.actsIn(actor.officer, post, at),
  );
  if (posts.length > 0 || actor.asClerk) return { posts };
  return refuse(
    'no-authority',
    'Only a post that reviews, stands above, keeps it or was asked to look at it, or a clerk, may record having seen it.',
  );
}
