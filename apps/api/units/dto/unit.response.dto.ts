import type { Title } from '../../../../libs/domain/organisation/organisation.js';
import type { UnitEntity } from '../../../../libs/persistence/entities/unit.entity.js';
import { IdField, InstantField, TitleField, WholeField } from '../../common/fields/index.js';

export class UnitResponse {
  @IdField({ description: 'Its id.', example: 'court-office' })
  id: string;

  @IdField({ description: 'The unit above it; null at the top.', example: 'court', nullable: true })
  parent: string | null;

  @TitleField({ description: 'What it is called.' })
  title: Title;

  @IdField({ description: 'The calendar that its deadlines follow.', example: 'china' })
  calendar: string;

  @InstantField({ description: 'Since when it is no more; null while it is.', nullable: true })
  endedAt: string | null;

  @WholeField({ description: 'Counts its changes.', example: 1, min: 1, max: 2_147_483_647 })
  version: number;
}

export const toUnit = ({ id, parentId, title, calendarId, endedAt, version }: UnitEntity): UnitResponse => ({
  id,
  parent: parentId,
  title,
  calendar: calendarId,
  endedAt,
  version,
});
