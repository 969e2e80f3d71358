/**
 * Something outside the program is missing or in the way. The message is for the person who started it: one line that
 * says what, and what to do about it; no stack is of use.
 */
export class Refusal extends Error {
  override readonly name = 'Refusal';
}
