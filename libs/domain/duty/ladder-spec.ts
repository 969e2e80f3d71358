import type { Ladder, OffsetSpec, RungAction } from './definition.js';
import type { Fault } from './fault.js';
import { offsetOf, offsetSpecOf, offsetSpecProblem } from './offset.js';

/** A rung as the API and the plan pack write it. */
export interface RungSpec {
  readonly name: string;
  readonly action: RungAction;
  /** From the due instant; negative before it. */
  readonly offset: OffsetSpec;
  /** For `escalate`: 1 is the post directly above. */
  readonly level?: number;
}

/** A ladder as the API and the plan pack write it: each rung says its unit, and all have to say the same. */
export interface LadderSpec {
  readonly rungs: readonly RungSpec[];
}

/** What keeps a ladder as written from being one; what its rungs do is for `validateDuty` to judge. */
export function ladderSpecFaults({ rungs }: LadderSpec, pointer = ''): Fault[] {
  const [first] = rungs;
  if (first === undefined) return [{ pointer: `${pointer}/rungs`, detail: 'a ladder has at least one rung' }];
  const faults = rungs.flatMap((rung, index): Fault[] => {
    const problem = offsetSpecProblem(rung.offset);
    return problem === null ? [] : [{ pointer: `${pointer}/rungs/${index}/offset`, detail: problem }];
  });
  if (faults.length > 0) return faults;
  const { unit } = offsetOf(first.offset);
  return rungs.flatMap((rung, index): Fault[] => {
    const other = offsetOf(rung.offset).unit;
    if (other === unit) return [];
    const detail = `the rungs of one ladder count in one unit: the first counts ${unit}, this one ${other}`;
    return [{ pointer: `${pointer}/rungs/${index}/offset`, detail }];
  });
}

/**
 * A ladder as written, in the domain's form.
 *
 * @throws RangeError when it has no rung, an offset cannot be read, or its rungs count in several units
 */
export function ladderOf(spec: LadderSpec): Ladder {
  const [fault] = ladderSpecFaults(spec);
  if (fault) throw new RangeError(`ladder ${fault.pointer}: ${fault.detail}`);
  const rungs = spec.rungs.map(({ name, action, offset, level }) => ({
    name,
    action,
    offset: offsetOf(offset).amount,
    ...(level === undefined ? {} : { level }),
  }));
  return { unit: offsetOf((spec.rungs[0] as RungSpec).offset).unit, rungs };
}

/** A ladder as it is written: what `ladderOf` reads back. */
export const ladderSpecOf = ({ unit, rungs }: Ladder): LadderSpec => ({
  rungs: rungs.map((rung) => ({ ...rung, offset: offsetSpecOf({ unit, amount: rung.offset }) })),
});
