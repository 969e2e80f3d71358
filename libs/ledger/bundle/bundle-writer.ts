import { createHash } from 'node:crypto';
import { sealedText } from '../sealed.js';
import {
  ENTRY_FIELD,
  FORMAT,
  VERSION,
  noLeaves,
  type BundleEnd,
  type BundleHeader,
  type BundleLeaf,
} from './bundle-format.js';

/** Writes the lines of a bundle, each with its line break, in the order in which its methods are called. */
export class BundleWriter {
  readonly #hash = createHash('sha256');
  readonly #leaves = noLeaves();

  header(header: Omit<BundleHeader, 'bundle' | 'version'>): string {
    return this.#line(JSON.stringify({ bundle: FORMAT, version: VERSION, ...header }));
  }

  leaf(leaf: BundleLeaf): string {
    this.#leaves[leaf.state]++;
    const { index, record, proof } = leaf;
    const place = {
      index,
      record: base64(record),
      ...(proof === undefined ? {} : { proof: proof.map(base64) }),
    };
    switch (leaf.state) {
      case 'whole': {
        const head = JSON.stringify({ ...place, salt: base64(leaf.salt) });
        return this.#line(`${head.slice(0, -1)}${ENTRY_FIELD}${sealedText(leaf.entry)}}`);
      }
      case 'erased':
        return this.#line(JSON.stringify({ ...place, erased: true, subject: leaf.subject, seq: leaf.seq }));
      case 'gone':
        return this.#line(JSON.stringify({ ...place, gone: true }));
      case 'hidden':
        return this.#line(JSON.stringify(place));
    }
  }

  /** An earlier checkpoint, behind the leaves that it is about. */
  checkpoint(note: string): string {
    return this.#line(JSON.stringify({ checkpoint: note }));
  }

  end(): string {
    const end: BundleEnd = { leaves: this.#leaves, sha256: this.#hash.digest('hex') };
    return `${JSON.stringify({ end })}\n`;
  }

  #line(text: string): string {
    const line = `${text}\n`;
    this.#hash.update(line);
    return line;
  }
}

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
