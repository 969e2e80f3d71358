/* The thread in which a PDF is read; `pdf.ts` starts it, and ends it when it takes too much. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { inflateSync } from 'node:zlib';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** @typedef {import('./pdf-finding.js').PdfFinding} PdfFinding */

/** Names of PDF that stand for what acts by itself, and for what holds another file. */
const ACTIVE =
  /\/(?:JavaScript|JS|Launch|SubmitForm|ImportData|RichMedia|Rendition|Movie|XFA)(?=[\s/<>[\](){}%]|$)/;
const EMBEDDED = /\/(?:EmbeddedFiles?|GoToE|FileAttachment)(?=[\s/<>[\](){}%]|$)/;
const OBJECT_STREAM = /\/ObjStm[\s\S]{0,300}?>>\s*stream\r?\n/g;
const MAX_INFLATED_BYTES = 64 * 1024 * 1024;

const { path, maxPages, maxTextLength } = workerData;
parentPort?.postMessage(await find(readFileSync(path)));

/**
 * @param {Buffer} bytes
 * @returns {Promise<PdfFinding>}
 */
async function find(bytes) {
  try {
    const refused = refusedNames(bytes);
    return refused ? { refused } : await read(bytes);
  } catch (error) {
    return { refused: /** @type {Error} */ (error).name === 'PasswordException' ? 'encrypted' : 'damaged' };
  }
}

/**
 * By the names in the objects, wherever they are: those outside of streams, and those packed into streams of objects.
 * @param {Buffer} bytes
 * @returns {PdfFinding['refused']}
 */
function refusedNames(bytes) {
  const all = bytes.toString('latin1');
  const objects = [all.replace(/stream\r?\n[\s\S]*?endstream/g, ' ')];
  let inflated = 0;
  for (const { index, 0: found } of all.matchAll(OBJECT_STREAM)) {
    const maxOutputLength = MAX_INFLATED_BYTES - inflated;
    const packed = bytes.subarray(index + found.length);
    const text = inflate(packed, maxOutputLength);
    if (text === 'too-much') return 'too-much';
    inflated += text.length;
    objects.push(text);
  }
  // A name may write any of its characters as #xx.
  const names = objects.map((text) =>
    text.replace(/#([0-9a-f]{2})/gi, (_, code) => String.fromCharCode(Number.parseInt(code, 16))),
  );
  if (names.some((text) => ACTIVE.test(text))) return 'active';
  return names.some((text) => EMBEDDED.test(text)) ? 'embedded' : undefined;
}

/**
 * @param {Buffer} packed what follows is not part of it
 * @param {number} maxOutputLength
 */
function inflate(packed, maxOutputLength) {
  try {
    return inflateSync(packed, { maxOutputLength }).toString('latin1');
  } catch (error) {
    // Packed some other way: the reader below understands it, and tells of scripts and attachments.
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'ERR_BUFFER_TOO_LARGE' ? 'too-much' : '';
  }
}

/**
 * @param {Buffer} bytes
 * @returns {Promise<PdfFinding>}
 */
async function read(bytes) {
  const library = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
  const document = await getDocument({
    data: new Uint8Array(bytes),
    verbosity: 0,
    // Without them the text of fonts that are not embedded, as many Chinese documents have, would not be read.
    cMapUrl: join(library, 'cmaps/'),
    cMapPacked: true,
    standardFontDataUrl: join(library, 'standard_fonts/'),
    isEvalSupported: false,
    useSystemFonts: false,
    disableFontFace: true,
  }).promise;
  if (document.numPages > maxPages) return { refused: 'too-much' };
  const { info } = /** @type {{ info: Record<string, any> }} */ (await document.getMetadata());
  if (info.EncryptFilterName || (await document.getPermissions()) !== null) return { refused: 'encrypted' };
  if (await document.hasJSActions()) return { refused: 'active' };
  if ((await document.getAttachments()) !== null) return { refused: 'embedded' };
  const custom = Object.values(info.Custom ?? {});
  const lines = [info.Title, info.Subject, info.Keywords, ...custom].filter(
    (value) => typeof value === 'string',
  );
  for (let number = 1, length = 0; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    if ((await page.getJSActions()) !== null) return { refused: 'active' };
    const annotations = await page.getAnnotations();
    for (const { subtype, contentsObj, fieldValue } of annotations) {
      if (subtype === 'FileAttachment') return { refused: 'embedded' };
      lines.push(...[contentsObj?.str, fieldValue].filter((value) => typeof value === 'string'));
    }
    const ofPage = linesOf((await page.getTextContent()).items);
    length += ofPage.reduce((sum, line) => sum + line.length, 0);
    if (length > maxTextLength) return { refused: 'too-much' };
    lines.push(...ofPage);
    page.cleanup();
  }
  return { text: lines.join('\n') };
}

/**
 * The text of a page, what stands beside each other in one line, with a space where there is a gap.
 * @param {readonly object[]} items
 */
function linesOf(items) {
  const lines = [''];
  let last = { y: Number.NaN, right: 0, height: 0 };
  for (const item of items) {
    if (!('str' in item)) continue;
    const { str, transform, width, height, hasEOL } =
      /** @type {{ str: string, transform: number[], width: number, height: number, hasEOL: boolean }} */ (
        item
      );
    const [, , , , x = 0, y = 0] = transform;
    const isBeside = Math.abs(y - last.y) <= Math.max(height, last.height) / 2;
    if (str !== '') {
      if (!isBeside) lines.push('');
      else if (x - last.right > height * 0.8) lines.push(`${lines.pop()}  `);
      lines.push((lines.pop() ?? '') + str);
      last = { y, right: x + width, height: height || last.height };
    }
    if (hasEOL && str === '') last = { ...last, y: Number.NaN };
  }
  return lines;
}
