import { Entity } from 'typeorm';
import { IdColumn } from '../columns.js';

export type Role = 'officer' | 'clerk' | 'supervisor' | 'auditor' | 'administrator';

/** A role that an officer has in a unit and the units below it. */
@Entity('role_grant')
export class RoleGrantEntity {
  @IdColumn()
  officerId: string;

  @IdColumn()
  role: Role;

  @IdColumn()
  unitId: string;
}
