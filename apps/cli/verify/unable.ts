/** Nothing could be verified; the message says why. */
export class Unable extends Error {
  override readonly name = 'Unable';
}
