import { hash } from 'node:crypto';
import { canonicalJson } from './canonical-json.js';

/** All of a ledger entry but the number that the database gave it. */
export interface SealedEntry {
  readonly actor: string | null;
  readonly at: string;
  readonly body: unknown;
  readonly commandHash: string | null;
  readonly commandId: string | null;
  readonly kind: string;
  readonly onBehalfOf: string | null;
  readonly organisationVersion: number | null;
  readonly recordedAt: string;
  readonly rungKey: string | null;
  readonly runId: string | null;
  readonly seq: number;
  readonly subject: string;
}

/** How many random bytes hide what a record says from whoever would guess it. */
export const SALT_BYTES = 32;

/**
 * The text of an entry that its record stands for: canonical JSON (RFC 8785) of every field by name, `null` where nothing is given.
 *
 * @throws Error for a body that has no JSON
 */
export const sealedText = (entry: SealedEntry): string =>
  // The fields stand here in their canonical order; of them only the body can hold anything that needs to be put in order.
  `{"actor":${json(entry.actor)},"at":${json(entry.at)},"body":${canonicalJson(entry.body ?? null)}` +
  `,"commandHash":${json(entry.commandHash)},"commandId":${json(entry.commandId)},"kind":${json(entry.kind)}` +
  `,"onBehalfOf":${json(entry.onBehalfOf)},"organisationVersion":${json(entry.organisationVersion)}` +
  `,"recordedAt":${json(entry.recordedAt)},"runId":${json(entry.runId)},"rungKey":${json(entry.rungKey)}` +
  `,"seq":${json(entry.seq)},"subject":${json(entry.subject)}}`;

/** A text or a number has the same JSON everywhere. */
const json = (value: string | number | null | undefined): string => JSON.stringify(value ?? null);

/** What the log holds of an entry, 32 bytes: SHA-256 of the salt and the sealed text in UTF-8. Without the salt it reveals nothing. */
export const recordOf = (salt: Uint8Array, text: string): Buffer =>
  hash('sha256', Buffer.concat([salt, Buffer.from(text, 'utf8')]), 'buffer');
