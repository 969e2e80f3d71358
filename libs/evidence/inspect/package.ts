import type { Readable } from 'node:stream';
import { openPromise, type Entry, type ZipFile } from 'yauzl';
import { SMALL_PART_BYTES, type EvidenceLimits } from '../limits.js';
import { activeContent, damaged, embeddedFile, encrypted, FileRefused, notExaminable } from '../refusal.js';
import type { EvidenceType } from '../types.js';
import { isArchiveOrProgram } from './signatures.js';
import { readXml, type XmlReader } from './xml.js';
import { contentTypes, documentText, relationships } from './xml-readers.js';

/** The types whose files are zips of parts. */
type PackageType = Extract<EvidenceType, 'docx' | 'xlsx' | 'pptx' | 'ofd'>;

/** The content type of the main part, by which an Office document says what it is. */
const MAIN_PARTS: readonly (readonly [PackageType, string])[] = [
  ['docx', 'wordprocessingml.document.main+xml'],
  ['xlsx', 'spreadsheetml.sheet.main+xml'],
  ['pptx', 'presentationml.presentation.main+xml'],
];
const CONTENT_TYPES = '[content_types].xml';
const OFD_ROOT = 'ofd.xml';

const XML_PARTS: ReadonlySet<string> = new Set(['xml', 'rels']);
/** Pictures, fonts and settings: they are looked at for what they begin with. */
const OTHER_PARTS: ReadonlySet<string> = new Set(
  'vml png jpg jpeg jpe gif bmp dib tif tiff emf wmf emz wmz wdp svg jb2 gbig2 ttf otf odttf fntdata ttc esl dat psdsor psdor'.split(
    ' ',
  ),
);
/** Compressed pictures of old, which begin as every gzip. */
const GZIPPED: ReadonlySet<string> = new Set(['emz', 'wmz']);
const PRINTER_SETTINGS = /(^|\/)printersettings\d*\.bin$/;
const MACROS = /(^|\/)(vbaproject|vbadata|vbaprojectsignature)[^/]*$/;
const CONTROLS = /(^|\/)(activex|ctrlprops)\//;

/**
 * A document that is a zip of parts, opened with its directory checked: names, sizes, number, nothing encrypted.
 *
 * @throws FileRefused
 */
export async function openPackage(path: string, limits: EvidenceLimits): Promise<DocumentPackage> {
  let zip: ZipFile | undefined;
  try {
    zip = await openPromise(path, { autoClose: false, lazyEntries: true, strictFileNames: true });
    return new DocumentPackage(zip, await directoryOf(zip, limits), limits);
  } catch (error) {
    zip?.close();
    throw refusalOf(error);
  }
}

/** Whatever cannot be read is damaged; the reason quotes the file, so it is not told. */
const refusalOf = (error: unknown): FileRefused =>
  error instanceof FileRefused ? error : damaged('document');

async function directoryOf(zip: ZipFile, limits: EvidenceLimits): Promise<Map<string, Entry>> {
  if (zip.entryCount > limits.maxParts) throw notExaminable();
  const parts = new Map<string, Entry>();
  let packed = 0;
  let unpacked = 0;
  for await (const entry of zip.eachEntry()) {
    const name = entry.fileName.toLowerCase();
    if (entry.isEncrypted()) throw encrypted();
    // Of two parts with one name each reader takes another.
    if (parts.has(name)) throw damaged('document');
    parts.set(name, entry);
    packed += entry.compressedSize;
    unpacked += entry.uncompressedSize;
    const isTight = entry.uncompressedSize > limits.maxRatio * Math.max(1, entry.compressedSize);
    if (entry.uncompressedSize > SMALL_PART_BYTES && isTight) throw notExaminable();
    if (unpacked > limits.maxUnpackedBytes) throw notExaminable();
  }
  // Parts that overlap unpack to more than there is.
  if (packed > zip.fileSize) throw notExaminable();
  return parts;
}

export class DocumentPackage {
  constructor(
    private readonly zip: ZipFile,
    /** By name in lower case. */
    private readonly parts: ReadonlyMap<string, Entry>,
    private readonly limits: EvidenceLimits,
  ) {}

  /** What it says that it is; undefined for a zip that is no document. @throws FileRefused */
  async type(): Promise<PackageType | undefined> {
    if (this.parts.has(OFD_ROOT)) return 'ofd';
    const part = this.parts.get(CONTENT_TYPES);
    if (part === undefined) return undefined;
    let found: PackageType | undefined;
    await this.readPart(
      part,
      contentTypes((type) => (found ??= MAIN_PARTS.find(([, main]) => type.endsWith(main))?.[0])),
    );
    return found;
  }

  /** Reads every part to its end. @throws FileRefused */
  async inspect(type: PackageType): Promise<void> {
    let textLength = 0;
    const count = (length: number): void => {
      textLength += length;
      if (textLength > this.limits.maxTextLength) throw notExaminable();
    };
    for (const [name, entry] of this.parts) {
      if (name.endsWith('/')) continue;
      if (MACROS.test(name)) throw activeContent('macros');
      if (CONTROLS.test(name)) throw activeContent('controls');
      const extension = /\.([^./]+)$/.exec(name)?.[1] ?? '';
      if (XML_PARTS.has(extension)) {
        const reader = name.endsWith('.rels') ? relationships() : documentText(type, name, count);
        await this.readPart(entry, reader);
      } else if (OTHER_PARTS.has(extension) || PRINTER_SETTINGS.test(name)) {
        await this.lookAtPart(entry, GZIPPED.has(extension));
      } else throw embeddedFile();
    }
  }

  /** Reads one XML part; false where there is none of that name. @throws FileRefused */
  async read(name: string, reader: XmlReader): Promise<boolean> {
    const part = this.parts.get(name.toLowerCase());
    if (part !== undefined) await this.readPart(part, reader);
    return part !== undefined;
  }

  close(): void {
    this.zip.close();
  }

  private async readPart(entry: Entry, reader: XmlReader): Promise<void> {
    await this.open(entry, (stream) => readXml(stream, reader));
  }

  private async lookAtPart(entry: Entry, mayBeGzip: boolean): Promise<void> {
    await this.open(entry, async (stream) => {
      let isFirst = true;
      // To the end, so that a size that was lied about comes out.
      for await (const chunk of stream) {
        if (isFirst && isArchiveOrProgram(chunk as Buffer, mayBeGzip)) throw embeddedFile();
        isFirst = false;
      }
    });
  }

  private async open(entry: Entry, read: (stream: Readable) => Promise<void>): Promise<void> {
    try {
      if (!entry.canDecodeFileData()) throw damaged('document');
      const stream = await this.zip.openReadStreamPromise(entry);
      try {
        await read(stream);
      } finally {
        stream.destroy();
      }
    } catch (error) {
      throw refusalOf(error);
    }
  }
}
