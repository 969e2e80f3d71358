const MAX_BYTES = 200;
const MAX_EXTENSION = 10;

/** Control and format characters, among them those that turn the direction of writing, and what is no character at all. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/gu;
/** Separators of paths, and what some file system or shell reads as something else. */
const SPECIAL = /[/\\:*?"<>|]/g;
/** Devices of Windows, whatever their extension. */
const RESERVED = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|clock\$|conin\$|conout\$)(?=\.|$)/i;

/**
 * A name that can be shown, and saved on any system: NFC, one line, no path, nothing invisible, at most 200 bytes with its extension
 * kept. It is only ever told and never used as a path here.
 */
export function safeName(given: string): string {
  const last = given.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const plain = last
    .replace(/\s/gu, ' ')
    .replace(INVISIBLE, '')
    .replace(SPECIAL, '_')
    .replace(/ +/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '');
  const whole = plain === '' ? 'file' : RESERVED.test(plain) ? `_${plain}` : plain;
  const extension = extensionOf(whole);
  const suffix =
    extension === '' || extension.length > MAX_EXTENSION ? '' : whole.slice(-extension.length - 1);
  const stem = suffix === '' ? whole : whole.slice(0, -suffix.length);
  return `${cut(stem, MAX_BYTES - Buffer.byteLength(suffix)).trimEnd() || 'file'}${suffix}`;
}

/** What follows the last dot, in lower case; empty where there is none. */
export const extensionOf = (name: string): string => /[^.]\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';

function cut(text: string, maxBytes: number): string {
  let kept = '';
  let bytes = 0;
  for (const character of text) {
    bytes += Buffer.byteLength(character);
    if (bytes > maxBytes) break;
    kept += character;
  }
  return kept;
}
