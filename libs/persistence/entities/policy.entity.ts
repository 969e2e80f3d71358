import { Entity, PrimaryColumn } from 'typeorm';
import type { Policy } from '../../domain/duty/definition.js';
import type { Instant } from '../../domain/time.js';
import { IdColumn, InstantColumn, JsonColumn } from '../columns.js';

/** One version of a unit's policy; units below follow it unless they have one of their own. */
@Entity('policy')
export class PolicyEntity {
  @IdColumn()
  unitId: string;

  @PrimaryColumn({ type: 'int' })
  version: number;

  @JsonColumn()
  policy: Policy;

  /** From when on it is in force. */
  @InstantColumn()
  setAt: Instant;
}
