import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { createSeal, type SealParts } from '../../activities/seal.activities.js';
import type { Sealed } from '../../libs/contracts/activities.js';
import { generateSigningKey, parseSigningKey } from '../../libs/ledger/notes/signing-key.js';
import { appendEntries } from '../../libs/persistence/repositories/ledger.repository.js';
import { CheckpointFolder } from '../../libs/sealing/checkpoint-folder.js';

/** Adds entries to a subject that has `seq` of them. */
export const appendTo = (
  { manager }: Pick<DataSource, 'manager'>,
  subject: string,
  seq: number,
  count = 1,
): Promise<void> =>
  appendEntries(
    manager,
    { id: subject, seq },
    Array.from({ length: count }, () => ({
      kind: 'tested',
      at: '2027-01-04T01:00:00.000Z',
      actor: 'clerk',
      onBehalfOf: null,
      body: '{"a":[1,"二"]}',
      commandId: null,
      commandHash: null,
      rungKey: null,
    })),
    { runId: 'run', organisationVersion: 7 },
  );

/** The log of a test: what a worker seals with, in a folder of its own. */
export class TestLog {
  /** What somebody should have looked at. */
  readonly alarms: string[] = [];

  private constructor(
    /** `ledger` in a data folder. */
    readonly folder: string,
    readonly privateKey: string,
  ) {}

  static async create(name = 'test.example/log'): Promise<TestLog> {
    return new TestLog(await mkdtemp(join(tmpdir(), 'luze-log-')), generateSigningKey(name));
  }

  get verifierKey(): string {
    return parseSigningKey(this.privateKey).verifier;
  }

  get checkpoints(): string {
    return join(this.folder, 'checkpoints');
  }

  /** What a worker seals this log with. */
  parts(dataSource: DataSource): SealParts {
    return {
      dataSource,
      keys: { given: this.privateKey, folder: this.folder },
      checkpoints: new CheckpointFolder(this.checkpoints),
      onAlarm: (message) => this.alarms.push(message),
    };
  }

  /** A worker that keeps running. */
  worker(dataSource: DataSource, more: Partial<SealParts> = {}): ReturnType<typeof createSeal> {
    return createSeal({ ...this.parts(dataSource), onBatch: () => undefined, ...more });
  }

  /** One run of sealing, as the schedule has it done. */
  seal(dataSource: DataSource, more: Partial<SealParts> = {}): Promise<Sealed> {
    return this.worker(dataSource, more).seal();
  }

  remove(): Promise<void> {
    return rm(this.folder, { recursive: true, force: true });
  }
}
