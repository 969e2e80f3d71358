import { Transform } from 'class-transformer';
import { epochDayOf } from '../../../../libs/domain/calendar/plain-date.js';
import { instantOf, type Instant } from '../../../../libs/domain/time.js';
import { field, type FieldOptions } from './field.js';

/** What lies outside cannot be meant, and calendars would be computed for it day by day. */
const FIRST_YEAR = 1900;
const LAST_YEAR = 2199;
const YEARS = `in the years ${FIRST_YEAR} to ${LAST_YEAR}`;

const RFC_3339 =
  /^(\d{4}-\d{2}-\d{2})[Tt]([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?([Zz]|[+-]([01]\d|2[0-3]):[0-5]\d)$/;

/** Whether `value` is a day that exists, `YYYY-MM-DD`, in a year that can be meant. */
export function isDate(value: unknown): value is string {
  if (typeof value !== 'string') return false;
  try {
    epochDayOf(value);
  } catch {
    return false;
  }
  const year = Number(value.slice(0, 4));
  return year >= FIRST_YEAR && year <= LAST_YEAR;
}

/** The UTC instant of an RFC 3339 date-time with offset; undefined when it is none. A part below a millisecond is cut off. */
export function parseInstant(value: unknown): Instant | undefined {
  const date = typeof value === 'string' ? RFC_3339.exec(value)?.[1] : undefined;
  if (!isDate(date)) return undefined;
  return instantOf(Date.parse((value as string).toUpperCase()));
}

/** An instant with its offset, in RFC 3339; the class holds it in UTC with milliseconds. */
export const InstantField = (options: FieldOptions): PropertyDecorator =>
  field(
    { example: '2027-03-31T15:59:59.999Z', ...options },
    { type: String, format: 'date-time' },
    (value) => parseInstant(value) !== undefined,
    `must be an instant in RFC 3339 with its offset, such as 2027-03-31T18:00:00+08:00, ${YEARS}`,
    Transform(({ value }) => parseInstant(value) ?? value, { toClassOnly: true }),
  );

/** A day that exists. */
export const DateField = (options: FieldOptions): PropertyDecorator =>
  field(
    { example: '2027-03-31', ...options },
    { type: String, format: 'date' },
    isDate,
    `must be a day that exists, as YYYY-MM-DD, ${YEARS}`,
  );

/** A deadline: an instant, or a day, which ends in the unit's zone. Which of the two it is, `isDate` tells. */
export const DeadlineField = (options: FieldOptions): PropertyDecorator =>
  field(
    { example: '2027-03-31', ...options },
    {
      oneOf: [
        { type: 'string', format: 'date' },
        { type: 'string', format: 'date-time' },
      ],
    },
    (value) => isDate(value) || parseInstant(value) !== undefined,
    `must be a day (YYYY-MM-DD) or an instant in RFC 3339 with its offset, ${YEARS}`,
    Transform(({ value }) => (isDate(value) ? value : (parseInstant(value) ?? value)), { toClassOnly: true }),
  );
