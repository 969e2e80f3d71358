import type { SigningKey } from '../../libs/ledger/notes/signing-key.js';
import type { Keyring } from '../../libs/sealing/keyring.js';
import { SealingRefused } from '../../libs/sealing/refused.js';

/** Who signs the next checkpoint. */
export interface Signers {
  /** The current key first; beside it the one before, where this is the first that the current one signs. */
  readonly keys: readonly [SigningKey, ...SigningKey[]];
  /** The current key is not on record yet. */
  readonly isNew: boolean;
}

/**
 * Finds out which keys sign, from those that are here and those on record.
 *
 * @param recorded the public keys that have signed so far, the current one last
 * @throws SealingRefused where the key here is not the one that signs now, and cannot become it
 */
export function signersOf({ current, earlier }: Keyring, recorded: readonly string[]): Signers {
  const last = recorded.at(-1);
  if (last === undefined) return { keys: [current], isNew: true };
  if (last === current.verifier) return { keys: [current], isNew: false };
  if (recorded.includes(current.verifier))
    throw new SealingRefused(
      'the first private key here was replaced by another since: give every worker the one that signs now',
    );
  const before = earlier.find(({ verifier }) => verifier === last);
  if (before === undefined)
    throw new SealingRefused(
      'the private key here is not the one that signed so far. Give every worker the same; to change it, put the key so far ' +
        'behind the new one ("luze rotate-ledger-key" does), or, where it is lost, "luze rotate-ledger-key --lost".',
    );
  if (before.name !== current.name)
    throw new SealingRefused(
      `the new key is named "${current.name}" and the one so far "${before.name}": the name of a log never changes`,
    );
  return { keys: [current, before], isNew: true };
}
