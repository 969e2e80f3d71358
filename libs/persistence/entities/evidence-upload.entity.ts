import { Entity } from 'typeorm';
import type { OfficerId, UnitId } from '../../domain/organisation/organisation.js';
import type { Instant } from '../../domain/time.js';
import { IdColumn, InstantColumn, TextColumn } from '../columns.js';

/** Who uploaded a file for which unit, and declared then that nothing in it is classified. */
@Entity('evidence_upload')
export class EvidenceUploadEntity {
  @IdColumn()
  sha256: string;

  @IdColumn()
  officerId: OfficerId;

  @IdColumn()
  unitId: UnitId;

  /** As they called it, made safe. */
  @TextColumn()
  name: string;

  /** One of the types that the evidence library knows. */
  @TextColumn()
  type: string;

  @InstantColumn()
  declaredAt: Instant;
}
