import type {
  Basis,
  MeasureAgainst,
  OffsetSpec,
  ProcedureName,
} from '../../../../libs/domain/duty/definition.js';
import { STAGES_OF_PROCEDURE } from '../../../../libs/domain/duty/validate.js';
import {
  ChoiceField,
  FlagField,
  IdField,
  ListField,
  ObjectField,
  OffsetField,
  SlugField,
  SlugsField,
  TitleDto,
  TitleField,
  WholeField,
} from '../../common/fields/index.js';
import { PageRequest } from '../../common/page/page.request.dto.js';
import { StageDto } from './stage.dto.js';

const STRENGTHS = ['required', 'at-least', 'our-default'] as const satisfies readonly Basis['strength'][];

export class BasisDto {
  @ChoiceField(STRENGTHS, { description: 'How strong the source is.' })
  strength: Basis['strength'];

  @TitleField({ description: 'Where the duty comes from.' })
  source: TitleDto;
}

/** How a duty "on occurrence" begins. */
export class OccurrenceDto {
  @SlugsField({
    description: 'Kinds of posts, in the unit concerned, above or beside it, whose holders open one.',
    example: ['department-head'],
    min: 1,
    max: 20,
  })
  openedBy: string[];

  @FlagField({
    description: 'Whether what comes in without an account opens one too; left out: no.',
    example: true,
    optional: true,
  })
  fromIntake?: boolean;
}

/** How much time a severity gives for each clock of an incident. */
export class WithinDto {
  @OffsetField({ description: 'Until it is acknowledged, from the report on.' })
  acknowledge: OffsetSpec;

  @OffsetField({ description: 'Until it is contained, from the report on.' })
  contain: OffsetSpec;

  @OffsetField({ description: 'Until it is reported upward, from the report on.' })
  reportUpward: OffsetSpec;

  @OffsetField({ description: 'Until it is resolved, from the report on.' })
  resolve: OffsetSpec;

  @OffsetField({ description: 'Until its causes are reviewed, from the resolution on.' })
  review: OffsetSpec;
}

/** How grave an incident may be. */
export class SeverityDto {
  @SlugField({ description: 'Its name, unique in the duty.', example: 'major' })
  name: string;

  @TitleField({ description: 'What it is called.' })
  title: TitleDto;

  @ObjectField(() => WithinDto, { description: 'The time that it gives.' })
  within: WithinDto;
}

/** A row of the competence table (干部管理权限). */
export class MeasureDto {
  @SlugField({ description: 'Its name, unique in the table.', example: 'circular' })
  name: string;

  @TitleField({ description: 'What it is called.' })
  title: TitleDto;

  @ChoiceField(['body', 'cadre'], { description: 'Against whom it may be taken.' })
  against: MeasureAgainst;

  @FlagField({ description: 'Whether it is lighter handling, outside the measures.', example: false })
  isLighter: boolean;

  @SlugField({ description: 'The kind of body that decides on it.', example: 'leading-group' })
  decidedBy: string;
}

/** By which rules a unit carries on its inquiries (row 4). */
export class InquiryRulesDto {
  @SlugField({ description: 'The kind of post that decides whether to launch.', example: 'secretary' })
  principal: string;

  @SlugsField({
    description: 'Kinds of posts whose holders are leading cadres: nobody else is a respondent in person.',
    example: ['vice-president'],
    min: 1,
    max: 50,
  })
  cadres: string[];

  @SlugField({
    description:
      'Key of the duty by which accountability rules are adopted: without them nothing is launched.',
    example: 'implementing-rules',
  })
  rulesDuty: string;

  @WholeField({ description: 'How many investigate at the least.', example: 2, min: 2, max: 20 })
  minMembers: number;

  @WholeField({
    description: 'How many working days the file is open before the window for the statement closes.',
    example: 5,
    min: 1,
    max: 100,
  })
  accessWorkingDays: number;

  @ListField(() => MeasureDto, { description: 'From the lightest to the gravest.', min: 1, max: 50 })
  measures: MeasureDto[];
}

/** Limits of a duty's own, in place of the unit's policy. */
export class LimitsDto {
  @WholeField({
    description: 'How often a deadline may be put off.',
    example: 1,
    min: 0,
    max: 100,
    optional: true,
  })
  maxExtensions?: number;

  @WholeField({
    description: 'By how many working days in all.',
    example: 22,
    min: 0,
    max: 1_000,
    optional: true,
  })
  maxExtensionWorkingDays?: number;
}

/** What is owed. */
export class ChangeDutyRequest {
  @TitleField({ description: 'What it is called.' })
  title: TitleDto;

  @WholeField({
    description: 'The row of the plan that it implements; null beside it.',
    example: 27,
    min: 1,
    max: 999,
    nullable: true,
  })
  row: number | null;

  @ObjectField(() => BasisDto, { description: 'Where it comes from and how strong that is.' })
  basis: BasisDto;

  @ChoiceField(Object.keys(STAGES_OF_PROCEDURE), {
    description: 'The procedure that carries it; `duty` takes its stages as they are listed.',
    example: 'duty',
  })
  procedure: ProcedureName;

  @FlagField({ description: 'Only the superior unit can waive a floor.', example: false })
  floor: boolean;

  @ListField(() => StageDto, { description: 'One after the other.', min: 1, max: 40 })
  stages: StageDto[];

  @ObjectField(() => OccurrenceDto, {
    description: 'Opened by hand whenever it happens; left out where it recurs only.',
    optional: true,
  })
  occurrence?: OccurrenceDto;

  @ListField(() => SeverityDto, {
    description: 'Of an incident: the gravest first, which counts until somebody has set another one.',
    min: 1,
    max: 9,
    optional: true,
  })
  severities?: SeverityDto[];

  @ObjectField(() => InquiryRulesDto, {
    description: 'Of inquiries: by which rules they are carried on.',
    optional: true,
  })
  inquiry?: InquiryRulesDto;

  @ObjectField(() => LimitsDto, { description: 'Limits in place of the policy.', optional: true })
  limits?: LimitsDto;

  @SlugsField({
    description:
      'Duties, by key, that one item of a meeting may satisfy with this one; each has to name the other.',
    example: ['risk-analysis'],
    min: 1,
    max: 20,
    optional: true,
  })
  sharesItemWith?: string[];
}

export class CreateDutyRequest extends ChangeDutyRequest {
  @IdField({ description: 'The unit that lays it down.', example: 'court' })
  unit: string;

  @SlugField({ description: 'Unique in the unit; the id is `<unit>.<key>`.', example: 'key-date-roster' })
  key: string;
}

export class DutiesRequest extends PageRequest {
  @IdField({ description: 'Only what this unit has laid down.', example: 'court', optional: true })
  unit?: string;

  @IdField({ description: 'Only what came with this plan.', example: 'court.court', optional: true })
  plan?: string;
}
