import { Entity } from 'typeorm';
import { IdColumn, IntColumn, TextColumn } from '../columns.js';

@Entity('officer')
export class OfficerEntity {
  @IdColumn()
  id: string;

  @TextColumn()
  unitId: string;

  @TextColumn()
  name: string;

  /** Where mail goes; null: the inbox only. */
  @TextColumn({ nullable: true })
  email: string | null;

  /** Counts its changes. */
  @IntColumn()
  version: number;
}
