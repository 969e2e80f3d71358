import { Injectable, Logger } from '@nestjs/common';
import PQueue from 'p-queue';
import { DataSource } from 'typeorm';
import type { CommandMessage } from '../../../libs/contracts/messages.js';
import { CommandGateway } from '../../../libs/temporal/command-gateway.js';

/** Signals in flight at once. */
const CONCURRENCY = 8;

/**
 * Tells open obligations of changes outside that they follow. The change itself is recorded already; a notice that does not
 * arrive is logged.
 */
@Injectable()
export class SubjectNotices {
  private readonly logger = new Logger('Notices');
  private readonly queue = new PQueue({ concurrency: CONCURRENCY });

  constructor(
    private readonly dataSource: DataSource,
    private readonly gateway: CommandGateway,
  ) {}

  /** Somebody took up a post: whatever it owes. */
  holderEntered(tenureId: string, post: string): void {
    this.tellAll(
      `SELECT DISTINCT subject FROM party_state
       WHERE ended_at IS NULL AND concerns @> ARRAY[$1] AND (state->'party'->'actsThrough')::jsonb ? $1`,
      post,
      { kind: 'holder-entered', id: `holder-entered/${tenureId}`, post },
    );
  }

  /** A calendar has a new version: whatever is open in the units that follow it. */
  calendarChanged(calendarId: string, version: number): void {
    this.tellAll(
      `SELECT 'obligation/' || o.id AS subject FROM obligation o JOIN unit u ON u.id = o.unit_id
       WHERE o.closed_at IS NULL AND u.calendar_id = $1`,
      calendarId,
      { kind: 'calendar-changed', id: `calendar-changed/${calendarId}/${version}` },
    );
  }

  /** Waits until everything has been told. */
  settled(): Promise<void> {
    return this.queue.onIdle();
  }

  private tellAll(subjectsQuery: string, parameter: string, notice: CommandMessage): void {
    void this.queue.add(async () => {
      try {
        const rows = await this.dataSource.query<{ subject: string }[]>(subjectsQuery, [parameter]);
        for (const { subject } of rows) void this.queue.add(() => this.tell(subject, notice));
      } catch (error) {
        this.logger.warn(`${notice.id}: nobody was told: ${(error as Error).message}`);
      }
    });
  }

  private async tell(subject: string, notice: CommandMessage): Promise<void> {
    try {
      await this.gateway.notify(subject, notice);
    } catch (error) {
      this.logger.warn(`${notice.id}: ${subject} was not told: ${(error as Error).message}`);
    }
  }
}
