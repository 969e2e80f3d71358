import type { KeyDateEntity } from '../../../../libs/persistence/entities/key-date.entity.js';
import {
  DateField,
  IdField,
  InstantField,
  TitleField,
  WholeField,
  type TitleDto,
} from '../../common/fields/index.js';
import { PageRequest } from '../../common/page/page.request.dto.js';

export class KeyDatesRequest extends PageRequest {
  @IdField({ description: 'Only those that this unit has entered.', example: 'court', optional: true })
  unit?: string;
}

export class AddKeyDateRequest {
  @IdField({ description: 'The unit for which it counts, and those below it.', example: 'court' })
  unit: string;

  @TitleField({ description: 'What it is.' })
  title: TitleDto;

  @DateField({
    description: 'The day, or the first of several; not one that has passed.',
    example: '2027-03-05',
  })
  from: string;

  @DateField({ description: 'The last of several days.', example: '2027-03-12', optional: true })
  to?: string;
}

export class KeyDateResponse {
  @IdField({ description: 'Its id.', example: '5b0e6a52-6a55-4d9a-8a0b-7f6f3b6b9a10' })
  id: string;

  @IdField({ description: 'The unit for which it counts, and those below it.', example: 'court' })
  unit: string;

  @TitleField({ description: 'What it is.' })
  title: TitleDto;

  @DateField({ description: 'The first day.', example: '2027-03-05' })
  from: string;

  @DateField({ description: 'The last day.', example: '2027-03-12' })
  to: string;

  @InstantField({ description: 'When it was cancelled; null while it stands.', nullable: true })
  cancelledAt: string | null;

  @WholeField({ description: 'Counts its changes.', example: 1, min: 1, max: 2_147_483_647 })
  version: number;
}

export const toKeyDate = ({ unitId, ...row }: KeyDateEntity): KeyDateResponse => ({ ...row, unit: unitId });
