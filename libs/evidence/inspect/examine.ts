import { open } from 'node:fs/promises';
import { fileTypeFromBuffer } from 'file-type';
import { extensionOf } from '../file-name.js';
import type { EvidenceLimits } from '../limits.js';
import { nameBearsMark } from '../marks.js';
import { marked, refusedContent, wrongType } from '../refusal.js';
import { agrees, TRAITS, type EvidenceType } from '../types.js';
import { inspectJpeg, inspectPng } from './image.js';
import { openPackage, type DocumentPackage } from './package.js';
import { inspectPdf } from './pdf.js';
import { inspectText } from './text.js';

/** What whoever sends a file says of it; none of it is believed. */
export interface Declared {
  /** A safe name. */
  readonly name: string;
  /** The media type that came with it. */
  readonly mediaType: string;
}

/** Enough for the first part of a zip, which tells what it holds. */
const HEAD_BYTES = 4_100;

/**
 * Finds out what a file is, and whether it may be taken: by its content, with which name and declared type have to agree.
 *
 * @returns its type
 * @throws FileRefused
 */
export async function examine(
  path: string,
  declared: Declared,
  taken: readonly EvidenceType[],
  limits: EvidenceLimits,
): Promise<EvidenceType> {
  if (nameBearsMark(declared.name)) throw marked('in its name');
  const head = await headOf(path);
  if (head.length === 0) throw refusedContent('empty', 'There is nothing in it.');
  const sniffed = await fileTypeFromBuffer(head);
  const asked = extensionOf(declared.name);
  switch (sniffed?.ext) {
    case 'pdf':
      requireAgreement('pdf', declared, taken);
      await inspectPdf(path, limits);
      return 'pdf';
    case 'png':
      requireAgreement('png', declared, taken);
      await inspectPng(path);
      return 'png';
    case 'jpg':
      requireAgreement('jpg', declared, taken);
      await inspectJpeg(path);
      return 'jpg';
    case 'zip':
    case 'docx':
    case 'xlsx':
    case 'pptx':
    case 'docm':
    case 'xlsm':
    case 'pptm':
      return await examinePackage(await openPackage(path, limits), declared, taken);
    case undefined: {
      // Text has no signature: that it is none of anything else, and reads as text, is all there is to see.
      const type = asked === 'csv' ? 'csv' : 'txt';
      requireAgreement(type, declared, taken);
      await inspectText(path, type === 'csv');
      return type;
    }
    default:
      throw notTaken(taken);
  }
}

async function examinePackage(
  document: DocumentPackage,
  declared: Declared,
  taken: readonly EvidenceType[],
): Promise<EvidenceType> {
  try {
    const type = await document.type();
    if (type === undefined) throw notTaken(taken);
    requireAgreement(type, declared, taken);
    await document.inspect(type);
    return type;
  } finally {
    document.close();
  }
}

function requireAgreement(type: EvidenceType, declared: Declared, taken: readonly EvidenceType[]): void {
  if (!taken.includes(type)) throw notTaken(taken);
  const { extensions } = TRAITS[type];
  if (!extensions.includes(extensionOf(declared.name)))
    throw wrongType(
      'type-mismatch',
      `Its content does not fit its name: by that it would end in .${extensions[0]}.`,
    );
  if (!agrees(type, declared.mediaType))
    throw wrongType(
      'type-mismatch',
      `Its content does not fit the type that was declared: it is ${TRAITS[type].mediaType}.`,
    );
}

const notTaken = (taken: readonly EvidenceType[]) =>
  wrongType(
    'type-not-taken',
    `Files of this type are not taken, only ${taken.join(', ')}: save it as one of these.`,
  );

async function headOf(path: string): Promise<Buffer> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
