import type { EntityManager } from 'typeorm';
import type { InquiryDuty } from '../../domain/obligation/inquiry-openings.js';
import type { Organisation } from '../../domain/organisation/organisation.js';
import type { Instant } from '../../domain/time.js';
import { newestDuties } from './duty.repository.js';

/** The duty by which the unit, or the nearest one above, carries on its inquiries. */
export async function dutyOfInquiries(
  manager: EntityManager,
  organisation: Organisation,
  unitId: string,
  at: Instant,
): Promise<{ readonly inquiryDuty?: InquiryDuty }> {
  for (const id of organisation.unitAndAbove(unitId, at)) {
    const rows = await manager.query<{ id: string }[]>(
      `SELECT DISTINCT id FROM duty WHERE unit_id = $1 AND definition ->> 'procedure' = 'inquiry' ORDER BY id`,
      [id],
    );
    const newest = await newestDuties(
      manager,
      rows.map((row) => row.id),
    );
    const found = [...newest.values()].find(({ definition }) => definition.procedure === 'inquiry');
    if (found !== undefined) {
      const { id: dutyId, version, definition } = found;
      return { inquiryDuty: { id: dutyId, version, definition } };
    }
  }
  return {};
}
