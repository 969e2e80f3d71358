const MIB = 1024 * 1024;

/** What a file may cost. `maxFileBytes` is configured; the others guard the process that examines it. */
export interface EvidenceLimits {
  readonly maxFileBytes: number;
  /** Of a zip-based document: how many parts, and how much they are when unpacked. */
  readonly maxParts: number;
  readonly maxUnpackedBytes: number;
  /** A part larger than a mebibyte may be at most so many times as large as it is packed. */
  readonly maxRatio: number;
  /** Text of a document that is searched, in UTF-16 units. */
  readonly maxTextLength: number;
  readonly maxPdfPages: number;
  /** How long a PDF may take to read. */
  readonly pdfTimeoutMs: number;
  /** By how much the process may grow meanwhile. */
  readonly pdfMemoryBytes: number;
}

export const DEFAULT_LIMITS: EvidenceLimits = {
  maxFileBytes: 50 * MIB,
  maxParts: 5_000,
  maxUnpackedBytes: 200 * MIB,
  maxRatio: 200,
  maxTextLength: 20_000_000,
  maxPdfPages: 3_000,
  pdfTimeoutMs: 30_000,
  pdfMemoryBytes: 768 * MIB,
};

/** A part smaller than this may be packed as tightly as it likes. */
export const SMALL_PART_BYTES = MIB;
