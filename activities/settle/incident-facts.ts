import type { EntityManager } from 'typeorm';
import type { OtherIncident } from '../../libs/domain/incident/incident.js';
import { commanders } from '../../libs/domain/incident/people.js';
import type { ObligationInput, ObligationState } from '../../libs/domain/obligation/obligation.js';
import { obligationSubject } from '../../libs/domain/subject/ids.js';
import { SubjectEntity } from '../../libs/persistence/entities/subject.entity.js';
import { obligationRecords } from '../../libs/records/subjects/obligation-records.js';

/** The incidents into which one is to be merged, as they stand; they are read and not locked, since a merge leaves them as they are. */
export async function otherIncidents(
  manager: EntityManager,
  inputs: readonly ObligationInput[],
): Promise<ReadonlyMap<string, OtherIncident>> {
  const found = new Map<string, OtherIncident>();
  for (const input of inputs) {
    if (input.kind !== 'merge') continue;
    const subject = await manager.findOneBy(SubjectEntity, { id: obligationSubject(input.into) });
    if (subject?.state == null) continue;
    const state: ObligationState = await obligationRecords.load(manager, subject);
    const { brief, openedAt, closedAt } = state;
    if (brief.duty.procedure !== 'incident' || openedAt === null) continue;
    found.set(input.into, {
      dutyId: brief.dutyId,
      reportedAt: openedAt,
      commanders: commanders(state),
      isOpen: closedAt === null,
    });
  }
  return found;
}
