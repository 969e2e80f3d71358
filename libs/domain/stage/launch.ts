import type { Instant } from '../time.js';
import type { StageContext, StageFacts } from './context.js';
import type { Launch } from './entries.js';
import type { PartyState, StageState } from './state.js';

/** The key under which a stage remembers a launch file: one for each round and answering post. */
export const launchKey = (round: number, answering: string): string => `${round}/${answering}`;

/** The facts of a launch file: who answers, who held the post on which days, whether the file was there already. */
export function launchOf(
  context: StageContext,
  stage: StageState,
  party: PartyState,
  answering: string,
  facts: StageFacts,
  at: Instant,
  openedJustNow: ReadonlySet<string>,
): Launch {
  const key = launchKey(party.round, answering);
  const posts = answering === party.party.id ? party.party.actsThrough : [answering];
  return {
    id: `launch/${context.subjectId}/${stage.definition.name}/${key}`,
    answering,
    existing: stage.launches.includes(key) || openedJustNow.has(key),
    holdings: posts.flatMap((post) => facts.organisation.holdingsOf(post, stage.openedAt, at)),
  };
}
