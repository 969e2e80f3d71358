import { open } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';
import PQueue from 'p-queue';
import type { EvidenceLimits } from '../limits.js';
import { bearsMark } from '../marks.js';
import {
  activeContent,
  damaged,
  embeddedFile,
  encrypted,
  marked,
  notExaminable,
  type FileRefused,
} from '../refusal.js';
import { tailOf } from './image.js';
import type { PdfFinding } from './pdf-finding.js';

/** JavaScript as it stands, because Node itself loads it as a thread. */
const READER = new URL('./read-pdf.worker.js', import.meta.url);
/** One at a time, so that how much the process grows is what the one takes. */
const queue = new PQueue({ concurrency: 1 });
const LOOK_EVERY_MS = 50;
const END = '%%EOF';
const END_WITHIN_BYTES = 2_048;

/**
 * Reads a PDF in a thread of its own, which is ended when it takes too long or too much memory: a hostile one stops nobody.
 *
 * @throws FileRefused
 */
export async function inspectPdf(path: string, limits: EvidenceLimits): Promise<void> {
  await requireEnd(path);
  const { refused, text = '' } = await (queue.add(() => read(path, limits)) as Promise<PdfFinding>);
  if (refused !== undefined) throw REFUSALS[refused]();
  if (text.split('\n').some(bearsMark)) throw marked('in its text');
}

const REFUSALS: Readonly<Record<NonNullable<PdfFinding['refused']>, () => FileRefused>> = {
  damaged: () => damaged('PDF'),
  encrypted,
  active: () => activeContent('scripts, forms that send themselves, or actions that start something'),
  embedded: embeddedFile,
  'too-much': notExaminable,
};

/** A PDF ends with a mark of its own: without it it is cut off, and what stands behind it is something else. */
async function requireEnd(path: string): Promise<void> {
  const file = await open(path);
  try {
    const tail = (await tailOf(file, END_WITHIN_BYTES)).toString('latin1');
    const at = tail.lastIndexOf(END);
    if (at < 0) throw damaged('PDF');
    if (/[^\s\0]/.test(tail.slice(at + END.length))) throw embeddedFile();
  } finally {
    await file.close();
  }
}

function read(
  path: string,
  { maxPdfPages, maxTextLength, pdfTimeoutMs, pdfMemoryBytes }: EvidenceLimits,
): Promise<PdfFinding> {
  return new Promise((resolve) => {
    const worker = new Worker(READER, {
      workerData: { path, maxPages: maxPdfPages, maxTextLength },
      resourceLimits: { maxOldGenerationSizeMb: 512 },
      // What it has to say about a broken file belongs into no log.
      stdout: true,
      stderr: true,
      env: {},
    });
    let leastBytes = process.memoryUsage.rss();
    const end = (finding: PdfFinding): void => {
      clearInterval(watch);
      clearTimeout(timeout);
      void worker.terminate();
      resolve(finding);
    };
    const watch = setInterval(() => {
      const bytes = process.memoryUsage.rss();
      leastBytes = Math.min(leastBytes, bytes);
      if (bytes - leastBytes > pdfMemoryBytes) end({ refused: 'too-much' });
    }, LOOK_EVERY_MS);
    const timeout = setTimeout(() => end({ refused: 'too-much' }), pdfTimeoutMs);
    worker.once('message', end);
    worker.once('error', ({ code }: NodeJS.ErrnoException) =>
      end({ refused: code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'too-much' : 'damaged' }),
    );
    worker.once('exit', () => end({ refused: 'damaged' }));
  });
}
