import { readFile } from 'node:fs/promises';
import { KeyError } from '../../../libs/ledger/notes/key-form.js';
import { parseVerifierKey, type VerifierKey } from '../../../libs/ledger/notes/verifier-key.js';
import { Unable } from './unable.js';

/**
 * The keys that were given: each as itself, or as a file with one in each line.
 *
 * @returns null where none was given
 * @throws Unable
 */
export async function givenKeys(texts: readonly string[] | undefined): Promise<VerifierKey[] | null> {
  if (texts === undefined) return null;
  const lines = await Promise.all(texts.map(async (text) => (isKey(text) ? [text] : linesOf(text))));
  return lines.flatMap((some) => keysIn(some.join('\n'), '--key'));
}

/**
 * One key in each line.
 *
 * @param where named where one is none
 * @throws Unable
 */
export function keysIn(text: string, where: string): VerifierKey[] {
  const lines = text.split('\n').map((line) => line.trim());
  return lines
    .filter((line) => line !== '')
    .map((line) => {
      try {
        return parseVerifierKey(line);
      } catch (error) {
        if (!(error instanceof KeyError)) throw error;
        throw new Unable(`${where} holds something that is no key: ${error.message}`, { cause: error });
      }
    });
}

/** @throws Unable */
export async function readGiven(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw new Unable(`${path} cannot be read: ${(error as NodeJS.ErrnoException).code}`, { cause: error });
  }
}

async function linesOf(path: string): Promise<string[]> {
  const lines = (await readGiven(path)).split('\n').filter((line) => line.trim() !== '');
  if (lines.length === 0) throw new Unable(`${path} holds no key`);
  return lines;
}

function isKey(text: string): boolean {
  try {
    parseVerifierKey(text);
    return true;
  } catch {
    return false;
  }
}
