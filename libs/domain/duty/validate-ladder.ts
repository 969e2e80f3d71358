import type { Ladder, Rung } from './definition.js';
import { nameFaults, type Fault } from './fault.js';
import { offsetProblem } from './offset.js';

/** More rungs than this are no ladder but a siege. */
export const MAX_RUNGS = 20;

/** Whose ladder it is: of somebody who owes (or reviews), or of somebody who has a right. */
type Kind = 'duty' | 'right';

/**
 * What is wrong with a ladder. A duty's has exactly one `overdue` rung, at the due instant, and ends in `launch` or `lapse`; a
 * right's has reminders and ends in `close` at the due instant, for nobody is pressed to use a right.
 */
export function validateLadder({ unit, rungs }: Ladder, kind: Kind, pointer: string): Fault[] {
  if (rungs.length === 0) return [{ pointer: `${pointer}/rungs`, detail: 'a ladder has at least one rung' }];
  const at = (index: number): string => `${pointer}/rungs/${index}`;
  const faults = nameFaults(
    rungs.map((rung) => rung.name),
    (index) => `${at(index)}/name`,
  );
  if (rungs.length > MAX_RUNGS)
    faults.push({ pointer: `${pointer}/rungs`, detail: `at most ${MAX_RUNGS} rungs` });
  rungs.forEach((rung, index) => {
    const problem = offsetProblem({ unit, amount: rung.offset }) ?? orderProblem(rungs, index);
    if (problem !== null) faults.push({ pointer: `${at(index)}/offset`, detail: problem });
    const isLast = index === rungs.length - 1;
    const misplaced = kind === 'duty' ? dutyRungProblem(rung, isLast) : rightRungProblem(rung, isLast);
    if (misplaced !== null) faults.push({ pointer: `${at(index)}/action`, detail: misplaced });
    const level = levelProblem(rungs, index);
    if (level !== null) faults.push({ pointer: `${at(index)}/level`, detail: level });
  });
  if (kind === 'duty' && rungs.filter((rung) => rung.action === 'overdue').length !== 1) {
    faults.push({
      pointer: `${pointer}/rungs`,
      detail: 'a duty has exactly one "overdue" rung, at offset 0',
    });
  }
  return faults;
}

function orderProblem(rungs: readonly Rung[], index: number): string | null {
  const before = rungs[index - 1];
  if (before === undefined || before.offset < (rungs[index] as Rung).offset) return null;
  return `must come after rung "${before.name}"`;
}

function dutyRungProblem({ action, offset }: Rung, isLast: boolean): string | null {
  if (action === 'close') return '"close" ends the window of a right; a duty ends in "launch" or "lapse"';
  const isEnd = action === 'launch' || action === 'lapse';
  if (isEnd && !isLast) return `"${action}" ends the clock, so it stands last`;
  if (!isEnd && isLast) return 'the last rung of a duty is "launch" or "lapse": silence must come to an end';
  if (action === 'overdue' && offset !== 0) return '"overdue" is the due instant itself, at offset 0';
  if (action === 'remind' || action === 'overdue') return null;
  return offset > 0 ? null : `"${action}" comes after the due instant`;
}

function rightRungProblem({ action, offset }: Rung, isLast: boolean): string | null {
  if (isLast !== (action === 'close')) {
    return isLast
      ? 'the last rung of a right is "close"'
      : 'a right has reminders and at its end "close"; silence never escalates';
  }
  if (action === 'close') return offset === 0 ? null : '"close" is the end of the window itself, at offset 0';
  if (action === 'remind') return null;
  return `a right knows no "${action}": silence never escalates against whoever has it`;
}

function levelProblem(rungs: readonly Rung[], index: number): string | null {
  const { action, level } = rungs[index] as Rung;
  if (action !== 'escalate') return level === undefined ? null : 'only "escalate" goes to a level';
  if (level === undefined || !Number.isInteger(level) || level < 1) {
    return '"escalate" says to which level it goes: 1 is the post directly above';
  }
  const below = rungs
    .slice(0, index)
    .flatMap((rung) => (rung.action === 'escalate' ? [rung.level ?? 0] : []));
  return below.some((other) => other >= level) ? 'each escalation goes higher than the one before it' : null;
}
