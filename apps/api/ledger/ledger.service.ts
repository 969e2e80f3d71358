import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { leafIndexes } from '../../../libs/persistence/repositories/ledger-leaf.repository.js';
import type { Caller } from '../auth/caller.js';
import type { Page } from '../common/page/page.response.dto.js';
import { paginate } from '../common/page/paginate.js';
import { toEntry, type EntriesRequest, type EntryResponse } from './dto/entry.dto.js';
import { EntrySearch } from './entry-search.js';
import { filterEntries } from './filter-entries.js';
import { visibleEntries } from './visible-entries.js';

/** The audit log. */
@Injectable()
export class LedgerService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly search: EntrySearch,
  ) {}

  async entries(caller: Caller, request: EntriesRequest): Promise<Page<EntryResponse>> {
    const { manager } = this.dataSource;
    const query = filterEntries(visibleEntries(manager, caller), request, caller);
    if (request.q !== undefined) await this.search.narrow(query, request.q);
    const { items, nextCursor } = await paginate(
      query,
      request,
      [{ property: 'id', type: 'number' }],
      (entry) => entry,
      'DESC',
    );
    const indexes = await leafIndexes(
      manager,
      items.map(({ id }) => id),
    );
    return { items: items.map((entry) => toEntry(entry, indexes.get(entry.id) ?? null)), nextCursor };
  }
}
