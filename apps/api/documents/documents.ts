import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { DocumentEntity } from '../../../libs/persistence/entities/document.entity.js';
import { storeDocument, touchDocuments } from '../../../libs/persistence/repositories/document.repository.js';
import type { Caller } from '../auth/caller.js';
import { notFound } from '../common/problem/problem.js';
import { visibleEntries } from '../ledger/visible-entries.js';
import { toDocument, type DocumentResponse } from './dto/document.dto.js';

/** Texts that commands and entries refer to by what they say. */
@Injectable()
export class Documents {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Keeps a text; the same text twice is one document.
   * @returns its id: SHA-256, lower-case hex
   */
  keep(text: string): Promise<string> {
    return storeDocument(this.dataSource.manager, 'text/plain', text);
  }

  /** Those of `ids` that are not stored; the others stay for whoever is about to name them. */
  async missing(ids: readonly string[]): Promise<Set<string>> {
    const stored = await touchDocuments(this.dataSource.manager, ids);
    return new Set(ids.filter((id) => !stored.has(id)));
  }

  /** @throws Problem 404, also when the caller may not see the subject, or its ledger does not name the document */
  async show(caller: Caller, id: string, subject: string): Promise<DocumentResponse> {
    const isNamed = await visibleEntries(this.dataSource.manager, caller)
      .andWhere('entry.subject = :subject', { subject })
      .andWhere('entry.body::text LIKE :named', { named: `%"${id}"%` })
      .getExists();
    const document = isNamed ? await this.dataSource.manager.findOneBy(DocumentEntity, { id }) : null;
    if (document === null) throw notFound('document');
    return toDocument(document);
  }
}
