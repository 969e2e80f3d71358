import { refuse, type Decision } from '../subject/machine.js';
import type { StageCommand } from './commands.js';
import { confirm, deny } from './confirmation-commands.js';
import type { StageContext, StageFacts } from './context.js';
import type { StageEntry } from './entries.js';
import { resume, suspend, waive, type GroupTarget } from './group-commands.js';
import { requestExtension, sign, submit } from './owner-commands.js';
import { confirmLetter, recordLetter } from './letters.js';
import { review } from './review-commands.js';
import { sight } from './sighting.js';
import type { StageState } from './state.js';
import { decideExtension, extend, rectify, sendToLaunch, urge } from './superior-commands.js';
import { supervise } from './supervision.js';
import { findStage, findTarget, findUnconfirmed, isRefused, type Target } from './target.js';

/** What a person's command leads to in the stages of a subject. */
export function decideOnStage(
  stages: readonly StageState[],
  command: StageCommand,
  context: StageContext,
  facts: StageFacts,
): Decision<StageEntry> {
  const { actor, at } = command;
  if (command.kind === 'suspend' || command.kind === 'resume' || command.kind === 'waive') {
    if (command.parties?.length === 0)
      return refuse('party-required', 'Name at least one party, or leave the list out for all.');
    const stage = findStage(stages, command.stage, command.parties ?? []);
    if (isRefused(stage)) return stage;
    return decideForGroup({ stage, stages, actor, at, context, facts }, command);
  }
  const find = command.kind === 'confirm' || command.kind === 'deny' ? findUnconfirmed : findTarget;
  const found = find(stages, command.stage, command.party);
  if (isRefused(found)) return found;
  return decideForOne({ ...found, stages, actor, at, context, facts }, command);
}

type GroupCommand = Extract<StageCommand, { kind: 'suspend' | 'resume' | 'waive' }>;

function decideForGroup(target: GroupTarget, command: GroupCommand): Decision<StageEntry> {
  switch (command.kind) {
    case 'suspend':
      return suspend(target, command);
    case 'resume':
      return resume(target, command);
    case 'waive':
      return waive(target, command);
  }
}

function decideForOne(target: Target, command: Exclude<StageCommand, GroupCommand>): Decision<StageEntry> {
  switch (command.kind) {
    case 'sign':
      return sign(target);
    case 'submit':
      return submit(target, command);
    case 'sight':
      return sight(target, command);
    case 'confirm':
      return confirm(target, command);
    case 'record-letter':
      return recordLetter(target, command);
    case 'confirm-letter':
      return confirmLetter(target, command);
    case 'deny':
      return deny(target, command);
    case 'review':
      return review(target, command);
    case 'request-extension':
      return requestExtension(target, command);
    case 'decide-extension':
      return decideExtension(target, command);
    case 'urge':
      return urge(target, command);
    case 'extend':
      return extend(target, command);
    case 'rectify':
      return rectify(target, command);
    case 'supervise':
      return supervise(target, command);
    case 'send-to-launch':
      return sendToLaunch(target, command);
  }
}
