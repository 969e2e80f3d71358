import type { ObligationState } from '../obligation/obligation.js';
import type { PostId } from '../organisation/organisation.js';
import type { Actor } from '../stage/commands.js';
import type { StageFacts } from '../stage/context.js';
import type { Told } from '../stage/entries.js';
import { uniqueTold } from '../stage/reach.js';
import { refuse, type Refusal } from '../subject/machine.js';
import type { Instant } from '../time.js';

/** The posts that command: the one that command was handed over to, or those that owed the triage. */
export function commanders({ incident, stages }: Pick<ObligationState, 'incident' | 'stages'>): PostId[] {
  const command = incident?.commands.at(-1);
  if (command !== undefined) return [command.post];
  return [...(stages[0]?.parties.values() ?? [])].flatMap(({ party }) => party.actsThrough);
}

/** The posts above those, nearest first. */
export const superiors = (state: ObligationState, { organisation }: StageFacts, at: Instant): PostId[] => [
  ...new Set(commanders(state).flatMap((post) => organisation.chainAbove(post, at))),
];

export const actsInOne = (
  { organisation }: StageFacts,
  { officer }: Actor,
  posts: readonly PostId[],
  at: Instant,
): boolean => posts.some((post) => organisation.actsIn(officer, post, at));

/** Whoever commands, or a post above. */
export function directs(
  state: ObligationState,
  actor: Actor,
  facts: StageFacts,
  at: Instant,
): { refusal: Refusal } | null {
  const posts = [...commanders(state), ...superiors(state, facts, at)];
  return actsInOne(facts, actor, posts, at)
    ? null
    : refuse('no-authority', 'Only whoever commands the incident, or a post above, may do this.');
}

/** The same, or a clerk of the unit. */
export const mayRecord = (
  state: ObligationState,
  actor: Actor,
  facts: StageFacts,
  at: Instant,
): { refusal: Refusal } | null => (actor.asClerk ? null : directs(state, actor, facts, at));

/** Whoever acts in these posts, each person once. */
export const tellPosts = (
  { organisation }: StageFacts,
  posts: readonly PostId[],
  as: Told['as'],
  at: Instant,
): Told[] =>
  uniqueTold(
    posts.flatMap((post): Told[] => {
      const officer = organisation.actingIn(post, at);
      return officer === undefined ? [] : [{ officer, post, as }];
    }),
  );
