import type { EntityManager } from 'typeorm';
import type { Instant } from '../domain/time.js';
import { storeDocument, storeSealedDocument } from '../persistence/repositories/document.repository.js';
import type { PersonId } from './person.js';
import { PersonKeys } from './person-keys.js';
import { SecretKey } from './secret-key.js';

/** A text as it can be read. */
export interface Text {
  readonly id: string;
  readonly mediaType: string;
  /** Null: the person whom it concerned was erased. */
  readonly content: string | null;
  readonly storedAt: Instant;
  readonly erasedAt: Instant | null;
}

interface Row {
  readonly id: string;
  readonly mediaType: string;
  readonly content: string | null;
  readonly sealed: Buffer | null;
  readonly storedAt: string;
  readonly personId: PersonId | null;
  readonly key: Buffer | null;
  readonly erasedAt: string | null;
}

/** The one way in which texts that entries refer to are written and read; those that concern a person are kept under that person's key. */
export class Texts {
  readonly keys: PersonKeys;

  constructor(instance: SecretKey) {
    this.keys = new PersonKeys(instance);
  }

  /**
   * Keeps a text; the same text of the same person is one document as long as the key lives.
   *
   * @param person whom it concerns; null: nobody, and it is kept as it is
   * @returns its id: HMAC-SHA-256 under the person's key, or SHA-256 where it concerns nobody; lower-case hex
   * @throws PersonErased
   */
  keep(manager: EntityManager, text: string, person: PersonId | null): Promise<string> {
    if (person === null) return storeDocument(manager, 'text/plain', text);
    return manager.transaction(async (transaction) => {
      const key = await this.keys.require(transaction, person);
      return keepUnder(transaction, text, person, key);
    });
  }

  /**
   * For those who make texts while they decide: the ids at once, the texts afterwards. What is made for somebody who has been erased
   * meanwhile is named and cannot be read.
   */
  async drafts(manager: EntityManager, persons: readonly PersonId[]): Promise<Drafts> {
    return new Drafts(await this.keys.ofAll(manager, persons));
  }

  /** Those of the texts that there are, by id. */
  async read(manager: EntityManager, ids: readonly string[]): Promise<Map<string, Text>> {
    if (ids.length === 0) return new Map();
    const rows = await manager.query<Row[]>(
      `SELECT d.id, d.media_type AS "mediaType", d.content, d.sealed, d.stored_at AS "storedAt", d.person_id AS "personId", k.key,
         k.erased_at AS "erasedAt"
       FROM document d LEFT JOIN person_key k ON k.id = d.person_id WHERE d.id = ANY($1)`,
      [ids],
    );
    return new Map(rows.map((row) => [row.id, this.textOf(row)]));
  }

  private textOf({ id, mediaType, content, sealed, personId, key, storedAt, erasedAt }: Row): Text {
    const isSealed = personId !== null && key !== null && sealed !== null;
    return {
      id,
      mediaType,
      content: isSealed ? this.keys.open({ id: personId, key }).open(sealed, id).toString('utf8') : content,
      storedAt: storedAt,
      erasedAt,
    };
  }
}

/** Texts that have their ids and are not stored yet. */
export class Drafts {
  private readonly made: { readonly text: string; readonly person: PersonId; readonly key: SecretKey }[] = [];

  constructor(private readonly keys: ReadonlyMap<PersonId, SecretKey | null>) {}

  /** @returns the id that the text will have */
  add(text: string, person: PersonId): string {
    const key = this.keys.get(person) ?? null;
    if (key === null) return SecretKey.random().codeOf(text);
    this.made.push({ text, person, key });
    return key.codeOf(text);
  }

  async store(manager: EntityManager): Promise<void> {
    for (const { text, person, key } of this.made) await keepUnder(manager, text, person, key);
  }
}

async function keepUnder(
  manager: EntityManager,
  text: string,
  person: PersonId,
  key: SecretKey,
): Promise<string> {
  const id = key.codeOf(text);
  await storeSealedDocument(manager, { id, person, sealed: key.seal(text, id) });
  return id;
}

/** A text for people; of one that cannot be read any more, since when. */
export const shownText = (text: Text | undefined): string =>
  text?.content ?? (text?.erasedAt ? `（已于 ${text.erasedAt} 删除）/ (erased on ${text.erasedAt})` : '');
