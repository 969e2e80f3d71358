import type { CycleEntity } from '../../../../libs/persistence/entities/cycle.entity.js';
import {
  DateField,
  FlagField,
  IdField,
  InstantField,
  ObjectField,
  TextField,
  TitleDto,
  TitleField,
  WholeField,
} from '../../common/fields/index.js';

export class NextPeriodResponse {
  @DateField({ description: 'Its first date.', example: '2027-01-01' })
  from: string;

  @DateField({ description: 'Its last date.', example: '2027-06-30' })
  to: string;

  @InstantField({ description: 'When it opens, unless it is skipped or the cycle paused.' })
  opensAt: string;
}

/** Which duty recurs when for which unit, and where it stands. */
export class CycleResponse {
  @IdField({ description: 'Its id.', example: 'court.topic-study' })
  id: string;

  @TitleField({ description: 'What the duty is called.' })
  title: TitleDto;

  @IdField({ description: 'The unit on which the duty is laid.', example: 'court' })
  unit: string;

  @IdField({ description: 'The calendar that its deadlines follow.', example: 'china' })
  calendar: string;

  @IdField({ description: 'The duty.', example: 'court.topic-study' })
  duty: string;

  @WholeField({
    description: 'The version of it with which the cycle runs.',
    example: 1,
    min: 1,
    max: 1_000_000,
  })
  dutyVersion: number;

  @TextField({
    description: 'When it recurs (RFC 5545); null where it follows key dates.',
    example: 'FREQ=MONTHLY;INTERVAL=6',
    max: 500,
    nullable: true,
  })
  rule: string | null;

  @WholeField({
    description: 'How many working days before a key date its period begins; null where it recurs.',
    example: 10,
    min: 0,
    max: 60,
    nullable: true,
  })
  leadWorkingDays: number | null;

  @DateField({ description: 'The first date of the series.', example: '2027-01-01' })
  startDate: string;

  @DateField({ description: 'Periods that ended before it never open.', example: '2027-01-01' })
  adoptionDate: string;

  @FlagField({ description: 'Periods that begin while it is paused do not open.', example: false })
  isPaused: boolean;

  @ObjectField(() => NextPeriodResponse, {
    description: 'The period next in line; null when the series is over, or its workflow has not begun yet.',
    nullable: true,
  })
  next: NextPeriodResponse | null;

  @WholeField({ description: 'How many periods have opened.', example: 2, min: 0, max: 1_000_000 })
  openedCount: number;

  @InstantField({ description: 'When its workflow began; null until then.', nullable: true })
  startedAt: string | null;

  @WholeField({ description: 'Grows with every entry.', example: 3, min: 0, max: 2_147_483_647 })
  version: number;
}

export const toCycle = ({ nextFrom, nextTo, nextAt, ...row }: CycleEntity): CycleResponse => ({
  id: row.id,
  title: row.title,
  unit: row.unitId,
  calendar: row.calendarId,
  duty: row.dutyId,
  dutyVersion: row.dutyVersion,
  rule: row.rule === '' ? null : row.rule,
  leadWorkingDays: row.leadWorkingDays,
  startDate: row.startDate,
  adoptionDate: row.adoptionDate,
  isPaused: row.isPaused,
  next: nextFrom && nextTo && nextAt ? { from: nextFrom, to: nextTo, opensAt: nextAt } : null,
  openedCount: row.openedCount,
  startedAt: row.startedAt,
  version: row.version,
});
