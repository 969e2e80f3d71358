import { createGunzip } from 'node:zlib';
import type { Readable } from 'node:stream';
import { MAX_LINE_BYTES } from './bundle-format.js';
import { LineSplitter, LineTooLong } from './line-splitter.js';
import { MalformedLine } from './parse-line.js';
import { BundleVerifier, type BundleReport, type Trust } from './verify-bundle.js';

/**
 * Verifies a bundle that comes as a stream, gzipped, in memory that does not grow with it.
 *
 * @throws MalformedLine when it is no bundle, NeedsWholeLog when it is not one that the kept checkpoint can be compared with, and what the
 * stream itself throws; what is wrong within a bundle is in the report
 */
export async function verifyBundle(gzipped: Readable, trust: Trust): Promise<BundleReport> {
  const gunzip = createGunzip({ chunkSize: 256 * 1024 });
  let unreadable: Error | null = null;
  gzipped.on('error', (error) => {
    unreadable = error;
    gunzip.destroy(error);
  });
  gzipped.pipe(gunzip);
  const lines = new LineSplitter(MAX_LINE_BYTES);
  let verifier: BundleVerifier | null = null;
  try {
    for await (const piece of gunzip) {
      for (const line of lines.split(piece as Buffer)) {
        if (verifier === null) verifier = new BundleVerifier(line, trust);
        else verifier.line(line);
        if (verifier.isHopeless) {
          verifier.broken('too much is off');
          return verifier.report();
        }
      }
    }
    const rest = lines.rest();
    if (rest.length > 0) verifier?.line(rest);
  } catch (error) {
    const why = unreadable === null ? damageOf(error) : null;
    if (why === null) throw error;
    if (verifier === null) throw new MalformedLine(why, { cause: error });
    verifier.broken(why);
  } finally {
    gzipped.destroy();
    gunzip.destroy();
  }
  if (verifier === null) throw new MalformedLine('it is empty');
  return verifier.report();
}

/** What is wrong with the bytes; null for an error of another kind. */
function damageOf(error: unknown): string | null {
  if (error instanceof LineTooLong) return error.message;
  const { code, message } = error as NodeJS.ErrnoException;
  return code?.startsWith('Z_') === true ? `its compression is damaged (${message})` : null;
}
