import type { IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import busboy, { type Busboy, type FileInfo } from 'busboy';
import { tooLarge } from '../../../libs/evidence/refusal.js';
import type { EvidenceStore, IncomingFile } from '../../../libs/evidence/store.js';
import { badRequest, type Fault } from '../common/problem/problem.js';

/** A form that came in: its fields, and its file on disk. */
export interface ReceivedForm {
  readonly fields: Readonly<Record<string, string>>;
  readonly file: (IncomingFile & { readonly name: string; readonly mediaType: string }) | undefined;
}

export const FILE_FIELD = 'file';
const LIMITS = { files: 1, fields: 10, parts: 12, fieldSize: 1_000, fieldNameSize: 100, headerPairs: 20 };
/** What a form may have beside its file. */
const OVERHEAD_BYTES = 64 * 1024;
/** For how long what is still coming of a refused form is read, so that its sender hears why. */
const DRAIN_MS = 5_000;

/**
 * Reads a multipart form as it comes, its file straight to disk, only as fast as the disk takes it.
 *
 * @throws Problem 400; FileRefused when the file is too large. Nothing is left behind then, nor when the sender breaks off
 */
export async function receiveForm(
  request: IncomingMessage,
  store: EvidenceStore,
  maxFileBytes: number,
): Promise<ReceivedForm> {
  const form = new Form(store, maxFileBytes);
  try {
    if (Number(request.headers['content-length'] ?? 0) > maxFileBytes + OVERHEAD_BYTES)
      throw tooLarge(maxFileBytes);
    return await form.read(request, parserFor(request, maxFileBytes));
  } catch (error) {
    await form.discard();
    await drain(request);
    throw error;
  }
}

function parserFor({ headers }: IncomingMessage, fileSize: number): Busboy {
  try {
    return busboy({ headers, limits: { ...LIMITS, fileSize }, defParamCharset: 'utf8' });
  } catch {
    throw badRequest([{ pointer: '', detail: 'must be multipart/form-data with a boundary' }]);
  }
}

class Form {
  private readonly fields: Record<string, string> = {};
  private readonly faults: Fault[] = [];
  private receiving: Promise<IncomingFile> | undefined;
  private info: FileInfo | undefined;

  constructor(
    private readonly store: EvidenceStore,
    private readonly maxFileBytes: number,
  ) {}

  async read(request: IncomingMessage, parser: Busboy): Promise<ReceivedForm> {
    try {
      await new Promise<void>((resolve, reject) => {
        parser.on('field', (name, value, { valueTruncated }) => this.addField(name, value, valueTruncated));
        parser.on('file', (name, stream, info) => this.addFile(name, stream, info, reject));
        for (const limit of ['filesLimit', 'fieldsLimit', 'partsLimit'] as const)
          parser.on(limit, () => reject(badRequest([{ pointer: '', detail: 'has too many parts' }])));
        parser.on('error', () => reject(cutOff()));
        parser.on('close', resolve);
        request.on('close', () => request.complete || reject(cutOff()));
        request.on('error', () => reject(cutOff()));
        request.pipe(parser);
      });
    } finally {
      request.unpipe(parser);
      if (!parser.destroyed) parser.destroy();
    }
    const received = await this.receiving;
    if (this.faults.length > 0) throw badRequest(this.faults);
    const { filename: name = '', mimeType: mediaType = '' } = this.info ?? {};
    return { fields: this.fields, file: received && { ...received, name, mediaType } };
  }

  /** Removes what has come of the file, once nothing more of it is written. */
  async discard(): Promise<void> {
    const received = await this.receiving?.catch(() => undefined);
    if (received) await this.store.discard(received);
  }

  private addField(name: string, value: string, isCut: boolean): void {
    if (Object.hasOwn(this.fields, name) || isCut)
      this.faults.push({ pointer: `/${name}`, detail: isCut ? 'is too long' : 'is given twice' });
    // As an own property, whatever it is called.
    Object.defineProperty(this.fields, name, { value, enumerable: true, writable: true, configurable: true });
  }

  private addFile(name: string, stream: Readable, info: FileInfo, reject: (error: Error) => void): void {
    if (name !== FILE_FIELD) {
      this.faults.push({
        pointer: `/${name}`,
        detail: `is not known here: the file goes under "${FILE_FIELD}"`,
      });
      stream.resume();
      return;
    }
    this.info = info;
    stream.once('limit', () => reject(tooLarge(this.maxFileBytes)));
    this.receiving = this.store.receive(stream, this.maxFileBytes);
    this.receiving.catch(reject);
  }
}

const cutOff = () =>
  badRequest([{ pointer: '', detail: 'is no whole form: it broke off, or it is not written as one' }]);

async function drain(request: IncomingMessage): Promise<void> {
  if (request.complete || request.destroyed) return;
  request.resume();
  await Promise.race([
    once(request, 'close'),
    once(request, 'end'),
    sleep(DRAIN_MS, undefined, { ref: false }),
  ]).catch(() => undefined);
}
