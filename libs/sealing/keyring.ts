import { randomBytes } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { readIfThere } from '../files/read-if-there.js';
import { writeDurably } from '../files/write-durably.js';
import { KeyError } from '../ledger/notes/key-form.js';
import { generateSigningKey, parseSigningKey, type SigningKey } from '../ledger/notes/signing-key.js';
import { SealingRefused } from './refused.js';

/** Where the private keys of the log come from. */
export interface KeySource {
  /** Private keys with white space between, the current one first; where absent, they stand in a file. */
  readonly given?: string;
  /** The folder of the ledger in the data folder. */
  readonly folder: string;
  /** What the log is called where its first key is made; by default a name that no other log has. */
  readonly logName?: string;
}

/** Private keys: the one that signs, and those before it, which sign the first checkpoint of a new one too. */
export interface Keyring {
  readonly current: SigningKey;
  readonly earlier: readonly SigningKey[];
}

/** One private key to a line, the current one first. */
export const keyFile = (folder: string): string => join(folder, 'key');

/**
 * Reads the private keys.
 *
 * @param isNew whether the log has no key yet: only then one is made
 * @throws SealingRefused where there is none, or one that cannot be used
 */
export async function openKeyring(source: KeySource, { isNew }: { isNew: boolean }): Promise<Keyring> {
  if (isNew && (await keyTexts(source)).length === 0) await makeFirstKey(source);
  const [current, ...earlier] = (await keyTexts(source)).map(parseKey(source));
  if (current === undefined)
    throw new SealingRefused(
      'the private key of the log is not here: put ledger/key back into the data folder, or set LUZE_LEDGER_KEY; ' +
        'where the key is lost, "luze rotate-ledger-key --lost" makes a new one',
    );
  if (source.logName !== undefined && source.logName !== current.name)
    throw new SealingRefused(
      `LUZE_LEDGER_NAME is not the name in the key of the log, which is "${current.name}": the name of a log never changes`,
    );
  return { current, earlier };
}

/**
 * The private keys as texts, the current one first: secrets.
 * @throws SealingRefused where others may read them
 */
export async function keyTexts({ given, folder }: KeySource): Promise<string[]> {
  const text = given ?? (await readKeyFile(folder)) ?? '';
  return text.split(/\s+/).filter((key) => key !== '');
}

async function readKeyFile(folder: string): Promise<string | null> {
  const path = keyFile(folder);
  const text = await readIfThere(path);
  if (text !== null && ((await stat(path)).mode & 0o077) !== 0)
    throw new SealingRefused('ledger/key in the data folder may be read by others: make it "chmod 600"');
  return text;
}

/** Of several processes that start at once, one makes it. */
async function makeFirstKey({ folder, logName }: KeySource): Promise<void> {
  const name = logName ?? `luze-${randomBytes(4).toString('hex')}`;
  await writeDurably(keyFile(folder), `${generateSigningKey(name)}\n`, { replace: false });
}

const parseKey =
  ({ given }: KeySource) =>
  (text: string): SigningKey => {
    try {
      return parseSigningKey(text);
    } catch (error) {
      if (!(error instanceof KeyError)) throw error;
      const where = given === undefined ? 'ledger/key in the data folder' : 'LUZE_LEDGER_KEY';
      throw new SealingRefused(`${where} holds what is no private key of a log: ${error.message}`);
    }
  };
