import { NoteError, openNote, signatureLine } from '../../libs/ledger/notes/note.js';
import { KeyError } from '../../libs/ledger/notes/key-form.js';
import { parseVerifierKey, type VerifierKey } from '../../libs/ledger/notes/verifier-key.js';

/** Somebody else who looks at every checkpoint, and signs those that go on from what it saw before (C2SP tlog-witness). */
export interface Witness {
  /** Where its requests begin, without a slash at the end. */
  readonly url: string;
  readonly key: VerifierKey;
}

/**
 * Reads who is the witness.
 *
 * @param key its verifier key, `name+hash+key`
 * @throws KeyError where it is none of a witness
 */
export function witnessAt(url: string, key: string): Witness {
  const verifier = parseVerifierKey(key);
  if (!verifier.witness) throw new KeyError('not the key of a witness');
  return { url: url.replace(/\/$/, ''), key: verifier };
}

export interface Submission {
  readonly size: number;
  readonly note: string;
  /** How many leaves the checkpoint had that the witness signed last, as far as we know. */
  readonly oldSize: number;
  /** The proof that the log goes on from its first `size` leaves. */
  prove(size: number): Promise<readonly Uint8Array[]>;
}

/** The witness did not sign. Its message tells why. */
export class WitnessError extends Error {
  override readonly name = 'WitnessError';
}

const TIMEOUT_MS = 10_000;
const MAX_ANSWER_BYTES = 64 * 1024;
const SIZE_TYPE = 'text/x.tlog.size';

/**
 * Asks a witness for its signature under a checkpoint. Where it saw another one last than we know of, it is asked once more from there.
 *
 * @returns its line under the note, checked, without the line break
 * @throws WitnessError
 */
export async function askWitness(witness: Witness, submission: Submission): Promise<string> {
  let answer = await submit(witness, submission, submission.oldSize);
  const seen = answer.status === 409 ? seenSize(answer) : null;
  if (seen !== null && seen > submission.size)
    throw new WitnessError(
      `the witness has seen ${seen} leaves, and the log has ${submission.size}: the database may be an older copy`,
    );
  if (seen !== null && seen !== submission.oldSize) answer = await submit(witness, submission, seen);
  if (answer.status !== 200) throw new WitnessError(`the witness answered with status ${answer.status}`);
  return cosignatureIn(answer.text, witness.key, submission.note);
}

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly text: string;
}

async function submit({ url }: Witness, { note, prove }: Submission, oldSize: number): Promise<Answer> {
  const proof = (await prove(oldSize)).map((hash) => Buffer.from(hash).toString('base64'));
  const body = [`old ${oldSize}`, ...proof, '', note].join('\n');
  try {
    const response = await fetch(`${url}/add-checkpoint`, {
      method: 'POST',
      body,
      headers: { 'content-type': 'text/plain; charset=utf-8' },
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const type = response.headers.get('content-type') ?? '';
    return { status: response.status, type, text: await limited(response) };
  } catch (error) {
    if (error instanceof WitnessError) throw error;
    const { message, cause } = error as Error;
    throw new WitnessError(
      `the witness cannot be reached: ${(cause as Error | undefined)?.message || message}`,
    );
  }
}

async function limited(response: Response): Promise<string> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body ?? []) {
    size += part.length;
    if (size > MAX_ANSWER_BYTES) throw new WitnessError('the answer of the witness is too long');
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

const seenSize = ({ type, text }: Answer): number | null =>
  type.split(';', 1)[0]?.trim() === SIZE_TYPE && /^(0|[1-9][0-9]{0,14})\n$/.test(text) ? Number(text) : null;

function cosignatureIn(lines: string, key: VerifierKey, note: string): string {
  try {
    const [cosignature] = openNote(note + lines, [key]).verified;
    if (cosignature !== undefined) return signatureLine(cosignature).trimEnd();
  } catch (error) {
    if (!(error instanceof NoteError)) throw error;
  }
  throw new WitnessError(
    'the answer of the witness holds no signature by LUZE_WITNESS_KEY under this checkpoint',
  );
}
