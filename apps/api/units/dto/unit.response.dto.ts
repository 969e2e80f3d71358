import type { Organisation, Title, Unit } from '../../../../libs/domain/organisation/organisation.js';
import type { Instant } from '../../../../libs/domain/time.js';
import type { UnitEntity } from '../../../../libs/persistence/entities/unit.entity.js';
import { IdField, InstantField, ListField, TitleField, WholeField } from '../../common/fields/index.js';
import { notFound } from '../../common/problem/problem.js';

/** What a unit is from an instant on. */
export class UnitVersionResponse {
  @InstantField({ description: 'Since when it is so.' })
  from: string;

  @IdField({ description: 'The unit above it; null at the top.', example: 'court', nullable: true })
  parent: string | null;

  @TitleField({ description: 'What it is called.' })
  title: Title;

  @IdField({ description: 'The calendar that its deadlines follow.', example: 'china' })
  calendar: string;
}

export class UnitResponse extends UnitVersionResponse {
  @IdField({ description: 'Its id.', example: 'court-office' })
  id: string;

  @IdField({
    description: 'The post that has it in its portfolio (分管); null: none.',
    example: 'vice-president-civil',
    nullable: true,
  })
  inCharge: string | null;

  @ListField(() => UnitVersionResponse, { description: 'What it will be later, the next first.', max: 200 })
  planned: UnitVersionResponse[];

  @InstantField({ description: 'Since when it is no more; null while it is.', nullable: true })
  endedAt: string | null;

  @WholeField({ description: 'Counts its changes.', example: 1, min: 1, max: 2_147_483_647 })
  version: number;
}

const toVersion = ({ from, parentId, title, calendarId }: Unit): UnitVersionResponse => ({
  from: from as Instant,
  parent: parentId,
  title,
  calendar: calendarId,
});

/** @throws Problem 404 where it does not exist yet at `at` */
export function toUnit(
  { id, endedAt, version }: UnitEntity,
  organisation: Organisation,
  at: Instant,
): UnitResponse {
  const unit = organisation.unit(id, at);
  if (unit === undefined) throw notFound('unit');
  return {
    id,
    ...toVersion(unit),
    inCharge: organisation.inCharge(id, at) ?? null,
    planned: organisation.plannedUnits(id, at).map(toVersion),
    endedAt,
    version,
  };
}
