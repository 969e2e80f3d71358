import { field } from '../common/fields/field.js';
import {
  ChoiceField,
  PatternField,
  TextField,
  WholeField,
  type FieldOptions,
} from '../common/fields/index.js';
import { MAX_PASSWORD_LENGTH, MIN_PASSWORD_LENGTH } from '../../../libs/identity/passwords.js';
import { SESSION_SECONDS } from './sessions.js';

/** A password that somebody sets. */
export const NewPasswordField = (options: FieldOptions): PropertyDecorator =>
  field(
    { example: 'a sentence that nobody else says', ...options },
    { type: String, format: 'password', minLength: MIN_PASSWORD_LENGTH, maxLength: MAX_PASSWORD_LENGTH },
    (value) =>
      typeof value === 'string' &&
      [...value].length >= MIN_PASSWORD_LENGTH &&
      value.length <= MAX_PASSWORD_LENGTH,
    `must be text of ${MIN_PASSWORD_LENGTH} to ${MAX_PASSWORD_LENGTH} characters`,
  );

/** A password that is compared, whatever rules it once had to meet. */
const PasswordField = (options: FieldOptions): PropertyDecorator =>
  field(
    { example: 'a sentence that nobody else says', ...options },
    { type: String, format: 'password', maxLength: MAX_PASSWORD_LENGTH },
    (value) => typeof value === 'string' && value.length > 0 && value.length <= MAX_PASSWORD_LENGTH,
    `must be text of 1 to ${MAX_PASSWORD_LENGTH} characters`,
  );

export class LoginRequest {
  @TextField({ description: 'The name of the account.', example: 'li.na', max: 100 })
  username: string;

  @PasswordField({ description: 'Its password.' })
  password: string;
}

export class LoginResponse {
  @PatternField({
    description: 'Send it as `Authorization: Bearer`. Shown once, and stored nowhere.',
    example: 'q0m1s0m9yXr2aJ1wU3m0F0b6n2k8mQ0x5c7d9e1f3gA',
    pattern: /^[A-Za-z0-9_-]{43}$/,
    expected: '',
  })
  accessToken: string;

  @ChoiceField(['Bearer'], { description: 'How it is sent.' })
  tokenType: 'Bearer';

  @WholeField({
    description: 'Seconds until it ends.',
    example: SESSION_SECONDS,
    min: 1,
    max: SESSION_SECONDS,
  })
  expiresIn: number;
}

export class ChangePasswordRequest {
  @PasswordField({ description: 'The password that is to end.' })
  currentPassword: string;

  @NewPasswordField({ description: 'The one that replaces it.' })
  newPassword: string;
}
