import { DUE_FROM, INQUIRY_ROLES } from '../../../../libs/domain/duty/definition.js';
import { isDueRule, isPartyRule, isReviewerRule } from '../../../../libs/domain/duty/shapes.js';
import { field, type FieldOptions } from '../../common/fields/field.js';

const NAME = /^(?=.{1,64}$)[a-z0-9]+(-[a-z0-9]+)*$/;
const ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,199}$/;

const object = (properties: Record<string, object>) => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
});
const name = { type: 'string', pattern: NAME.source };
const id = { type: 'string', pattern: ID.source };

const MAX_NAMED = 1_000;

/** Who owes: posts of a kind, the nearest of a kind, the members of a body of a kind, that body, or posts and bodies named one by one. */
export const PartiesField = (options: FieldOptions): PropertyDecorator =>
  field(
    { example: { posts: 'branch-secretary' }, ...options },
    {
      oneOf: [
        object({ posts: name }),
        object({ nearest: name }),
        object({ membersOf: name }),
        object({ body: name }),
        object({ headOf: { type: 'string', enum: ['unit'] } }),
        object({ ownersOf: { type: 'string', enum: ['channels'] } }),
        object({ inquiry: { type: 'string', enum: [...INQUIRY_ROLES] } }),
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
    isPartyRule,
    'must be one of {"posts": kind}, {"nearest": kind}, {"membersOf": kind of body}, {"body": kind}, {"headOf": "unit"}, {"ownersOf": "channels"}, {"inquiry": part} and {"named": [{"kind": "post" or "body", "id"}]}',
  );

/** When a stage is due: a distance from its period or its opening, or a date. */
export const DueField = (options: FieldOptions): PropertyDecorator =>
  field(
    { example: { from: 'period-end', offset: { workingDays: -5 } }, ...options },
    {
      oneOf: [
        object({ from: { type: 'string', enum: [...DUE_FROM] }, offset: { type: 'object' } }),
        object({ at: { type: 'string', description: 'A day, or an instant in RFC 3339.' } }),
      ],
    },
    isDueRule,
    `must be {"from": one of ${DUE_FROM.join(', ')}, "offset": {"workingDays": n} or the like} or {"at": day or instant}`,
  );

/** Who reviews: the post above, the nearest of a kind, or a post by name. */
export const ReviewerField = (options: FieldOptions): PropertyDecorator =>
  field(
    { example: 'superior', ...options },
    { oneOf: [{ type: 'string', enum: ['superior'] }, object({ post: name }), object({ named: id })] },
    isReviewerRule,
    'must be "superior", {"post": kind} or {"named": id of a post}',
  );
