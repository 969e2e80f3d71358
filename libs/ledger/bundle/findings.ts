/** Something that is off. */
export interface Finding {
  /** Of the leaf in the log; null: it is about more than one. */
  readonly index: number | null;
  /** `subject#seq`, as far as the bundle tells. */
  readonly entry: string | null;
  /** In plain words. */
  readonly why: string;
}

/** The first findings, and how many there are: a bundle in which nothing is right must not fill the memory. */
export class Findings {
  readonly first: Finding[] = [];
  #count = 0;

  constructor(private readonly kept: number) {}

  get count(): number {
    return this.#count;
  }

  add(why: string, { index = null, entry = null }: Partial<Omit<Finding, 'why'>> = {}): void {
    this.#count++;
    if (this.first.length < this.kept) this.first.push({ index, entry, why });
  }
}

/** How an entry is named. */
export const entryName = (subject: string | null, seq: number | null): string | null =>
  subject === null || seq === null ? null : `${subject}#${seq}`;
