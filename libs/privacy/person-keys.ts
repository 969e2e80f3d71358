import type { EntityManager } from 'typeorm';
import { PersonErased, type PersonId } from './person.js';
import { SecretKey } from './secret-key.js';

interface KeyRow {
  readonly id: PersonId;
  /** Under the key of the instance; null: it has been destroyed. */
  readonly key: Buffer | null;
}

/** The keys of persons, each kept under the key of the instance. Nowhere remembered: one that is destroyed is gone for every process. */
export class PersonKeys {
  constructor(private readonly instance: SecretKey) {}

  /** @throws Error when the database was written with another key of the instance */
  async check(manager: EntityManager): Promise<void> {
    const [row] = await manager.query<KeyRow[]>(
      'SELECT id, key FROM person_key WHERE key IS NOT NULL ORDER BY made_at, id LIMIT 1',
    );
    try {
      if (row) this.open(row);
    } catch {
      throw new Error('the key of persons is not the one that this database was written with');
    }
  }

  /**
   * The key of a person, made when it is first needed. Until the transaction ends nobody can destroy it.
   * @throws PersonErased
   */
  async require(manager: EntityManager, person: PersonId): Promise<SecretKey> {
    const key = (await this.ofAll(manager, [person])).get(person);
    if (key == null) throw new PersonErased(`nothing can be kept about ${person} any more`);
    return key;
  }

  /** The same for several persons; null for those whose key is destroyed. */
  async ofAll(
    manager: EntityManager,
    persons: readonly PersonId[],
  ): Promise<Map<PersonId, SecretKey | null>> {
    const wanted = [...new Set(persons)].sort();
    if (wanted.length === 0) return new Map();
    let rows = await held(manager, wanted);
    if (rows.length < wanted.length) {
      await this.make(manager, wanted);
      rows = await held(manager, wanted);
    }
    return new Map(rows.map((row) => [row.id, row.key === null ? null : this.open(row)]));
  }

  open({ id, key }: { readonly id: string; readonly key: Buffer | null }): SecretKey {
    return new SecretKey(this.instance.open(key as Buffer, id));
  }

  private make(manager: EntityManager, persons: readonly PersonId[]): Promise<unknown> {
    return manager.query(
      `INSERT INTO person_key (id, key, made_at)
       SELECT id, key, now() FROM unnest($1::text[], $2::bytea[]) AS new (id, key) ORDER BY id
       ON CONFLICT DO NOTHING`,
      [persons, persons.map((id) => this.instance.seal(SecretKey.random().bytes, id))],
    );
  }
}

/** In one order, so that two who want the same keys do not wait for each other. */
const held = (manager: EntityManager, persons: readonly PersonId[]): Promise<KeyRow[]> =>
  manager.query('SELECT id, key FROM person_key WHERE id = ANY($1) ORDER BY id FOR SHARE', [persons]);
