import { ValidateBy } from 'class-validator';
import { type QuorumRule, type Share } from '../../../../libs/domain/organisation/quorum.js';
import { ObjectField, WholeField, type FieldOptions } from '../../common/fields/index.js';

/** Once both are numbers. */
const noMoreThanAll = ValidateBy({
  name: 'share',
  validator: {
    validate: (_, args) => {
      const { of, outOf } = args?.object as ShareDto;
      return !(of > outOf);
    },
    defaultMessage: () => 'must be no more than `outOf`',
  },
});

export class ShareDto implements Share {
  @WholeField({ description: 'So many.', example: 2, min: 1, max: 100 })
  @noMoreThanAll
  of: number;

  @WholeField({ description: 'Out of so many; no fewer.', example: 3, min: 1, max: 100 })
  outOf: number;
}

export class QuorumRuleDto implements QuorumRule {
  @ObjectField(() => ShareDto, { description: 'Of its members, for whatever else it decides.' })
  ordinary: ShareDto;

  @ObjectField(() => ShareDto, { description: 'Of its members, for personnel or discipline.' })
  personnel: ShareDto;
}

/** At least which share of the members takes part, by matter. */
export const QuorumField = (options: FieldOptions): PropertyDecorator =>
  ObjectField(() => QuorumRuleDto, {
    example: { ordinary: { of: 1, outOf: 2 }, personnel: { of: 2, outOf: 3 } },
    ...options,
  });
