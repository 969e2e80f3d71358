import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { touchDocuments } from '../../../libs/persistence/repositories/document.repository.js';
import { concerned, officerPerson, PersonErased } from '../../../libs/privacy/person.js';
import { Texts } from '../../../libs/privacy/texts.js';
import type { Caller } from '../auth/caller.js';
import { notFound, refused } from '../common/problem/problem.js';
import { visibleEntries } from '../ledger/visible-entries.js';
import { toDocument, type DocumentResponse } from './dto/document.dto.js';

/** Texts that commands and entries refer to. */
@Injectable()
export class Documents {
  constructor(
    private readonly dataSource: DataSource,
    private readonly texts: Texts,
  ) {}

  /**
   * Keeps a text under the key of whom it concerns (see `concerned`); the same text of the same person is one document.
   *
   * @param about the people whose doings it is about; none: it concerns whoever writes it
   * @returns its id, which without that key says nothing
   * @throws Problem 409 for a writer who has been erased
   */
  async keep(
    writer: Pick<Caller, 'officerId'>,
    text: string,
    about: readonly (string | null | undefined)[] = [],
  ): Promise<string> {
    const { officerId } = writer;
    const person = concerned(officerId, about);
    try {
      return await this.texts.keep(this.dataSource.manager, text, officerPerson(person));
    } catch (error) {
      if (!(error instanceof PersonErased)) throw error;
      if (person !== officerId) return this.keep(writer, text);
      throw refused('person-erased', 'Nothing can be kept of somebody who has been erased.');
    }
  }

  /** Keeps what concerns no person, such as totals; the same twice is one document. */
  keepFacts(text: string): Promise<string> {
    return this.texts.keep(this.dataSource.manager, text, null);
  }

  /** Those of `ids` that are not stored; the others stay for whoever is about to name them. */
  async missing(ids: readonly string[]): Promise<Set<string>> {
    const stored = await touchDocuments(this.dataSource.manager, ids);
    return new Set(ids.filter((id) => !stored.has(id)));
  }

  /** What stands in those of `ids` that are stored; nothing in what cannot be read any more. */
  async contents(ids: readonly string[]): Promise<Map<string, string>> {
    const texts = await this.texts.read(this.dataSource.manager, ids);
    return new Map([...texts].map(([id, { content }]) => [id, content ?? '']));
  }

  /** @throws Problem 404, also when the caller may not see the subject, or its ledger does not name the document */
  async show(caller: Caller, id: string, subject: string): Promise<DocumentResponse> {
    const { manager } = this.dataSource;
    const isNamed = await visibleEntries(manager, caller)
      .andWhere('entry.subject = :subject', { subject })
      .andWhere('entry.body::text LIKE :named', { named: `%"${id}"%` })
      .getExists();
    const document = isNamed ? (await this.texts.read(manager, [id])).get(id) : undefined;
    if (document === undefined) throw notFound('document');
    return toDocument(document);
  }
}
