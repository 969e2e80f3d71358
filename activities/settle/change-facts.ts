import type { EntityManager } from 'typeorm';
import type { SubjectInput } from '../../libs/contracts/activities.js';
import { dayOf } from '../../libs/domain/calendar/arithmetic.js';
import type { ChangeBrief, ChangeFacts, ChangeState, ChangeTarget } from '../../libs/domain/change/change.js';
import type { StageFacts } from '../../libs/domain/stage/context.js';
import { changeSubject } from '../../libs/domain/subject/ids.js';
import type { Entry } from '../../libs/domain/subject/machine.js';
import { later } from '../../libs/domain/time.js';
import { cyclesConcerned, openPartiesOf } from '../../libs/persistence/repositories/change.repository.js';
import { newestDuties } from '../../libs/persistence/repositories/duty.repository.js';
import { lockSubject } from '../../libs/persistence/repositories/subject.repository.js';
import { dutySubject, ORGANISATION } from '../../libs/records/configuration/changes.js';
import type { OrganisationSnapshot } from '../../libs/records/facts/organisation-snapshot.js';
import { record } from '../../libs/records/configuration/record.js';

interface Gathered {
  readonly facts: ChangeFacts;
  readonly accompany?: (entries: readonly Entry[]) => Promise<void>;
}

/** What a change has to know of what it concerns; looked for only where it is being decided. */
export async function changeFacts(
  manager: EntityManager,
  { brief }: ChangeState,
  inputs: readonly SubjectInput[],
  stageFacts: StageFacts,
  snapshot: OrganisationSnapshot,
): Promise<Gathered> {
  const decision = inputs.find((input) => input.kind === 'decide-change');
  if (decision === undefined)
    return { facts: { ...stageFacts, cycles: [], inFlight: [], dutyVersion: null } };
  const { target } = brief;
  const units = target.kind === 'policy' ? snapshot.unitsUnderPolicyOf(target.id, decision.at) : [];
  const cycles = await cyclesConcerned(manager, target, units);
  const inFlight = brief.inFlight === 'untouched' ? [] : await openPartiesOf(manager, cycles);
  return {
    facts: { ...stageFacts, cycles, inFlight, dutyVersion: await nextVersion(manager, target) },
    accompany: (entries) => publish(manager, brief, stageFacts, entries),
  };
}

/** Nobody else publishes a version of the duty until this transaction has ended. */
async function nextVersion(manager: EntityManager, target: ChangeTarget): Promise<number | null> {
  if (target.kind !== 'duty') return null;
  const subject = await lockSubject(manager, dutySubject(target.id));
  return (subject?.seq ?? 0) + 1;
}

/** The next version of a duty, or a policy from a date on, where its change was approved. */
async function publish(
  manager: EntityManager,
  { id, target, terms, from }: ChangeBrief,
  { calendar }: StageFacts,
  entries: readonly Entry[],
): Promise<void> {
  const approved = entries.find(({ kind }) => kind === 'change-approved');
  if (approved === undefined) return;
  const { at, actor } = approved;
  const common = { at, actor, commandId: changeSubject(id) };
  if (target.kind === 'duty' && terms.duty !== undefined) {
    const last = (await newestDuties(manager, [target.id])).get(target.id);
    if (last === undefined) throw new Error(`there is no duty ${target.id}`);
    const body = { unitId: last.unitId, planId: last.planId, definition: terms.duty };
    await record(manager, dutySubject(target.id), { ...common, kind: 'duty-published', body });
  }
  if (target.kind === 'policy' && terms.policy !== undefined) {
    const inForce = later(at, dayOf(calendar, from).start);
    const body = { unitId: target.id, policy: terms.policy, from: inForce };
    await record(manager, ORGANISATION, { ...common, kind: 'policy-set', body });
  }
}
