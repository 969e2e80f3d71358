import type { DutyDefinition, Ladder, StageDefinition } from '../../../libs/domain/duty/definition.js';
import type { Fault } from '../../../libs/domain/duty/fault.js';
import { ladderOf, ladderSpecFaults } from '../../../libs/domain/duty/ladder-spec.js';
import { validateDuty } from '../../../libs/domain/duty/validate.js';
import type { Organisation } from '../../../libs/domain/organisation/organisation.js';
import type { Instant } from '../../../libs/domain/time.js';
import type { Caller } from '../auth/caller.js';
import { badRequest } from '../common/problem/problem.js';
import type { ChangeDutyRequest } from './dto/duty.request.dto.js';
import type { StageDto } from './dto/stage.dto.js';

/**
 * The duty that a request describes.
 *
 * @throws Problem 400 with every fault at its place in the request: what makes no duty, and posts or bodies that there are not
 */
export function definitionOf(
  key: string,
  request: ChangeDutyRequest,
  { organisation, at }: Caller,
): DutyDefinition {
  const ladderFaults = request.stages.flatMap(({ ladder, review }, index) => [
    ...ladderSpecFaults(ladder, `/stages/${index}/ladder`),
    ...(review ? ladderSpecFaults(review.ladder, `/stages/${index}/review/ladder`) : []),
  ]);
  const unknown = request.stages.flatMap((stage, index) =>
    unknownReferences(stage, `/stages/${index}`, organisation, at),
  );
  if (ladderFaults.length > 0) throw badRequest([...ladderFaults, ...unknown]);
  const {
    title,
    row,
    basis,
    procedure,
    floor,
    stages,
    severities,
    inquiry,
    occurrence,
    limits,
    sharesItemWith,
  } = request;
  const definition: DutyDefinition = structuredClone({
    key,
    row,
    title,
    basis,
    procedure,
    floor,
    stages: stages.map(stageOf),
    ...(severities ? { severities } : {}),
    ...(inquiry ? { inquiry } : {}),
    ...(occurrence ? { occurrence } : {}),
    ...(limits ? { limits } : {}),
    ...(sharesItemWith ? { sharesItemWith } : {}),
  });
  const faults = [...validateDuty(definition), ...unknown];
  if (faults.length > 0) throw badRequest(faults);
  return definition;
}

const ladder = ({ rungs }: StageDto['ladder']): Ladder => ladderOf({ rungs });

const stageOf = (stage: StageDto): StageDefinition => ({
  ...stage,
  ladder: ladder(stage.ladder),
  review: stage.review && { ...stage.review, ladder: ladder(stage.review.ladder) },
});

function unknownReferences(
  { parties, review }: StageDto,
  pointer: string,
  organisation: Organisation,
  at: Instant,
): Fault[] {
  const named = 'named' in parties ? parties.named : [];
  const faults = named.flatMap(({ kind, id }, index): Fault[] => {
    const isKnown = (kind === 'post' ? organisation.post(id, at) : organisation.body(id, at)) !== undefined;
    return isKnown
      ? []
      : [{ pointer: `${pointer}/parties/named/${index}/id`, detail: `there is no such ${kind}` }];
  });
  const reviewer = review?.by;
  if (typeof reviewer === 'object' && 'named' in reviewer && !organisation.post(reviewer.named, at)) {
    faults.push({ pointer: `${pointer}/review/by/named`, detail: 'there is no such post' });
  }
  return faults;
}
