import type { Role } from '../../../libs/persistence/entities/role-grant.entity.js';

export type { Role };

/** Every role. `officer` is held by everybody who has an account; the others are granted for a unit and those below. */
export const ROLES: readonly Role[] = ['officer', 'clerk', 'supervisor', 'auditor', 'administrator'];

/** The roles that are granted. */
export const GRANTED_ROLES = [
  'clerk',
  'supervisor',
  'auditor',
  'administrator',
] as const satisfies readonly Role[];
