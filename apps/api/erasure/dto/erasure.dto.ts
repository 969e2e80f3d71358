import type { ErasureEntity } from '../../../../libs/persistence/entities/erasure.entity.js';
import { IdField, InstantField, TextField } from '../../common/fields/index.js';

export class ErasureRequest {
  @TextField({
    description: 'Why, and by which decision: kept as a text of whoever asks for it.',
    example: 'Left the court on 31 March; decision No. 12 of the data protection officer.',
    max: 2_000,
    multiline: true,
  })
  grounds: string;
}

export class ErasureResponse {
  @IdField({ description: 'Whose personal data it is about.', example: 'li-na' })
  officer: string;

  @TextField({ description: 'Why.', example: 'Left the court on 31 March.', max: 2_000, multiline: true })
  grounds: string;

  @IdField({ description: 'The administrator who asked for it.', example: 'kong-yi' })
  requestedBy: string;

  @InstantField({ description: 'When it was asked for.' })
  requestedAt: string;

  @InstantField({
    description: 'When it was done; null while it waits for another administrator.',
    nullable: true,
  })
  erasedAt: string | null;
}

export const toErasure = (
  { officerId, requestedBy, requestedAt, erasedAt }: ErasureEntity,
  grounds: string,
): ErasureResponse => ({ officer: officerId, grounds, requestedBy, requestedAt, erasedAt });
