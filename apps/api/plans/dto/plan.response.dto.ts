import type { PlanEntity } from '../../../../libs/persistence/entities/plan.entity.js';
import type { AdoptedDuty } from '../../../../libs/plan/adopt/adoption.js';
import {
  ChoiceField,
  DateField,
  IdField,
  InstantField,
  IdsField,
  ListField,
  Sha256Field,
  TitleDto,
  TitleField,
  WholeField,
} from '../../common/fields/index.js';

/** A plan that a unit has adopted. */
export class PlanResponse {
  @IdField({ description: 'Its id: the unit and the key of the plan.', example: 'court.court' })
  id: string;

  @IdField({ description: 'The unit that has adopted it.', example: 'court' })
  unit: string;

  @TitleField({ description: 'What it is called.' })
  title: TitleDto;

  @WholeField({ description: 'Which edition of the plan.', example: 1, min: 1, max: 1_000_000 })
  edition: number;

  @DateField({ description: 'Periods that ended before it never open.', example: '2027-01-01' })
  adoptionDate: string;

  @DateField({
    description: 'The last day of its trial; null without one.',
    example: '2027-02-28',
    nullable: true,
  })
  trialUntil: string | null;

  @IdField({
    description: 'The post that alone is told of what comes during the trial; null without one.',
    example: 'office-head',
    nullable: true,
  })
  trialOffice: string | null;

  @Sha256Field({
    description: 'The document that holds the pack as it was imported.',
    example: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  })
  document: string;

  @InstantField({ description: 'When this edition was imported.' })
  importedAt: string;

  @WholeField({ description: 'Counts its imports.', example: 1, min: 1, max: 2_147_483_647 })
  version: number;
}

const CHANGES = ['new', 'proposed', 'unchanged'] as const satisfies readonly AdoptedDuty['change'][];

export class AdoptedDutyResponse {
  @IdField({ description: 'The duty.', example: 'court.topic-study' })
  id: string;

  @WholeField({ description: 'Its newest version that is in force.', example: 1, min: 1, max: 1_000_000 })
  version: number;

  @ChoiceField(CHANGES, {
    description:
      'Against the edition before; what it changes is proposed (/duties/{id}/changes), and waits for its approval.',
  })
  change: AdoptedDuty['change'];
}

/** An import that went through. */
export class ImportedPlanResponse extends PlanResponse {
  @ListField(() => AdoptedDutyResponse, { description: 'Each duty of the plan.', max: 500 })
  duties: AdoptedDutyResponse[];

  @IdsField({
    description: 'Cycles that begin now; the others go on with the version of the duty that they began with.',
    example: ['court.topic-study'],
    max: 500,
  })
  newCycles: string[];
}

export const toPlan = (row: PlanEntity): PlanResponse => ({
  id: row.id,
  unit: row.unitId,
  title: row.title,
  edition: row.packVersion,
  adoptionDate: row.adoptionDate,
  trialUntil: row.trialUntil,
  trialOffice: row.trialOffice,
  document: row.document,
  importedAt: row.importedAt,
  version: row.version,
});
