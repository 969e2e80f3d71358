import type { DutyDefinition } from '../duty/definition.js';
import type { Organisation, PostId, UnitId } from '../organisation/organisation.js';
import type { Instant } from '../time.js';

/** The kind of the body whose chair is the first responsible person (第一责任人) of its unit. */
export const LEADING_GROUP = 'leading-group';

/**
 * The post that is asked to approve a change in a unit: that of the first responsible person; where a floor is touched, the first one
 * above it that is outside the unit. Undefined: there is none, so the change cannot be approved.
 */
export function approverOf(
  organisation: Organisation,
  unitId: UnitId,
  touchesFloor: boolean,
  at: Instant,
): PostId | undefined {
  const chair = organisation.bodyOfKind(LEADING_GROUP, unitId, at)?.chairPostId ?? undefined;
  if (chair === undefined || !touchesFloor) return chair;
  return [chair, ...organisation.chainAbove(chair, at)].find((post) =>
    organisation.hasOneOutside([post], unitId, at),
  );
}

/**
 * Whether a new version may loosen what the plan sets as a floor. Whether a later date or another ladder is looser is a matter of opinion:
 * whatever is owed, by whom and by when counts as loosened where it is not the same; what it is called does not.
 */
export function loosensFloor(before: DutyDefinition, after: DutyDefinition): boolean {
  if (!before.floor) return false;
  return JSON.stringify(bindingPart(before)) !== JSON.stringify(bindingPart(after));
}

const bindingPart = ({ floor, procedure, stages, limits, severities, inquiry, occurrence }: DutyDefinition) =>
  sorted({
    floor,
    procedure,
    limits,
    severities,
    inquiry,
    occurrence,
    stages: stages.map(({ title: _, effortMinutes: _minutes, evidence, ...rest }) => ({
      ...rest,
      evidence: evidence.map(({ name }) => name),
    })),
  });

/** The same with the keys of each object in one order, whatever form they came in. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, v]) => v !== undefined);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([k, v]) => [k, sorted(v)]));
}
