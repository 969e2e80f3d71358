import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { instantOf } from '../../../libs/domain/time.js';
import { SubjectEntity } from '../../../libs/persistence/entities/subject.entity.js';
import { kindOf } from '../../../libs/records/subjects/kinds.js';
import { TemporalUnavailable } from '../../../libs/temporal/errors.js';
import { WorkflowHistories, type KnownRun } from '../../../libs/temporal/history/workflow-histories.js';
import type { Caller } from '../auth/caller.js';
import { decodeCursor, encodeCursor } from '../common/page/cursor.js';
import type { PageRequest } from '../common/page/page.request.dto.js';
import { badRequest, notFound } from '../common/problem/problem.js';
import { ofVisibleSubjects } from '../ledger/visible-entries.js';
import { toHistoryItem, type WorkflowHistoryResponse } from './dto/workflow-history.dto.js';
import { fromLedger, pairWithEvents, SubjectLedger, type EntryBrief, type HistoryLine } from './pairing.js';

/** An entry of a run that goes on may wait this long for its event. */
const SETTLED_AFTER_MS = 60_000;

type Source = HistoryLine['source'];

/** Where a page ends: after so many lines of a run, told by this source. */
interface Place {
  readonly runId: string | null;
  readonly source: Source;
  readonly lines: number;
}

/** What workflows went through, beside what the ledger holds. */
@Injectable()
export class WorkflowsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly histories: WorkflowHistories,
  ) {}

  /** @throws Problem 404, also when the caller may not see the subject, or no workflow owns it */
  async history(caller: Caller, id: string, page: PageRequest): Promise<WorkflowHistoryResponse> {
    await this.requireVisible(caller, id);
    const reread = (): Promise<SubjectLedger> => this.ledgerOf(id);
    const told = new ToldRuns(this.histories, id, await reread(), reread);
    const place = placeOf(page.cursor);
    const lines: { readonly line: HistoryLine; readonly place: Place }[] = [];
    for await (const next of told.from(place)) {
      if (lines.push(next) > page.limit) break;
    }
    const shown = lines.slice(0, page.limit);
    const last = shown.at(-1);
    return {
      source: told.isAllFromTemporal ? 'temporal' : 'ledger',
      items: shown.map(({ line }) => toHistoryItem(line)),
      nextCursor: last !== undefined && lines.length > shown.length ? cursorOf(last.place) : null,
    };
  }

  private async requireVisible(caller: Caller, id: string): Promise<void> {
    const query = this.dataSource.manager
      .createQueryBuilder(SubjectEntity, 'subject')
      .where('subject.id = :id', { id });
    const isVisible =
      kindOf(id) !== undefined && (await ofVisibleSubjects(query, 'subject.id', caller).getExists());
    if (!isVisible) throw notFound('workflow');
  }

  private ledgerOf(id: string): Promise<SubjectLedger> {
    return this.dataSource.transaction('REPEATABLE READ', async (manager) => {
      const { seq } = await manager.findOneByOrFail(SubjectEntity, { id });
      const entries = await manager.query<EntryBrief[]>(ENTRIES, [id]);
      return new SubjectLedger(entries, seq);
    });
  }
}

const ENTRIES = `
  SELECT seq, kind, CASE kind WHEN 'rung-fired' THEN body ->> 'action' END AS action, at, recorded_at AS "recordedAt",
    actor, run_id AS "runId"
  FROM ledger_entry WHERE subject = $1 ORDER BY seq`;

/** The runs of one workflow, each told by its history where Temporal has it. */
class ToldRuns {
  /** Of the runs that have been read so far. */
  isAllFromTemporal = true;
  private isAway = false;
  private readonly settledBefore = instantOf(Date.now() - SETTLED_AFTER_MS);

  constructor(
    private readonly histories: WorkflowHistories,
    private readonly id: string,
    private readonly ledger: SubjectLedger,
    private readonly reread: () => Promise<SubjectLedger>,
  ) {}

  /** The lines after a place, run by run. */
  async *from(after: Place | null): AsyncGenerator<{ line: HistoryLine; place: Place }> {
    const runs = await this.runs();
    const begin = after === null ? 0 : runs.indexOf(after.runId);
    if (begin < 0)
      throw badRequest([{ pointer: '/query/cursor', detail: 'must be a nextCursor as it was given' }]);
    for (const [index, runId] of runs.entries()) {
      if (index < begin) continue;
      const { source, lines } = await this.tell(runId, index === 0);
      // A run that Temporal has dropped meanwhile is told once more rather than not at all.
      const skip = after?.runId === runId && after.source === source ? after.lines : 0;
      let count = 0;
      for await (const line of lines) {
        count += 1;
        if (count > skip) yield { line, place: { runId, source, lines: count } };
      }
    }
  }

  private async tell(
    runId: string | null,
    isFirst: boolean,
  ): Promise<{ source: Source; lines: AsyncIterable<HistoryLine> | Iterable<HistoryLine> }> {
    const events =
      runId === null ? undefined : await this.orAway(() => this.histories.eventsOf(this.id, runId));
    if (events !== undefined && runId !== null)
      return {
        source: 'temporal',
        lines: pairWithEvents(events, { runId, isFirst }, this.ledger, this.reread, this.settledBefore),
      };
    this.isAllFromTemporal = false;
    const because = this.isAway ? 'temporal-away' : 'history-gone';
    return { source: 'ledger', lines: fromLedger({ runId, isFirst }, because, this.ledger) };
  }

  /** Those that the ledger or Temporal knows of, in the order in which they began. */
  private async runs(): Promise<(string | null)[]> {
    const began = new Map<string | null, string>();
    for (const { runId, recordedAt } of this.ledger.entries)
      if (!began.has(runId)) began.set(runId, recordedAt);
    const known: KnownRun[] = (await this.orAway(() => this.histories.runsOf(this.id))) ?? [];
    for (const { runId, startedAt } of known) began.set(runId, startedAt);
    return [...began].sort(([, a], [, b]) => (a < b ? -1 : 1)).map(([runId]) => runId);
  }

  /** Undefined once Temporal has not answered: then nobody waits for it again. */
  private async orAway<T>(ask: () => Promise<T>): Promise<T | undefined> {
    try {
      return this.isAway ? undefined : await ask();
    } catch (error) {
      if (!(error instanceof TemporalUnavailable)) throw error;
      this.isAway = true;
      return undefined;
    }
  }
}

const cursorOf = ({ runId, source, lines }: Place): string => encodeCursor([runId ?? '', source, lines]);

function placeOf(cursor: string | undefined): Place | null {
  const values = decodeCursor(cursor, ['string', 'string', 'number']);
  if (values === undefined) return null;
  const [runId, source, lines] = values as [string, Source, number];
  return { runId: runId === '' ? null : runId, source, lines };
}
