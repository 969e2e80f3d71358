import { Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { canonicalJson, sha256 } from '../../../libs/ledger/canonical-json.js';
import { looksSubject, type Sight } from '../../../libs/records/configuration/changes.js';
import { record } from '../../../libs/records/configuration/record.js';
import type { Caller } from '../auth/caller.js';
import { unavailable } from '../common/problem/problem.js';
import type { SightName } from './look.decorator.js';

/** The same look again within one slot, its further pages included, counts once. */
const SLOT_MS = 10 * 60_000;

/** The parameters of the address that was asked. */
export type Asked = Readonly<Record<string, unknown>>;

/** Puts on record what auditors look at and export. */
@Injectable()
export class Looks {
  private readonly logger = new Logger('Looks');

  constructor(private readonly dataSource: DataSource) {}

  /**
   * Puts a look on record; the same within ten minutes counts once. A search counts each time: the record does not tell one from another.
   *
   * @param asked ids and filters; `limit`, `cursor` and the words of `q` stay out of the record
   * @throws Problem 503 when it cannot be recorded: then nothing must be shown
   */
  async looked(caller: Caller, what: SightName, asked: Asked): Promise<void> {
    const sight = sightOf(what, asked);
    const isNewSearch = sight.search === true && asked.cursor === undefined;
    await this.record(caller, 'auditor-looked', sight, isNewSearch ? undefined : slotOf(caller.at, sight));
  }

  /**
   * Puts an export on record, each time, before it begins.
   *
   * @throws Problem 503 when it cannot be recorded: then nothing must be handed out
   */
  async exported(caller: Caller, what: SightName, asked: Asked): Promise<void> {
    await this.record(caller, 'auditor-exported', sightOf(what, asked));
  }

  private async record(
    { officerId: actor, at }: Caller,
    kind: 'auditor-looked' | 'auditor-exported',
    body: Sight,
    commandId?: string,
  ): Promise<void> {
    const change = { kind, body, at, actor, ...(commandId === undefined ? {} : { commandId }) };
    try {
      await this.dataSource.transaction((manager) => record(manager, looksSubject(actor), change));
    } catch (error) {
      this.logger.error('a look could not be recorded', (error as Error).stack);
      throw unavailable('look-not-recorded', 'What an auditor sees is recorded first, and cannot be now.');
    }
  }
}

function sightOf(what: SightName, { limit: _limit, cursor: _cursor, q, ...asked }: Asked): Sight {
  const given = Object.entries(asked).filter(([, value]) => value !== undefined);
  return {
    what,
    by: Object.fromEntries(given.map(([name, value]) => [name, String(value)])),
    ...(q === undefined ? {} : { search: true }),
  };
}

const slotOf = (at: string, sight: Sight): string =>
  `look.${Math.floor(Date.parse(at) / SLOT_MS)}.${sha256(canonicalJson(sight))}`;
