/** The JSON pointer to `key` inside what `base` points to (RFC 6901). */
export const pointerTo = (base: string, key: string): string =>
  `${base}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
