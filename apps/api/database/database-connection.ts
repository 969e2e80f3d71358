import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Texts } from '../../../libs/privacy/texts.js';
import { unavailable } from '../common/problem/problem.js';

const RETRY_MS = 500;

/**
 * Connects, and keeps trying while PostgreSQL is away, so that the API is up to say so. Once connected the pool finds
 * its way back by itself.
 */
@Injectable()
export class DatabaseConnection implements OnModuleInit, OnApplicationShutdown {
  private readonly logger = new Logger('Database');
  private connecting: Promise<void> | undefined;
  private isClosing = false;

  constructor(
    private readonly dataSource: DataSource,
    private readonly texts: Texts,
  ) {}

  /** @throws Error when the database was written with another key of the instance */
  async onModuleInit(): Promise<void> {
    if (!(await this.tryOnce())) this.connecting = this.keepTrying();
  }

  async onApplicationShutdown(): Promise<void> {
    this.isClosing = true;
    await this.connecting;
    if (this.dataSource.isInitialized) await this.dataSource.destroy();
  }

  /** @throws Problem 503 until the first connection stands */
  assertReady(): void {
    if (!this.dataSource.isInitialized) throw unavailable('database-away', 'The database is away for now.');
  }

  /** Whether a query is answered, within a second. */
  async isThere(): Promise<boolean> {
    if (!this.dataSource.isInitialized) return false;
    const answered = this.dataSource.query('SELECT 1').then(
      () => true,
      () => false,
    );
    return Promise.race([answered, sleep(1_000, false, { ref: false })]);
  }

  private async keepTrying(): Promise<void> {
    while (!this.isClosing) {
      await sleep(RETRY_MS);
      if (await this.tryOnce()) {
        this.logger.warn('PostgreSQL is there now');
        return;
      }
    }
  }

  private async tryOnce(): Promise<boolean> {
    try {
      await this.dataSource.initialize();
    } catch (error) {
      // The message names host and port, never the password.
      this.logger.warn(`PostgreSQL cannot be reached: ${(error as Error).message}`);
      return false;
    }
    await this.texts.keys.check(this.dataSource.manager);
    return true;
  }
}
