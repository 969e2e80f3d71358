import { Inject, Injectable, Logger } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { OfficerId } from '../../../libs/domain/organisation/organisation.js';
import { findingsOf } from '../../../libs/persistence/repositories/finding.repository.js';
import {
  earliestUnfiredRung,
  type UnfiredRung,
} from '../../../libs/persistence/repositories/rung.repository.js';
import { SubjectStarter } from '../../../libs/temporal/subject-starter.js';
import { closeFindings, lockFindings, openOverdue } from '../../../libs/watchdog/findings.js';
import { API_OPTIONS, type ApiOptions } from '../api-options.js';
import { Wakefulness } from './wakefulness.js';

/** What a look changed. */
interface Change {
  /** Undefined: none is any more. */
  readonly overdue: UnfiredRung | undefined;
  /** Officers for whom there is new mail. */
  readonly recipients: readonly OfficerId[];
}

/**
 * Raises an alarm when the earliest unfired rung is overdue: the worker is dead, or stuck, or Temporal is. An episode lasts until no rung
 * is overdue; it is recorded once, by whichever process is the first to see it.
 */
@Injectable()
export class OverdueAlarm {
  private readonly logger = new Logger('Watchdog');
  private readonly wakefulness: Wakefulness;

  constructor(
    private readonly dataSource: DataSource,
    private readonly starter: SubjectStarter,
    @Inject(API_OPTIONS) private readonly options: ApiOptions,
  ) {
    this.wakefulness = new Wakefulness(3 * options.watch.everyMs, Date.now());
  }

  /** Looks once. */
  async look(): Promise<void> {
    const { manager } = this.dataSource;
    this.wakefulness.look(Date.now());
    const overdue = await this.overdueRung(manager);
    const [finding] = await findingsOf(manager, ['rung-overdue']);
    if ((overdue !== undefined) === (finding !== undefined)) return;
    const change = await this.dataSource.transaction((tx) => this.change(tx));
    if (change === undefined) return;
    const { overdue: rung, recipients } = change;
    if (rung === undefined) this.logger.warn('deadlines are measured again: no rung is overdue any more');
    else
      this.logger.error(`nobody measures deadlines: the rung of ${rung.subject} at ${rung.at} has not come`);
    this.wakeDeliveries(recipients);
  }

  /** Looks again where nobody else writes meanwhile: another process may have recorded it already. */
  private async change(manager: EntityManager): Promise<Change | undefined> {
    const [finding] = await lockFindings(manager, ['rung-overdue']);
    const overdue = await this.overdueRung(manager);
    if (overdue !== undefined && finding === undefined)
      return { overdue, recipients: await openOverdue(manager, overdue.subject, overdue.at) };
    if (overdue !== undefined || finding === undefined) return undefined;
    await closeFindings(manager, [finding]);
    return { overdue, recipients: [] };
  }

  private async overdueRung(manager: EntityManager): Promise<UnfiredRung | undefined> {
    const rung = await earliestUnfiredRung(manager);
    if (rung === undefined) return undefined;
    // What came due while everything slept has as long to fire as any other.
    const lateMs = Math.min(rung.overdueMs, this.wakefulness.awakeForMs(Date.now()));
    return lateMs > this.options.watch.overdueAfterMs ? rung : undefined;
  }

  /** Nobody waits for it: where it fails, a worker finds at its start by itself what was not sent. */
  private wakeDeliveries(officers: readonly OfficerId[]): void {
    for (const officer of officers)
      this.starter
        .deliver(officer)
        .catch((error: Error) => this.logger.debug(`a delivery could not be woken: ${error.message}`));
  }
}
