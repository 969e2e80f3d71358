import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource, type SelectQueryBuilder } from 'typeorm';
import type { LedgerEntryEntity } from '../../../libs/persistence/entities/ledger-entry.entity.js';
import { indexEntries } from '../../../libs/records/search/index-entries.js';
import { searchFor } from '../../../libs/records/search/terms.js';
import { badRequest, unavailable } from '../common/problem/problem.js';

/** So many new entries are made to be found while somebody waits: a second or so. */
const AT_ONCE = 5_000;
const EVERY_MS = 30_000;

/** Entries that are few are looked up; of many, a page is soon full when the newest are looked through. */
const FEW = 5_000;
const HOLDS = 'SELECT s.terms @@ :search::tsquery FROM ledger_search s WHERE s.entry_id = entry.id';

/**
 * Full-text search of entries. They are made to be found after they were recorded, so that appending pays nothing for it: every half
 * minute, and what is still missing when somebody searches.
 */
@Injectable()
export class EntrySearch implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('EntrySearch');
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();

  constructor(private readonly dataSource: DataSource) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => (this.running = this.running.then(() => this.catchUp())), EVERY_MS);
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }

  /**
   * Leaves of a query only entries that hold all words of a text.
   *
   * @throws Problem 400 where there is nothing to look for, 503 while too many entries have come to be found at once
   */
  async narrow(query: SelectQueryBuilder<LedgerEntryEntity>, text: string): Promise<void> {
    const search = searchFor(text);
    if (search === undefined)
      throw badRequest([{ pointer: '/query/q', detail: 'must hold a letter or a digit' }]);
    if (!(await indexEntries(this.dataSource.manager, AT_ONCE)))
      throw unavailable('not-indexed-yet', 'Many new entries are being made to be found: ask again.', 1);
    const ids = await this.find(search);
    if (ids !== undefined) query.andWhere('entry.id = ANY(:ids::bigint[])', { ids });
    else query.andWhere(`(${HOLDS})`, { search });
  }

  /** The entries that hold it, where they are few. */
  private async find(search: string): Promise<number[] | undefined> {
    const rows = await this.dataSource.query<{ id: number }[]>(
      'SELECT entry_id AS id FROM ledger_search WHERE terms @@ $1::tsquery LIMIT $2',
      [search, FEW + 1],
    );
    return rows.length > FEW ? undefined : rows.map(({ id }) => id);
  }

  private async catchUp(): Promise<void> {
    try {
      if (this.dataSource.isInitialized) await indexEntries(this.dataSource.manager, AT_ONCE);
    } catch (error) {
      this.logger.debug(`entries could not be made to be found: ${(error as Error).message}`);
    }
  }
}
