import {
  FlagField,
  IdField,
  ListField,
  SlugField,
  TextField,
  WholeField,
} from '../../common/fields/index.js';

const MAX_INT = 2_147_483_647;

/** What became of one item. */
export class BatchAnswerResponse {
  @IdField({ description: 'The obligation.', example: 'theory-study.branch-1.2027-01-01' })
  obligation: string;

  @FlagField({ description: 'Whether the ledger holds it.', example: true })
  accepted: boolean;

  @WholeField({
    description: 'The number, in the obligation, of the first entry that it made.',
    example: 7,
    min: 1,
    max: MAX_INT,
    nullable: true,
  })
  seq: number | null;

  @SlugField({
    description: 'Where it was refused: the code of the rule.',
    example: 'already-signed',
    nullable: true,
  })
  code: string | null;

  @TextField({
    description: 'Where it was refused: why, and what to do.',
    example: 'This duty has been signed for already.',
    max: 1_000,
    nullable: true,
  })
  detail: string | null;
}

export class BatchResponse {
  @ListField(() => BatchAnswerResponse, {
    description: 'One answer for each item, in their order.',
    max: 200,
  })
  answers: BatchAnswerResponse[];
}
