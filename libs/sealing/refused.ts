/** Nothing may be sealed as things are. The message says why and what to do; it holds no secret and nothing about a person. */
export class SealingRefused extends Error {
  override readonly name = 'SealingRefused';
}
