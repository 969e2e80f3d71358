import { MAX_PASSWORD_LENGTH, MIN_PASSWORD_LENGTH } from '../../../libs/identity/passwords.js';
import { field, type FieldOptions } from '../common/fields/field.js';

const EXAMPLE = 'a sentence that nobody else says';

const passwordField = (options: FieldOptions, minLength: number): PropertyDecorator =>
  field(
    { example: EXAMPLE, ...options },
    { type: String, format: 'password', minLength, maxLength: MAX_PASSWORD_LENGTH },
    (value) =>
      typeof value === 'string' && [...value].length >= minLength && value.length <= MAX_PASSWORD_LENGTH,
    `must be text of ${minLength} to ${MAX_PASSWORD_LENGTH} characters`,
  );

/** A password that is being set. */
export const NewPasswordField = (options: FieldOptions): PropertyDecorator =>
  passwordField(options, MIN_PASSWORD_LENGTH);

/** A password that is compared, whatever rules it once had to meet. */
export const PasswordField = (options: FieldOptions): PropertyDecorator => passwordField(options, 1);
