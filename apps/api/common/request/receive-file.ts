import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import busboy from 'busboy';
import type { Request } from 'express';
import { badRequest, Problem } from '../problem/problem.js';

/**
 * Receives the one file of a multipart body under the name `file`, hands its path to `work`, and removes it, whatever comes of it.
 *
 * @throws Problem 400 where there is no such file, 413 where it is larger than `maxBytes`
 */
export async function withReceivedFile<T>(
  request: Request,
  maxBytes: number,
  work: (path: string) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'luze-upload-'));
  try {
    const path = join(folder, 'file');
    await receive(request, maxBytes, path);
    return await work(path);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function receive(request: Request, maxBytes: number, path: string): Promise<void> {
  const limits = { files: 1, fields: 10, parts: 11, fieldSize: 1_000, headerPairs: 20, fileSize: maxBytes };
  let written: Promise<boolean> | undefined;
  try {
    const parser = busboy({ headers: request.headers, limits });
    parser.on('file', (name, file) => {
      if (name !== 'file' || written) return void file.resume();
      written = pipeline(file, createWriteStream(path, { mode: 0o600 })).then(() => file.truncated === true);
      // What fails is told below; until then nobody waits for it.
      written.catch(() => undefined);
    });
    await pipeline(request, parser);
  } catch {
    throw badRequest([{ pointer: '', detail: 'must be a whole multipart/form-data body' }]);
  }
  if (written === undefined) throw badRequest([{ pointer: '/file', detail: 'is missing' }]);
  if (await written) throw new Problem(413, 'too-large', `The file may have at most ${maxBytes} bytes.`);
}
