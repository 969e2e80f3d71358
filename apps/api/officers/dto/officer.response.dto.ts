import type { OfficerEntity } from '../../../../libs/persistence/entities/officer.entity.js';
import type { RoleGrantEntity } from '../../../../libs/persistence/entities/role-grant.entity.js';
import { ROLES, type Role } from '../../auth/role.js';
import {
  ChoiceField,
  EmailField,
  FlagField,
  IdField,
  InstantField,
  ListField,
  TextField,
  WholeField,
} from '../../common/fields/index.js';

export class OfficerResponse {
  @IdField({ description: 'Their id.', example: 'li-na' })
  id: string;

  @IdField({ description: 'The unit that they belong to.', example: 'court-office' })
  unit: string;

  @TextField({ description: 'Their name.', example: '李娜', max: 100 })
  name: string;

  @EmailField({
    description:
      'Where mail goes; shown to themselves and to administrators of their unit only, otherwise null.',
    example: 'li.na@court.example',
    nullable: true,
  })
  email: string | null;

  @InstantField({
    description: 'Since when nothing personal is kept of them: their name is then their id.',
    nullable: true,
  })
  erasedAt: string | null;

  @WholeField({ description: 'Counts their changes.', example: 1, min: 1, max: 2_147_483_647 })
  version: number;
}

/** @param showsEmail whether the caller may see the address */
export const toOfficer = (
  { id, unitId, name, email, erasedAt, version }: OfficerEntity,
  showsEmail: boolean,
): OfficerResponse => ({ id, unit: unitId, name, email: showsEmail ? email : null, erasedAt, version });

export class AccountResponse {
  @IdField({ description: 'Whose account it is.', example: 'li-na' })
  officer: string;

  @TextField({ description: 'The name to sign in with.', example: 'li.na', max: 64 })
  username: string;

  @FlagField({ description: 'The one-time password has not been replaced yet.', example: true })
  mustChangePassword: boolean;
}

export class GrantResponse {
  @ChoiceField(ROLES, { description: 'The role.', example: 'clerk' })
  role: Role;

  @IdField({ description: 'The unit in which, and below which, they have it.', example: 'court-office' })
  unit: string;
}

export class GrantsResponse {
  @ListField(() => GrantResponse, { description: 'By role, then unit.', max: 1000 })
  items: GrantResponse[];
}

export const toGrant = ({ role, unitId }: RoleGrantEntity): GrantResponse => ({ role, unit: unitId });
