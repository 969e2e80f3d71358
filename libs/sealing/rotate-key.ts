import type { DataSource } from 'typeorm';
import { generateSigningKey, parseSigningKey } from '../ledger/notes/signing-key.js';
import { parseVerifierKey } from '../ledger/notes/verifier-key.js';
import { addLedgerKey, ledgerKeys } from '../persistence/repositories/ledger-checkpoint.repository.js';
import { keyFile, keyTexts, type KeySource } from './keyring.js';
import { SealingRefused } from './refused.js';
import { writeDurably } from '../files/write-durably.js';

export interface RotatedKey {
  /** The new public key. */
  readonly verifier: string;
  /** Secret: what LUZE_LEDGER_KEY is to be, where the keys are given by it; null where they stand in the file, and do so now. */
  readonly toBeGiven: string | null;
}

/**
 * Makes a new key of the same name. It signs from the next checkpoint on, which the key so far signs too.
 *
 * @param lost true where the key so far is lost: the new one is put on record at once, and signs alone
 * @throws SealingRefused where the log has no key yet, or the one so far is not here
 */
export async function rotateKey(
  { manager }: DataSource,
  source: KeySource,
  { lost }: { lost: boolean },
): Promise<RotatedKey> {
  const last = (await ledgerKeys(manager)).at(-1);
  if (last === undefined)
    throw new SealingRefused('the log has not been signed yet: there is nothing to change');
  const soFar = (await keyTexts(source)).find((text) => parseSigningKey(text).verifier === last);
  if (soFar === undefined && !lost)
    throw new SealingRefused(
      'the private key that signed so far is not here: run this where it is, or, where it is lost, with --lost',
    );
  const next = generateSigningKey(parseVerifierKey(last).name);
  const { verifier } = parseSigningKey(next);
  const keys = lost ? [next] : [next, soFar];
  if (source.given === undefined) await writeDurably(keyFile(source.folder), `${keys.join('\n')}\n`);
  // Only now: were it the other way round, a crash would leave a key on record that nobody has.
  if (lost) await addLedgerKey(manager, verifier);
  return { verifier, toBeGiven: source.given === undefined ? null : keys.join(' ') };
}
