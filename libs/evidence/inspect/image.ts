import { createReadStream } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { damaged, embeddedFile } from '../refusal.js';

const PNG_SIGNATURE_BYTES = 8;
/** Length, type and checksum of a chunk. */
const CHUNK_FRAME_BYTES = 12;
/** An archive ends with a directory, at most so far from the end of the file. */
const ARCHIVE_END_BYTES = 66_000;
const ARCHIVE_ENDS = ['PK\u0005\u0006', 'PK\u0006\u0006'];

/** A PNG whose chunks lead from its signature to its very end: nothing is cut off, and nothing hides behind it. */
export async function inspectPng(path: string): Promise<void> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const frame = Buffer.alloc(8);
    for (let at = PNG_SIGNATURE_BYTES, isLast = false; !isLast;) {
      const { bytesRead } = await file.read(frame, 0, 8, at);
      if (bytesRead < 8) throw damaged('PNG image');
      isLast = frame.toString('latin1', 4) === 'IEND';
      at += frame.readUInt32BE(0) + CHUNK_FRAME_BYTES;
      if (at > size) throw damaged('PNG image');
      if (isLast && at < size) throw embeddedFile();
    }
  } finally {
    await file.close();
  }
}

/** A JPEG that has an end; cameras add data of their own behind it, but no archive. */
export async function inspectJpeg(path: string): Promise<void> {
  let last = 0;
  let hasEnd = false;
  for await (const chunk of createReadStream(path)) {
    const bytes = chunk as Buffer;
    hasEnd ||= (last === 0xff && bytes[0] === 0xd9) || bytes.includes('\xff\xd9', 0, 'latin1');
    last = bytes.at(-1) ?? last;
  }
  if (!hasEnd) throw damaged('JPEG image');
  const file = await open(path);
  try {
    const tail = await tailOf(file, ARCHIVE_END_BYTES);
    if (ARCHIVE_ENDS.some((end) => tail.includes(end, 0, 'latin1'))) throw embeddedFile();
  } finally {
    await file.close();
  }
}

/** The last bytes of a file. */
export async function tailOf(file: FileHandle, bytes: number): Promise<Buffer> {
  const { size } = await file.stat();
  const tail = Buffer.alloc(Math.min(size, bytes));
  await file.read(tail, 0, tail.length, size - tail.length);
  return tail;
}
