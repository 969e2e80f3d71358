import type { EntityManager } from 'typeorm';
import { dateOf } from '../../domain/calendar/arithmetic.js';
import { cycleSubject } from '../../domain/subject/ids.js';
import { canonicalJson } from '../../ledger/canonical-json.js';
import { PlanEntity } from '../../persistence/entities/plan.entity.js';
import { storeDocument } from '../../persistence/repositories/document.repository.js';
import { newestDuties } from '../../persistence/repositories/duty.repository.js';
import { lockOrAddSubject, lockSubject } from '../../persistence/repositories/subject.repository.js';
import { dutySubject, planSubject } from '../../records/configuration/changes.js';
import { record } from '../../records/configuration/record.js';
import type { Facts } from '../../records/facts/facts.js';
import { openSubjects, type NewOpening } from '../../records/subjects/open-subjects.js';
import { cycleBriefOf, plannedId } from '../cycle-brief.js';
import { FaultyFile } from '../source/fault.js';
import { AdoptionRefused, type AdoptedDuty, type AdoptedPlan, type Adoption } from './adoption.js';
import { proposalOf, type Adopting } from './changed-duty.js';
import { trialOf } from './trial.js';
import { unitFaults } from './unit-faults.js';

/**
 * Puts a plan on record for a unit, in the caller's transaction: the plan, each duty that is new, a proposal for each that a newer edition
 * changes, and a cycle for each duty that has none and does not wait for its change. After the commit the workflows of what it opened are
 * to be started; whoever dies before has that made up for at the next start, since their subjects are on record.
 *
 * @throws FaultyFile when the plan does not fit the unit
 * @throws AdoptionRefused
 */
export async function adoptPlan(
  manager: EntityManager,
  facts: Facts,
  adoption: Adoption,
): Promise<AdoptedPlan> {
  const { unitId, source, at, actor } = adoption;
  const { plan } = source;
  const snapshot = await facts.organisation(manager);
  const unit = snapshot.organisation.unit(unitId, at);
  if (unit === undefined) throw new AdoptionRefused('unknown-unit', `There is no unit "${unitId}".`);
  const calendar = await facts.calendar(manager, unit.calendarId);
  const adoptionDate = adoption.adoptionDate ?? dateOf(calendar, at);
  const trialUntil = adoption.trialUntil ?? null;
  if (trialUntil !== null && trialUntil < adoptionDate)
    throw new AdoptionRefused('trial-before-adoption', 'The trial ends before the plan is adopted.');
  const trial =
    trialUntil === null
      ? null
      : trialOf(plan, snapshot.organisation, unitId, { until: trialUntil, calendar, at });
  const faults = unitFaults(source, snapshot.organisation, unitId, { adoptionDate, calendar, at });
  if (faults.length > 0) throw new FaultyFile(faults);

  const planId = plannedId(unitId, plan.key);
  await lockOrAddSubject(manager, planSubject(planId));
  await requireNewerEdition(manager, planId, plan.version);
  const document = await storeDocument(manager, 'text/plain', source.text);
  const adopting = { snapshot, calendar, adoptionDate, document };
  const { duties, proposals } = await publishDuties(manager, planId, adoption, adopting);
  const recorded = await record(manager, planSubject(planId), {
    kind: 'plan-imported',
    body: {
      unitId,
      title: plan.title,
      adoptionDate,
      trialUntil,
      trialOffice: trial?.office ?? null,
      packVersion: plan.version,
      document,
    },
    at,
    actor,
    commandId: adoption.commandId,
    commandHash: adoption.commandHash,
  });
  if (!recorded.isNew)
    throw new AdoptionRefused('already-done', 'This command has been carried out already.');

  const briefs = plan.duties.flatMap(({ definition, cycle }, index) => {
    const { version: dutyVersion, change } = duties[index] as AdoptedDuty;
    if (cycle === null || change === 'proposed') return [];
    const policy = snapshot.policyOf(unitId, at);
    return [
      cycleBriefOf(definition, cycle, unit, {
        date: adoptionDate,
        dutyVersion,
        policy,
        openedBy: actor,
        trial,
      }),
    ];
  });
  const openings = briefs.map((brief) => ({ subject: cycleSubject(brief.id), brief }));
  const newCycles = await openSubjects(manager, openings, planSubject(planId));
  await openSubjects(manager, proposals, planSubject(planId));
  return { planId, adoptionDate, duties, newCycles };
}

async function requireNewerEdition(manager: EntityManager, planId: string, version: number): Promise<void> {
  const known = await manager.findOneBy(PlanEntity, { id: planId });
  if (known === null || known.packVersion < version) return;
  if (known.packVersion === version) {
    throw new AdoptionRefused(
      'already-imported',
      `Version ${version} of this plan has been imported already: a changed plan has a higher version.`,
    );
  }
  throw new AdoptionRefused(
    'older-edition',
    `Version ${known.packVersion} of this plan has been imported; this is version ${version}.`,
  );
}

/** Each duty that is new, and a proposal for each that differs from its last version; what has not changed stays what it is. */
async function publishDuties(
  manager: EntityManager,
  planId: string,
  adoption: Adoption,
  adopting: Adopting,
): Promise<{ duties: AdoptedDuty[]; proposals: NewOpening[] }> {
  const {
    unitId,
    source: { plan },
    at,
    actor,
  } = adoption;
  const known = await newestDuties(
    manager,
    plan.duties.map(({ definition }) => plannedId(unitId, definition.key)),
  );
  const duties: AdoptedDuty[] = [];
  const proposals: NewOpening[] = [];
  for (const { definition } of plan.duties) {
    const id = plannedId(unitId, definition.key);
    const last = known.get(id);
    if (last && last.planId !== planId) {
      throw new AdoptionRefused(
        'duty-of-another-plan',
        `The unit has a duty "${definition.key}" already, from another plan.`,
      );
    }
    if (last && canonicalJson(last.definition) === canonicalJson(definition)) {
      duties.push({ id, version: last.version, change: 'unchanged' });
      continue;
    }
    if (last) {
      await lockSubject(manager, dutySubject(id));
      proposals.push(await proposalOf(manager, adoption, last, definition, adopting));
      duties.push({ id, version: last.version, change: 'proposed' });
      continue;
    }
    const body = { unitId, planId, definition };
    const { seq } = await record(manager, dutySubject(id), { kind: 'duty-published', body, at, actor });
    duties.push({ id, version: seq, change: 'new' });
  }
  return { duties, proposals };
}
