/** What an item is about: for some matters, such as personnel or discipline, more members have to take part. */
export const MATTERS = ['ordinary', 'personnel'] as const;
export type Matter = (typeof MATTERS)[number];

/** So many out of so many, for instance 2 out of 3; both are whole numbers, 0 < `of` <= `outOf`. */
export interface Share {
  readonly of: number;
  readonly outOf: number;
}

/** At least which share of a body's members has to take part, by matter. */
export type QuorumRule = Readonly<Record<Matter, Share>>;

/** Of a body that has no rule of its own. */
export const USUAL_QUORUM: QuorumRule = {
  ordinary: { of: 1, outOf: 2 },
  personnel: { of: 2, outOf: 3 },
};

export const isShare = ({ of, outOf }: Share): boolean => 0 < of && of <= outOf && outOf <= 100;

export interface Quorum {
  readonly needed: number;
  readonly counted: number;
  readonly met: boolean;
}

/**
 * Whether at least the share takes part: half of four is two, half of five three. Whoever is recused is not counted among those who
 * take part, and still belongs to the whole that the share is of: a recusal never lowers what is needed.
 */
export function quorumOf(
  { of, outOf }: Share,
  entitled: readonly string[],
  present: readonly string[],
  recused: readonly string[],
): Quorum {
  const needed = Math.ceil((entitled.length * of) / outOf);
  const counted = present.filter((one) => !recused.includes(one)).length;
  return { needed, counted, met: counted >= needed };
}
