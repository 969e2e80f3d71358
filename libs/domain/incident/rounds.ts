/** The name of a stage in a round: an incident that was reopened goes through `resolve-2`, `review-2`... */
export const inRound = (stage: string, round: number): string => (round === 1 ? stage : `${stage}-${round}`);

/** The name that the duty declares, and the round. */
export function roundOf(name: string): { readonly stage: string; readonly round: number } {
  const [, stage, round] = /^(.+)-(\d+)$/.exec(name) ?? [];
  return stage === undefined ? { stage: name, round: 1 } : { stage, round: Number(round) };
}
