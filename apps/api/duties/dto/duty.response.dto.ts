import type { Ladder } from '../../../../libs/domain/duty/definition.js';
import { ladderSpecOf } from '../../../../libs/domain/duty/ladder-spec.js';
import type { DutyEntity } from '../../../../libs/persistence/entities/duty.entity.js';
import { IdField, InstantField, SlugField, WholeField } from '../../common/fields/index.js';
import { ChangeDutyRequest } from './duty.request.dto.js';
import type { LadderDto } from './ladder.dto.js';

/** The newest version of a duty. */
export class DutyResponse extends ChangeDutyRequest {
  @IdField({ description: 'Its id.', example: 'court.topic-study' })
  id: string;

  @IdField({ description: 'The unit that laid it down.', example: 'court' })
  unit: string;

  @SlugField({ description: 'Its name in the unit.', example: 'topic-study' })
  key: string;

  @IdField({
    description: 'The plan that it came with; null for one beside it.',
    example: 'court.court',
    nullable: true,
  })
  plan: string | null;

  @InstantField({ description: 'When this version was published.' })
  publishedAt: string;

  @WholeField({
    description: 'A published version never changes; a change makes the next.',
    example: 1,
    min: 1,
    max: 2_147_483_647,
  })
  version: number;
}

const ladder = (stored: Ladder): LadderDto => ({ rungs: [...ladderSpecOf(stored).rungs] });

export function toDuty({ id, unitId, planId, definition, publishedAt, version }: DutyEntity): DutyResponse {
  return {
    id,
    unit: unitId,
    key: definition.key,
    plan: planId,
    title: definition.title,
    row: definition.row,
    basis: definition.basis,
    procedure: definition.procedure,
    floor: definition.floor,
    stages: definition.stages.map((stage) => ({
      ...stage,
      ladder: ladder(stage.ladder),
      evidence: [...stage.evidence],
      review: stage.review && { ...stage.review, ladder: ladder(stage.review.ladder) },
      otherPersonThan: stage.otherPersonThan && [...stage.otherPersonThan],
    })),
    severities: definition.severities && [...definition.severities],
    inquiry: definition.inquiry && {
      ...definition.inquiry,
      cadres: [...definition.inquiry.cadres],
      measures: [...definition.inquiry.measures],
    },
    occurrence: definition.occurrence && {
      ...definition.occurrence,
      openedBy: [...definition.occurrence.openedBy],
    },
    limits: definition.limits,
    sharesItemWith: definition.sharesItemWith && [...definition.sharesItemWith],
    publishedAt,
    version,
  };
}
