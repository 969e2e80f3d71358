import { nameOf } from '../../../../libs/domain/cycle/key-dates.js';
import { dateOf } from '../../../../libs/domain/calendar/arithmetic.js';
import type { WorkingCalendar } from '../../../../libs/domain/calendar/calendar.js';
import type { CycleState } from '../../../../libs/domain/cycle/cycle.js';
import type { PeriodPreview, StagePreview } from '../../../../libs/domain/cycle/preview.js';
import type { OffsetSpec, StageDefinition } from '../../../../libs/domain/duty/definition.js';
import { offsetSpecOf } from '../../../../libs/domain/duty/offset.js';
import type { DueBasis, PlannedRung } from '../../../../libs/domain/stage/state.js';
import {
  ChoiceField,
  DateField,
  FlagField,
  IdField,
  InstantField,
  ListField,
  ObjectField,
  OffsetField,
  TextField,
  TitleDto,
  TitleField,
  WholeField,
} from '../../common/fields/index.js';

const provisional = 'The year has no official list of holidays yet: the date may still move.';

/** What an instant was computed from. */
export class BasisResponse {
  @TextField({
    description:
      'What it counts from: period-start, period-end, opening, stage-opening, late-opening, or a date that was set.',
    example: 'period-end',
    max: 40,
  })
  of: string;

  @InstantField({ description: 'The instant that this is; null for a date that was set.', nullable: true })
  from: string | null;

  @OffsetField({
    description: 'The distance from there; null for a date that was set.',
    example: { workingDays: -5 },
    sign: 'any',
    nullable: true,
  })
  offset: OffsetSpec | null;
}

export class RungPreviewResponse {
  @TextField({ description: 'Its name in the ladder.', example: 'escalate-1', max: 64 })
  name: string;

  @TextField({ description: 'What it does.', example: 'escalate', max: 40 })
  action: string;

  @WholeField({
    description: 'For escalate: 1 is the post directly above.',
    example: 1,
    min: 1,
    max: 20,
    nullable: true,
  })
  level: number | null;

  @OffsetField({ description: 'From the due instant.', example: { workingDays: 3 }, sign: 'any' })
  offset: OffsetSpec;

  @InstantField({ description: 'When it comes, if nobody acts.' })
  at: string;

  @FlagField({ description: provisional, example: true })
  isProvisional: boolean;
}

export class StagePreviewResponse {
  @TextField({ description: 'Its name in the duty.', example: 'minutes', max: 64 })
  stage: string;

  @TitleField({ description: 'What it is called.' })
  title: TitleDto;

  @InstantField({
    description: 'When it opens at the latest, if the stage before it is done by its deadline.',
  })
  opensAt: string;

  @InstantField({ description: 'When it is due.' })
  dueAt: string;

  @ObjectField(() => BasisResponse, { description: 'What the deadline was computed from.' })
  basis: BasisResponse;

  @FlagField({ description: provisional, example: true })
  isProvisional: boolean;

  @ListField(() => RungPreviewResponse, { description: 'Every rung, if nobody acts.', max: 20 })
  rungs: RungPreviewResponse[];
}

const FATES = ['to-come', 'opened', 'skipped'] as const;

export class PeriodPreviewResponse {
  @DateField({ description: 'Its first date.', example: '2027-01-01' })
  from: string;

  @DateField({ description: 'Its last date.', example: '2027-06-30' })
  to: string;

  @InstantField({ description: 'When it opens.' })
  opensAt: string;

  @ChoiceField(FATES, { description: 'What has become of it.' })
  fate: (typeof FATES)[number];

  @ListField(() => StagePreviewResponse, { description: 'One after the other.', max: 20 })
  stages: StagePreviewResponse[];
}

/** What is to come of a cycle, as things stand. */
export class PreviewResponse {
  @IdField({ description: 'The cycle.', example: 'court.topic-study' })
  cycle: string;

  @IdField({ description: 'The calendar behind the dates.', example: 'china' })
  calendar: string;

  @WholeField({ description: 'Its version.', example: 1, min: 1, max: 1_000_000 })
  calendarVersion: number;

  @FlagField({ description: 'Periods that begin while the cycle is paused do not open.', example: false })
  isPaused: boolean;

  @ListField(() => PeriodPreviewResponse, {
    description: 'The periods that open between the two dates.',
    max: 401,
  })
  periods: PeriodPreviewResponse[];
}

export function toPreview(
  { brief, isPaused, skips, opened }: CycleState,
  calendar: WorkingCalendar,
  previews: readonly PeriodPreview[],
): PreviewResponse {
  return {
    cycle: brief.id,
    calendar: calendar.id,
    calendarVersion: calendar.version,
    isPaused,
    periods: previews.map((preview) => {
      const name = nameOf(preview.period);
      const fate = opened.includes(name) ? 'opened' : skips.includes(name) ? 'skipped' : 'to-come';
      return { ...toPeriod(preview, calendar), fate };
    }),
  };
}

/** A period to come. */
export const toPeriod = (
  { period, opensAt, stages }: PeriodPreview,
  calendar: WorkingCalendar,
): PeriodPreviewResponse => ({
  from: period.from,
  to: period.to,
  opensAt,
  fate: 'to-come',
  stages: stages.map((stage) => toStage(stage, calendar)),
});

const toStage = (
  { stage, definition: { title, ladder }, opensBy, due, basis, isProvisional, rungs }: StagePreview,
  calendar: WorkingCalendar,
): StagePreviewResponse => ({
  stage,
  title,
  opensAt: opensBy,
  dueAt: due,
  basis: toBasis(basis),
  isProvisional,
  rungs: rungs.map((rung) => toRung(rung, ladder.unit, calendar)),
});

const toBasis = (basis: DueBasis): BasisResponse =>
  basis.kind === 'fixed'
    ? { of: basis.of, from: null, offset: null }
    : { of: basis.of, from: basis.from, offset: offsetSpecOf(basis.offset) };

const toRung = (
  { name, action, level, offset, at }: PlannedRung,
  unit: StageDefinition['ladder']['unit'],
  calendar: WorkingCalendar,
): RungPreviewResponse => ({
  name,
  action,
  level: level ?? null,
  offset: offsetSpecOf({ unit, amount: offset }),
  at,
  isProvisional: calendar.isProvisional(dateOf(calendar, at)),
});
