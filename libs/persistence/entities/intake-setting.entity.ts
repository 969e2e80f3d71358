import { Entity } from 'typeorm';
import { IdColumn, IntColumn, TextColumn } from '../columns.js';

/** For which duties a unit takes what comes in without an account. */
@Entity('intake_setting')
export class IntakeSettingEntity {
  /** The unit. */
  @IdColumn()
  id: string;

  /** Ids of duties. */
  @TextColumn({ array: true })
  duties: string[];

  /** Counts its changes. */
  @IntColumn()
  version: number;
}
