/** What is longer is no word that anybody looks for. */
const MAX_LENGTH = 100;
/** Han characters run on without spaces; anything else that is a letter or a digit forms words. */
const PARTS = /(\p{Script=Han}+)|((?:(?!\p{Script=Han})[\p{L}\p{M}\p{N}])+)/gu;

interface Part {
  readonly isHan: boolean;
  readonly text: string;
}

function* partsOf(text: string): Generator<Part> {
  for (const [, han, word] of text.normalize('NFKC').toLowerCase().matchAll(PARTS)) {
    const part = (han ?? word) as string;
    yield { isHan: han !== undefined, text: han === undefined ? part.slice(0, MAX_LENGTH) : part };
  }
}

/** Each two characters that stand together. */
const pairsOf = (han: string): string[] => {
  const characters = [...han];
  return characters.slice(1).map((character, index) => `${characters[index]}${character}`);
};

/**
 * By what a text is found: its words in lower case, also those that an id is made of; of Chinese each character and each pair of
 * neighbours, so that any part of it is found without knowing where its words end.
 */
export function termsOf(texts: Iterable<string>): string[] {
  const terms = new Set<string>();
  for (const text of texts) {
    for (const part of partsOf(text)) {
      if (!part.isHan) terms.add(part.text);
      else for (const term of [...part.text, ...pairsOf(part.text)]) terms.add(term);
    }
  }
  return [...terms];
}

/** All texts in a JSON value, at any depth; the names of its fields are none. */
export function* textsIn(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (typeof value === 'object' && value !== null)
    for (const part of Object.values(value)) yield* textsIn(part);
}

/**
 * What PostgreSQL is asked for (`tsquery`): all of the words, each as the beginning of one, and all of the Chinese. Undefined where nothing
 * in the text can be looked for.
 */
export function searchFor(text: string): string | undefined {
  const terms = [...partsOf(text)].flatMap((part) => {
    if (!part.isHan) return [`'${part.text}':*`];
    return (part.text.length === 1 ? [part.text] : pairsOf(part.text)).map((term) => `'${term}'`);
  });
  return terms.length > 0 ? [...new Set(terms)].join(' & ') : undefined;
}
