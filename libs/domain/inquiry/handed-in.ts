import { roundOf } from '../incident/rounds.js';
import type { ObligationState } from '../obligation/obligation.js';
import type { StageCommand, StageNotice } from '../stage/commands.js';
import { refuse } from '../subject/machine.js';
import { membersOf } from './people.js';
import { INQUIRY_STAGES } from './rules.js';
import type { Refused } from './step.js';

/** Stages at which something is handed in as at any other duty; at the others a step of the inquiry is taken. */
const HANDED_IN: readonly string[] = [
  'file-access',
  'statement',
  'hearing',
  'hearing-confirmation',
  'closure',
];

/**
 * What is done about the stages of other duties and not about those of an inquiry: a step is not handed in in another form, and nobody waives
 * one or lays down a file about it.
 */
export function notOfInquiry(
  { brief, stages }: ObligationState,
  command: StageCommand | StageNotice,
): Refused | null {
  if (brief.duty.procedure !== 'inquiry') return null;
  if (command.kind === 'waive' || command.kind === 'send-to-launch')
    return refuse(
      'step-of-an-inquiry',
      'A step of an inquiry is taken, or the inquiry is ended with its reason.',
    );
  if (command.kind !== 'submit') return null;
  const open = stages.filter(({ outcome }) => outcome === null).map(({ definition }) => definition.name);
  const name = roundOf(command.stage ?? open[0] ?? '').stage;
  const isStep = (INQUIRY_STAGES as readonly string[]).includes(name) && !HANDED_IN.includes(name);
  return isStep
    ? refuse('step-of-an-inquiry', `Nothing is handed in at "${name}": the step that it waits for is taken.`)
    : null;
}

/** Letters of a body outside the institution are kept by the group too: one of two people enters them, the other confirms. */
export function asGroup(state: ObligationState, command: StageCommand | StageNotice): StageCommand | null {
  const isLetter = command.kind === 'record-letter' || command.kind === 'confirm-letter';
  if (state.brief.duty.procedure !== 'inquiry' || !isLetter) return null;
  const isMember = membersOf(state).some(({ officer }) => officer === command.actor.officer);
  return { ...command, actor: { ...command.actor, asClerk: isMember } };
}
