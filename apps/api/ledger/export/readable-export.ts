import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { writeTable } from '../../../../libs/pdf/write-table.js';
import { MOST_ROWS, writeSheet } from '../../../../libs/spreadsheet/write-sheet.js';
import type { Caller } from '../../auth/caller.js';
import { refused } from '../../common/problem/problem.js';
import type { EntryFilter } from '../dto/entry.dto.js';
import { filterEntries } from '../filter-entries.js';
import { visibleEntries } from '../visible-entries.js';
import type { Entries } from './exported-leaves.js';
import { READABLE_COLUMNS, readableRows, type ReadableRow } from './readable-rows.js';

/** Some 2,500 pages: more than anybody reads. */
const MOST_IN_PDF = 100_000;

/** The ledger as people read it: entries in plain words, those that are not sealed yet included. */
@Injectable()
export class ReadableExport {
  constructor(private readonly dataSource: DataSource) {}

  /** @throws Problem 409 when there is more than the form can hold */
  async open(caller: Caller, format: 'xlsx' | 'pdf', asked: EntryFilter): Promise<Readable> {
    const { manager } = this.dataSource;
    const chosen: Entries = () => filterEntries(visibleEntries(manager, caller), asked, caller);
    const most = format === 'pdf' ? MOST_IN_PDF : MOST_ROWS - 1;
    const count = await chosen().getCount();
    if (count > most)
      throw refused(
        'too-many-entries',
        `These are ${count} entries, and ${format} holds ${most}: narrow what is asked for, or take the bundle.`,
      );
    const rows = readableRows(manager, caller, chosen);
    if (format === 'xlsx') return writeSheet('日志 Ledger', READABLE_COLUMNS, rows);
    const columns = READABLE_COLUMNS.map(({ heading, width }) => ({ heading, share: width }));
    return writeTable(`履责日志 Ledger of Luze, ${caller.at}`, columns, asTexts(rows));
  }
}

async function* asTexts(pages: AsyncIterable<readonly ReadableRow[]>): AsyncGenerator<string[][]> {
  for await (const page of pages) yield page.map((row) => row.map((cell) => String(cell ?? '')));
}
