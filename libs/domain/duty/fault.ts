/** One thing that is wrong in a definition, where, and what would be right. */
export interface Fault {
  /** JSON pointer (RFC 6901) into the definition; empty for the whole of it. */
  readonly pointer: string;
  readonly detail: string;
}

/** A name that keys and ids are made of: small letters and digits with single hyphens between. */
export const isName = (text: string): boolean => text.length <= 64 && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(text);

/** The faults of names that are to be unique and well formed, each at `pointerOf` its place. */
export function nameFaults(names: readonly string[], pointerOf: (index: number) => string): Fault[] {
  return names.flatMap((name, index): Fault[] => {
    const pointer = pointerOf(index);
    if (!isName(name)) {
      const detail = `"${name}" is not a name: at most 64 small letters, digits and single hyphens`;
      return [{ pointer, detail }];
    }
    return names.indexOf(name) < index ? [{ pointer, detail: `"${name}" is there twice` }] : [];
  });
}
