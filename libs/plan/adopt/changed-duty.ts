import type { EntityManager } from 'typeorm';
import { dateOf } from '../../domain/calendar/arithmetic.js';
import type { WorkingCalendar } from '../../domain/calendar/calendar.js';
import { changeId, type ChangeBrief } from '../../domain/change/change.js';
import { approverOf, loosensFloor } from '../../domain/change/proposal.js';
import type { DutyDefinition } from '../../domain/duty/definition.js';
import type { PlainDate } from '../../domain/time.js';
import { changeSubject } from '../../domain/subject/ids.js';
import type { DutyEntity } from '../../persistence/entities/duty.entity.js';
import { countChanges } from '../../persistence/repositories/change.repository.js';
import type { OrganisationSnapshot } from '../../records/facts/organisation-snapshot.js';
import type { NewOpening } from '../../records/subjects/open-subjects.js';
import { AdoptionRefused, type Adoption } from './adoption.js';

/** What is known of the unit that adopts an edition. */
export interface Adopting {
  readonly snapshot: OrganisationSnapshot;
  readonly calendar: WorkingCalendar;
  readonly adoptionDate: PlainDate;
  /** The pack, as a document: why its duties change. */
  readonly document: string;
}

/**
 * A duty that a newer edition words otherwise does not change by the import: whoever imports proposes it, and it is approved like any other
 * change. The subject has to be locked.
 *
 * @throws AdoptionRefused where nobody proposes it, or nobody could approve it
 */
export async function proposalOf(
  manager: EntityManager,
  { unitId, at, actor }: Adoption,
  last: DutyEntity,
  duty: DutyDefinition,
  { snapshot, calendar, adoptionDate, document }: Adopting,
): Promise<NewOpening> {
  if (actor === null)
    throw new AdoptionRefused(
      'nobody-proposes',
      `The duty "${duty.key}" changes, which somebody has to propose: import this edition by the API (POST /plans).`,
    );
  const touchesFloor = loosensFloor(last.definition, duty);
  const approver = approverOf(snapshot.organisation, unitId, touchesFloor, at);
  if (approver === undefined)
    throw new AdoptionRefused(
      'nobody-approves',
      `There is nobody who could approve that "${duty.key}" changes.`,
    );
  const target = { kind: 'duty', id: last.id } as const;
  const n = 1 + (await countChanges(manager, target));
  const today = dateOf(calendar, at);
  const brief: ChangeBrief = {
    id: changeId(target, n),
    n,
    target,
    unitId,
    calendarId: calendar.id,
    title: duty.title,
    from: adoptionDate > today ? adoptionDate : today,
    terms: { duty },
    inFlight: 'untouched',
    touchesFloor,
    approver,
    policy: snapshot.policyOf(unitId, at),
    reason: document,
    proposedBy: actor,
  };
  return { subject: changeSubject(brief.id), brief };
}
