import { GRANTED_ROLES } from '../../auth/role.js';
import { NewPasswordField } from '../../auth/password.field.js';
import {
  ChoiceField,
  EmailField,
  IdField,
  PatternField,
  SlugField,
  TextField,
} from '../../common/fields/index.js';
import { PageRequest } from '../../common/page/page.request.dto.js';

export type GrantedRole = (typeof GRANTED_ROLES)[number];

export class OfficersRequest extends PageRequest {
  @IdField({ description: 'Only officers of this unit.', example: 'court-office', optional: true })
  unit?: string;
}

export class CreateOfficerRequest {
  @SlugField({ description: 'The id to give; left out: a random one.', example: 'li-na', optional: true })
  id?: string;

  @IdField({ description: 'The unit that they belong to.', example: 'court-office' })
  unit: string;

  @TextField({ description: 'Their name.', example: '李娜', max: 100 })
  name: string;

  @EmailField({
    description: 'Where mail goes; null: the inbox only.',
    example: 'li.na@court.example',
    optional: true,
    nullable: true,
  })
  email?: string | null;
}

export class ChangeOfficerRequest {
  @IdField({
    description: 'The unit that they belong to from now on.',
    example: 'court-office',
    optional: true,
  })
  unit?: string;

  @TextField({ description: 'Their name from now on.', example: '李娜', max: 100, optional: true })
  name?: string;

  @EmailField({
    description: 'Where mail goes from now on; null: the inbox only.',
    example: 'li.na@court.example',
    optional: true,
    nullable: true,
  })
  email?: string | null;
}

export class SetAccountRequest {
  @PatternField({
    description: 'The name to sign in with.',
    example: 'li.na',
    pattern: /^[a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9])?$/,
    expected: 'must be 1 to 64 lower-case letters, digits, dots, hyphens and underscores',
  })
  username: string;

  @NewPasswordField({
    description: 'A password to sign in with once: the officer has to replace it first of all.',
  })
  oneTimePassword: string;
}

export class GrantRoleRequest {
  @ChoiceField(GRANTED_ROLES, { description: 'The role.', example: 'clerk' })
  role: GrantedRole;

  @IdField({ description: 'The unit in which, and below which, they have it.', example: 'court-office' })
  unit: string;
}

export class RoleParams {
  @IdField({ description: 'Id of the officer.', example: 'li-na' })
  id: string;

  @ChoiceField(GRANTED_ROLES, { description: 'The role.', example: 'clerk' })
  role: GrantedRole;

  @IdField({ description: 'The unit.', example: 'court-office' })
  unit: string;
}
