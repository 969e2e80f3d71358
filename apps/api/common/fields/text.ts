import { field, type FieldOptions } from './field.js';

/** C0 and C1 controls but line breaks and tabs, which a text of several lines has. */
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/;
const LINE_BREAKS = /[\n\r\t]/;

interface TextOptions extends FieldOptions {
  /** In characters (code points). */
  readonly max: number;
  /** May hold line breaks. */
  readonly multiline?: boolean;
}

/** Text for people: not blank, no control characters. */
export function TextField({ max, multiline = false, ...options }: TextOptions): PropertyDecorator {
  const isValid = (value: unknown): boolean =>
    typeof value === 'string' &&
    value.trim() !== '' &&
    [...value].length <= max &&
    !CONTROLS.test(value) &&
    (multiline || !LINE_BREAKS.test(value));
  const expected = `must be text of 1 to ${max} characters${multiline ? '' : ' on one line'}`;
  return field(options, { type: String, minLength: 1, maxLength: max }, isValid, expected);
}

/** Text of a form that a pattern describes. */
export function PatternField(
  options: FieldOptions & { readonly pattern: RegExp; readonly expected: string; readonly format?: string },
): PropertyDecorator {
  const { pattern, expected, format, ...rest } = options;
  const isValid = (value: unknown): boolean => typeof value === 'string' && pattern.test(value);
  const schema = { type: String, pattern: pattern.source, ...(format ? { format } : {}) };
  return field(rest, schema, isValid, expected);
}

/** Lower-case words joined by hyphens: the id that somebody gives to a new thing; a UUID is one too. */
export const SlugField = (options: FieldOptions): PropertyDecorator =>
  PatternField({
    ...options,
    pattern: /^(?=.{1,64}$)[a-z0-9]+(-[a-z0-9]+)*$/,
    expected: 'must be 1 to 64 lower-case letters, digits and single hyphens',
  });

/** The id of something that exists: a slug, or slugs and dates joined by dots. */
export const IdField = (options: FieldOptions): PropertyDecorator =>
  PatternField({
    ...options,
    pattern: /^[A-Za-z0-9][A-Za-z0-9._-]{0,199}$/,
    expected: 'must be an id: letters, digits, dots, hyphens and underscores',
  });

/** The id of a document: SHA-256, lower-case hex. */
export const Sha256Field = (options: FieldOptions): PropertyDecorator =>
  PatternField({
    ...options,
    pattern: /^[0-9a-f]{64}$/,
    expected: 'must be a SHA-256 in lower-case hex (64 characters)',
  });

export const EmailField = (options: FieldOptions): PropertyDecorator =>
  PatternField({
    ...options,
    pattern: /^(?=.{3,254}$)[^\s@<>"(),:;[\]\\]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?$/,
    expected: 'must be a mail address',
    format: 'email',
  });
