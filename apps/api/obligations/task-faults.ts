import type { Ladder } from '../../../libs/domain/duty/definition.js';
import { ladderOf, ladderSpecFaults, type RungSpec } from '../../../libs/domain/duty/ladder-spec.js';
import { validateDuty } from '../../../libs/domain/duty/validate.js';
import { oneOffDuty } from '../../../libs/domain/obligation/one-off.js';
import type { Unit } from '../../../libs/domain/organisation/organisation.js';
import type { Caller } from '../auth/caller.js';
import type { Fault } from '../common/problem/problem.js';
import type { OpenTaskRequest } from './dto/open-task.request.dto.js';

/** Posts and bodies of a request that do not exist, have been ended, or do not belong to the unit. */
export function referenceFaults(
  { organisation, at }: Caller,
  unit: Unit | undefined,
  request: OpenTaskRequest,
): Fault[] {
  const faults: Fault[] = unit ? [] : [{ pointer: '/unit', detail: 'there is no such unit' }];
  request.parties.forEach(({ kind, id }, index) => {
    const owner = kind === 'post' ? organisation.post(id, at) : organisation.body(id, at);
    const pointer = `/parties/${index}/id`;
    if (isGone(owner)) faults.push({ pointer, detail: `there is no such ${kind}` });
    else if (unit && !organisation.isWithin(owner.unitId, unit.id, at)) {
      faults.push({ pointer, detail: 'must belong to the unit or one below it' });
    }
  });
  const reviewer = request.review?.by;
  if (reviewer !== undefined && isGone(organisation.post(reviewer, at))) {
    faults.push({ pointer: '/review/by', detail: 'there is no such post' });
  }
  return faults;
}

interface Ending {
  readonly endedAt?: string | null;
}

/** Whether there is no such thing any more. */
export const isGone = <T extends Ending>(found: T | undefined): found is undefined =>
  found?.endedAt != null || found === undefined;

/**
 * A ladder of a request in the domain's form. Where it is none, `faults` say why, and the default stands in for it, so that
 * the rest of the request can be judged.
 */
export function ladderFrom(
  pointer: string,
  rungs: readonly RungSpec[] | undefined,
  byDefault: Ladder,
): { ladder: Ladder; faults: Fault[] } {
  if (rungs === undefined) return { ladder: byDefault, faults: [] };
  const faults = ladderSpecFaults({ rungs }).map((fault) => ({
    ...fault,
    pointer: fault.pointer.replace('/rungs', pointer),
  }));
  return faults.length > 0 ? { ladder: byDefault, faults } : { ladder: ladderOf({ rungs }), faults };
}

/** What is wrong with the duty that the task becomes, each at the place in the request where it comes from. */
export const dutyFaults = (task: Parameters<typeof oneOffDuty>[0]): Fault[] =>
  validateDuty(oneOffDuty(task)).map(({ pointer, detail }) => ({ pointer: inTheRequest(pointer), detail }));

const inTheRequest = (pointer: string): string =>
  pointer
    .replace(/^\/stages\/0/, '')
    .replace(/^\/parties\/named/, '/parties')
    .replace(/^(\/review)?\/ladder\/rungs/, '$1/ladder')
    .replace(/^\/due\/at$/, '/dueAt');
