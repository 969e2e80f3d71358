import { generateKeyPairSync, sign } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text as readText } from 'node:stream/consumers';
import { openCheckpoint, parseCheckpoint } from '../../libs/ledger/notes/checkpoint.js';
import { COSIGNATURE, keyIdOf, keyText } from '../../libs/ledger/notes/key-form.js';
import { NoteError, parseNote, signatureLine } from '../../libs/ledger/notes/note.js';
import { cosignedMessage, parseVerifierKey } from '../../libs/ledger/notes/verifier-key.js';
import { EMPTY_ROOT } from '../../libs/ledger/tree/hashes.js';
import { provesConsistency, type Tree } from '../../libs/ledger/tree/verify.js';

interface Answer {
  readonly status: number;
  readonly type?: string;
  readonly body?: string;
}

/** A witness as C2SP tlog-witness has it, for the logs whose keys it knows, over real HTTP. */
export class TestWitness {
  /** The last checkpoint that it signed, of each origin. */
  readonly seen = new Map<string, Tree>();
  /** The status of each answer so far. */
  readonly statuses: number[] = [];
  /** What it answers in the place of what it should. */
  misbehave: ((right: Answer) => Answer) | null = null;
  readonly #keys = generateKeyPairSync('ed25519');
  readonly #public = this.#keys.publicKey.export({ format: 'der', type: 'spki' }).subarray(-32);
  readonly #id: number;
  #server: Server | undefined;

  constructor(
    private readonly logKeys: readonly string[],
    readonly name = 'witness.example/w1',
  ) {
    this.#id = keyIdOf(name, COSIGNATURE, this.#public);
  }

  /** Its verifier key. */
  get key(): string {
    return keyText(this.name, this.#id, COSIGNATURE, this.#public);
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server?.address() as AddressInfo).port}/some/prefix`;
  }

  async start(port = 0): Promise<number> {
    this.#server = createServer((request, response) => {
      void this.#answer(request).then((right) => {
        const { status, type, body } = this.misbehave?.(right) ?? right;
        this.statuses.push(status);
        response.writeHead(status, type === undefined ? {} : { 'content-type': type }).end(body);
      });
    });
    await new Promise<void>((resolve) => this.#server?.listen(port, '127.0.0.1', resolve));
    return (this.#server.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    this.#server?.closeAllConnections();
    await new Promise((resolve) => this.#server?.close(resolve));
  }

  async #answer(request: IncomingMessage): Promise<Answer> {
    const body = await readText(request);
    if (request.method !== 'POST' || request.url !== '/some/prefix/add-checkpoint') return { status: 405 };
    const end = body.indexOf('\n\n');
    const [first, ...proof] = body.slice(0, end).split('\n');
    const note = body.slice(end + 2);
    const [, old] = /^old (0|[1-9][0-9]*)$/.exec(first ?? '') ?? [];
    if (end < 0 || old === undefined || proof.length > 63) return { status: 400 };
    const hashes = proof.map((line) => Buffer.from(line, 'base64'));
    try {
      return this.#decide(Number(old), hashes, note);
    } catch (error) {
      return { status: error instanceof NoteError ? 403 : 400 };
    }
  }

  #decide(oldSize: number, proof: readonly Buffer[], note: string): Answer {
    const { origin } = parseCheckpoint(parseNote(note).text);
    const keys = this.logKeys.map(parseVerifierKey).filter(({ name }) => name === origin);
    if (keys.length === 0) return { status: 404 };
    const { checkpoint } = openCheckpoint(note, keys);
    if (oldSize > checkpoint.size) return { status: 400 };
    const seen = this.seen.get(origin) ?? { size: 0, root: EMPTY_ROOT };
    if (oldSize !== seen.size) return { status: 409, type: 'text/x.tlog.size', body: `${seen.size}\n` };
    if (!provesConsistency(seen, checkpoint, proof)) return { status: 422 };
    this.seen.set(origin, checkpoint);
    return { status: 200, body: this.cosign(parseNote(note).text) };
  }

  /** Its line under the text of a note. */
  cosign(text: string): string {
    const atSeconds = BigInt(Math.floor(Date.now() / 1000));
    const time = Buffer.alloc(8);
    time.writeBigUInt64BE(atSeconds);
    const message = cosignedMessage(Buffer.from(text), atSeconds);
    const signature = Buffer.concat([time, sign(null, message, this.#keys.privateKey)]);
    return signatureLine({ name: this.name, keyId: this.#id, signature });
  }
}
