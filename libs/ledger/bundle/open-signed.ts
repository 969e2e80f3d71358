import { openCheckpoint, parseCheckpoint, type Checkpoint } from '../notes/checkpoint.js';
import { KeyError } from '../notes/key-form.js';
import { NoteError, parseNote, type Note, type NoteSignature } from '../notes/note.js';
import { parseVerifierKey, type VerifierKey } from '../notes/verifier-key.js';
import type { Findings } from './findings.js';

/** A checkpoint as far as it can be read: also one that is not signed as it should be tells where things went wrong. */
export interface SignedCheckpoint {
  readonly checkpoint: Checkpoint | null;
  /** Which keys signed it, `name+hash`; empty: none that is trusted. */
  readonly signers: readonly string[];
}

/**
 * Opens a checkpoint. What is wrong with it becomes a finding.
 *
 * @param what how it is named in findings
 */
export function openSigned(
  note: string,
  keys: readonly VerifierKey[],
  what: string,
  findings: Findings,
): SignedCheckpoint {
  const parsed = read(note);
  if (parsed === null) {
    findings.add(`${what} cannot be read`);
    return { checkpoint: null, signers: [] };
  }
  const { checkpoint, signatures } = parsed;
  const about = `${what} (${checkpoint.size} leaves)`;
  try {
    return { checkpoint, signers: openCheckpoint(note, keys).signatures.map(nameOf) };
  } catch (error) {
    if (!(error instanceof NoteError)) throw error;
    const known = keys.map(({ name, id }) => nameOf({ name, keyId: id }));
    const [right, by] = [known.join(' or ') || 'any key', signatures.map(nameOf).join(', ')];
    if (signatures.some((one) => known.includes(nameOf(one))))
      findings.add(`${about} is forged: what stands under it is not a signature of it by ${right}`);
    else findings.add(`${about} is not signed by ${right}, but by ${by}`);
    return { checkpoint, signers: [] };
  }
}

/** The keys that are some. Any other text becomes a finding. */
export function readKeys(texts: readonly string[], findings: Findings): VerifierKey[] {
  return texts.flatMap((text) => {
    try {
      return [parseVerifierKey(text)];
    } catch (error) {
      if (!(error instanceof KeyError)) throw error;
      findings.add(`a key of the bundle is none: ${error.message}`);
      return [];
    }
  });
}

function read(note: string): (Pick<Note, 'signatures'> & { readonly checkpoint: Checkpoint }) | null {
  try {
    const { text, signatures } = parseNote(note);
    return { checkpoint: parseCheckpoint(text), signatures };
  } catch (error) {
    if (error instanceof NoteError) return null;
    throw error;
  }
}

/** `name+hash`, as the verifier key begins. */
const nameOf = ({ name, keyId }: Pick<NoteSignature, 'name' | 'keyId'>): string =>
  `${name}+${keyId.toString(16).padStart(8, '0')}`;
