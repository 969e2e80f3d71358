/** What an item is about: for some matters more members have to take part. */
export const MATTERS = ['ordinary', 'personnel'] as const;
export type Matter = (typeof MATTERS)[number];

export interface Quorum {
  readonly needed: number;
  readonly counted: number;
  readonly met: boolean;
}

/** Half of the members; two thirds for personnel or discipline. Whoever is recused is not counted, and still belongs to the whole. */
export function quorumOf(
  matter: Matter,
  entitled: readonly string[],
  present: readonly string[],
  recused: readonly string[],
): Quorum {
  const needed = Math.ceil(matter === 'personnel' ? (entitled.length * 2) / 3 : entitled.length / 2);
  const counted = present.filter((one) => !recused.includes(one)).length;
  return { needed, counted, met: counted >= needed };
}
