import type { DueRule, PartyRule, ReviewerRule } from '../../../../libs/domain/duty/definition.js';
import { field, type FieldOptions } from '../../common/fields/field.js';
import { isDate, isOffset, parseInstant, PatternField } from '../../common/fields/index.js';

const NAME = /^(?=.{1,64}$)[a-z0-9]+(-[a-z0-9]+)*$/;
const ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,199}$/;

/** A name inside a duty, or a kind of post or body. */
export const NameField = (options: FieldOptions): PropertyDecorator =>
  PatternField({
    ...options,
    pattern: NAME,
    expected: 'must be 1 to 64 lower-case letters, digits and single hyphens',
  });

type Plain = Record<string, unknown>;

/** Whether `value` is an object with these keys and no others. */
const hasOnly = (value: unknown, ...keys: readonly string[]): value is Plain =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  Object.keys(value).sort().join() === [...keys].sort().join();

const isName = (value: unknown): boolean => typeof value === 'string' && NAME.test(value);
const isId = (value: unknown): boolean => typeof value === 'string' && ID.test(value);

const object = (properties: Record<string, object>) => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
});
const name = { type: 'string', pattern: NAME.source };
const id = { type: 'string', pattern: ID.source };

const MAX_NAMED = 200;

const isNamed = (value: unknown): boolean =>
  Array.isArray(value) &&
  value.length >= 1 &&
  value.length <= MAX_NAMED &&
  value.every(
    (party) =>
      hasOnly(party, 'kind', 'id') && ['post', 'body'].includes(String(party.kind)) && isId(party.id),
  );

const isParties = (value: unknown): value is PartyRule =>
  ['posts', 'membersOf', 'body'].some((key) => hasOnly(value, key) && isName(value[key])) ||
  (hasOnly(value, 'named') && isNamed(value.named));

/** Who owes: posts of a kind, the members of a body of a kind, that body, or posts and bodies named one by one. */
export const PartiesField = (options: FieldOptions): PropertyDecorator =>
  field(
    { example: { posts: 'branch-secretary' }, ...options },
    {
      oneOf: [
        object({ posts: name }),
        object({ membersOf: name }),
        object({ body: name }),
        object({
          named: {
            type: 'array',
            minItems: 1,
            maxItems: MAX_NAMED,
            items: object({ kind: { type: 'string', enum: ['post', 'body'] }, id }),
          },
        }),
      ],
    },
    isParties,
    'must be one of {"posts": kind}, {"membersOf": kind of body}, {"body": kind} and {"named": [{"kind": "post" or "body", "id"}]}',
  );

const ANCHORS = ['period-start', 'period-end', 'stage-opening'];

const isDue = (value: unknown): value is DueRule =>
  hasOnly(value, 'from', 'offset')
    ? ANCHORS.includes(String(value.from)) && isOffset(value.offset, 'any')
    : hasOnly(value, 'at') && (isDate(value.at) || parseInstant(value.at) !== undefined);

/** When a stage is due: a distance from its period or its opening, or a date. */
export const DueField = (options: FieldOptions): PropertyDecorator =>
  field(
    { example: { from: 'period-end', offset: { workingDays: -5 } }, ...options },
    {
      oneOf: [
        object({ from: { type: 'string', enum: ANCHORS }, offset: { type: 'object' } }),
        object({ at: { type: 'string', description: 'A day, or an instant in RFC 3339.' } }),
      ],
    },
    isDue,
    `must be {"from": one of ${ANCHORS.join(', ')}, "offset": {"workingDays": n} or the like} or {"at": day or instant}`,
  );

const isReviewer = (value: unknown): value is ReviewerRule =>
  value === 'superior' ||
  (hasOnly(value, 'post') && isName(value.post)) ||
  (hasOnly(value, 'named') && isId(value.named));

/** Who reviews: the post above, the nearest of a kind, or a post by name. */
export const ReviewerField = (options: FieldOptions): PropertyDecorator =>
  field(
    { example: 'superior', ...options },
    { oneOf: [{ type: 'string', enum: ['superior'] }, object({ post: name }), object({ named: id })] },
    isReviewer,
    'must be "superior", {"post": kind} or {"named": id of a post}',
  );
