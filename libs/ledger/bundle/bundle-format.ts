import type { SealedEntry } from '../sealed.js';

/**
 * A bundle: what somebody needs who verifies entries without asking anybody. JSON Lines, gzipped:
 *
 * - first a header;
 * - then one line for each leaf, in the order of the log, and between them, in a bundle of the whole log, earlier checkpoints, each behind
 *   the leaves that it is about;
 * - last a line with counts, and the SHA-256 of all bytes before it, line breaks included.
 *
 * `entry` is the last field of its line and stands there as it was sealed, in canonical JSON, so that the bytes can be hashed as they come.
 */
export const FORMAT = 'luze-ledger';
export const VERSION = 1;

/** Longer lines are no lines of a bundle; an entry has some hundred bytes. */
export const MAX_LINE_BYTES = 16 * 2 ** 20;

export interface BundleHeader {
  readonly bundle: typeof FORMAT;
  readonly version: typeof VERSION;
  readonly exportedAt: string;
  /** The log's public keys, `name+hash+key`, the current first. Whoever trusts the bundle for them trusts the bundle. */
  readonly keys: readonly string[];
  /** The signed note that all is proved against (C2SP tlog-checkpoint). */
  readonly checkpoint: string;
  /** By what the entries were chosen; null: the whole log, from its first leaf to its last. */
  readonly selection: Readonly<Record<string, string>> | null;
  /** How many entries were chosen too and are not in the bundle, since they came after the checkpoint. */
  readonly later: number;
}

interface Leaf {
  /** Of the leaf in the log: 0, 1, 2... */
  readonly index: number;
  /** What the log holds of the entry, 32 bytes. */
  readonly record: Uint8Array;
  /** In a selection: that the leaf is in the tree of the checkpoint (RFC 6962, section 2.1.1). */
  readonly proof?: readonly Uint8Array[];
}

/** An entry that shows its record. */
export interface WholeLeaf extends Leaf {
  readonly state: 'whole';
  readonly salt: Uint8Array;
  readonly entry: SealedEntry;
}

/** An entry whose salt an erasure has destroyed: what it says is not proved any more, that it is there still is. */
export interface ErasedLeaf extends Leaf {
  readonly state: 'erased';
  readonly subject: string;
  readonly seq: number;
}

/** An entry that whoever asked for the bundle may not see; or one that the database does not have, though the log does. */
export interface BareLeaf extends Leaf {
  readonly state: 'hidden' | 'gone';
}

export type BundleLeaf = WholeLeaf | ErasedLeaf | BareLeaf;

/** How many leaves of each state a bundle has. */
export type LeafCounts = Readonly<Record<BundleLeaf['state'], number>>;

export const noLeaves = (): Record<BundleLeaf['state'], number> => ({
  whole: 0,
  erased: 0,
  hidden: 0,
  gone: 0,
});

export interface BundleEnd {
  readonly leaves: LeafCounts;
  /** Lower-case hex. */
  readonly sha256: string;
}

/** What stands before an entry in its line. */
export const ENTRY_FIELD = ',"entry":';
