import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Caller } from '../auth/caller.js';
import type { Page } from '../common/page/page.response.dto.js';
import { paginate } from '../common/page/paginate.js';
import { toEntry, type EntriesRequest, type EntryResponse } from './dto/entry.dto.js';
import { visibleEntries } from './visible-entries.js';

/** The audit log. */
@Injectable()
export class LedgerService {
  constructor(private readonly dataSource: DataSource) {}

  entries(caller: Caller, request: EntriesRequest): Promise<Page<EntryResponse>> {
    const query = visibleEntries(this.dataSource.manager, caller);
    if (request.subject !== undefined)
      query.andWhere('entry.subject = :subject', { subject: request.subject });
    if (request.kind !== undefined) query.andWhere('entry.kind = :kind', { kind: request.kind });
    if (request.actor !== undefined) query.andWhere('entry.actor = :actor', { actor: request.actor });
    if (request.from !== undefined) query.andWhere('entry.at >= :from', { from: request.from });
    if (request.to !== undefined) query.andWhere('entry.at < :to', { to: request.to });
    return paginate(query, request, [{ property: 'id', type: 'number' }], toEntry, 'DESC');
  }
}
