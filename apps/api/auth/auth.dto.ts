import { ChoiceField, PatternField, TextField, WholeField } from '../common/fields/index.js';
import { NewPasswordField, PasswordField } from './password.field.js';
import { SESSION_SECONDS } from './sessions.js';

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
