import type { OffsetSpec } from '../../../../libs/domain/duty/definition.js';
import { offsetOf } from '../../../../libs/domain/duty/offset.js';
import { field, type FieldOptions } from './field.js';

const MAX_DAYS = 3_660;
const MAX_MS = MAX_DAYS * 86_400_000;

/**
 * Whether `value` is a distance as the API writes it: whole working days, whole calendar days, or an ISO 8601 duration.
 * @param min `positive` refuses zero and less, `any` takes what counts backward too
 */
export function isOffset(value: unknown, sign: 'positive' | 'not-negative' | 'any'): value is OffsetSpec {
  if (typeof value !== 'object' || value === null || Object.keys(value).length !== 1) return false;
  const { workingDays, calendarDays, duration } = value as Record<string, unknown>;
  const isInRange = (amount: number, max: number): boolean =>
    Math.abs(amount) <= max && (sign === 'any' || amount > 0 || (sign === 'not-negative' && amount === 0));
  const days = workingDays ?? calendarDays;
  if (days !== undefined)
    return typeof days === 'number' && Number.isInteger(days) && isInRange(days, MAX_DAYS);
  if (typeof duration !== 'string' || duration.length > 40) return false;
  try {
    return isInRange(offsetOf({ duration }).amount, MAX_MS);
  } catch {
    return false;
  }
}

/** A distance in time: `{workingDays}`, `{calendarDays}` or `{duration}`, at most ten years. */
export function OffsetField(
  options: FieldOptions & { readonly sign?: 'positive' | 'not-negative' | 'any' },
): PropertyDecorator {
  const { sign = 'positive', ...rest } = options;
  const days = {
    type: 'integer',
    minimum: sign === 'any' ? -MAX_DAYS : sign === 'positive' ? 1 : 0,
    maximum: MAX_DAYS,
  };
  const one = (name: string, schema: object) => ({
    type: 'object',
    properties: { [name]: schema },
    required: [name],
    additionalProperties: false,
  });
  const schema = {
    oneOf: [
      one('workingDays', days),
      one('calendarDays', days),
      one('duration', { type: 'string', format: 'duration' }),
    ],
  };
  const expected =
    'must be one of {"workingDays": n}, {"calendarDays": n} and {"duration": "PT2H"} (ISO 8601, days and less)' +
    (sign === 'any' ? '' : sign === 'positive' ? ', greater than zero' : ', not negative');
  return field({ example: { workingDays: 3 }, ...rest }, schema, (value) => isOffset(value, sign), expected);
}
