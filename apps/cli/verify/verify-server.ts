import { fromBase64 } from '../../../libs/ledger/notes/key-form.js';
import { verifyGrowth, type GrowthReport } from '../../../libs/ledger/bundle/verify-growth.js';
import { givenKeys, keysIn, readGiven } from './given.js';
import { Unable } from './unable.js';
import type { Verdict } from './verdict.js';

const TIMEOUT_MS = 30_000;
/** No answer that is asked for here is larger. */
const MAX_BYTES = 2 ** 20;

/**
 * Verifies that the log of a server goes on from a checkpoint that was kept.
 *
 * @throws Unable when the server does not answer as it should, or what was given cannot be read
 */
export async function verifyServer(url: string, since: string, key?: readonly string[]): Promise<Verdict> {
  const log = logAt(url);
  const [kept, given] = [await readGiven(since), await givenKeys(key)];
  const keys = given ?? keysIn(await ask(log, 'key'), 'the answer of the server');
  const report = await verifyGrowth({
    kept,
    now: await ask(log, 'checkpoint'),
    keys,
    prove: async (first, second) =>
      hashesOf(await ask(log, `proofs/consistency?first=${first}&second=${second}`)),
  });
  return describeGrowth(url, report, given === null);
}

function logAt(url: string): URL {
  try {
    return new URL('api/v1/ledger/', url.endsWith('/') ? url : `${url}/`);
  } catch {
    throw new Unable(`${url} is no address`);
  }
}

async function ask(log: URL, what: string): Promise<string> {
  const url = new URL(what, log);
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) });
    if (!response.ok) throw new Unable(`${url.href} answered ${response.status}`);
    return await textOf(response);
  } catch (error) {
    if (error instanceof Unable) throw error;
    const { cause, message } = error as Error & { cause?: { code?: string } };
    throw new Unable(`${url.href} does not answer: ${cause?.code ?? message}`, { cause: error });
  }
}

async function textOf(response: Response): Promise<string> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of response.body ?? []) {
    bytes += (part as Uint8Array).length;
    if (bytes > MAX_BYTES) throw new Unable(`${response.url} answered more than ${MAX_BYTES} bytes`);
    parts.push(part as Uint8Array);
  }
  return Buffer.concat(parts).toString('utf8');
}

/** What is no hash proves nothing. */
function hashesOf(answer: string): Uint8Array[] {
  try {
    const { hashes } = JSON.parse(answer) as { hashes: unknown };
    if (Array.isArray(hashes)) return hashes.map((hash) => fromBase64(String(hash)) ?? Buffer.alloc(0));
  } catch {
    // Told below.
  }
  throw new Unable('the server answered no proof');
}

function describeGrowth(url: string, report: GrowthReport, keysAreTheServers: boolean): Verdict {
  const { kept, now, signers, findings } = report;
  const sound = findings.length === 0;
  const said = sound
    ? [
        `✔ the checkpoint of ${now?.size} leaves is signed by ${signers.join(', ')}`,
        `✔ the log goes on from the checkpoint of ${kept?.size} leaves that was kept`,
        'Nothing is off. Keep the new checkpoint too.',
      ]
    : findings.map(({ why }) => `✘ ${why}`);
  const warning =
    'No --key was given: the key came from the server itself. Whoever answers for the server could have made it.';
  return {
    sound,
    said: [`Log: ${now?.origin ?? ''} at ${url}`, ...said, ...(keysAreTheServers ? [warning] : [])],
  };
}
