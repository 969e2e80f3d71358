import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { LegalHoldEntity } from '../../../libs/persistence/entities/legal-hold.entity.js';
import { shownText, Texts } from '../../../libs/privacy/texts.js';
import { personSubject } from '../../../libs/records/configuration/changes.js';
import type { Caller } from '../auth/caller.js';
import { Changes } from '../changes/changes.js';
import type { Command } from '../common/idempotency/command.js';
import { notFound, refused } from '../common/problem/problem.js';
import { Documents } from '../documents/documents.js';
import {
  toLegalHold,
  type HoldParams,
  type LegalHoldResponse,
  type LegalHoldsResponse,
  type PlaceHoldRequest,
  type ReleaseHoldRequest,
} from './dto/legal-hold.dto.js';
import { lockManagedOfficer, managedOfficer } from './managed-officer.js';

/** For whom nothing is erased, and on whose order. */
@Injectable()
export class LegalHoldsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly changes: Changes,
    private readonly documents: Documents,
    private readonly texts: Texts,
  ) {}

  /** @throws Problem 403, 404 */
  async list(caller: Caller, officerId: string): Promise<LegalHoldsResponse> {
    const { manager } = this.dataSource;
    await managedOfficer(manager, caller, officerId);
    const holds = await manager.find(LegalHoldEntity, {
      where: { officerId },
      order: { placedAt: 'ASC', id: 'ASC' },
    });
    const texts = await this.texts.read(
      manager,
      holds.map(({ grounds }) => grounds),
    );
    return { items: holds.map((hold) => toLegalHold(hold, shownText(texts.get(hold.grounds)))) };
  }

  /** @throws Problem 403, 404, 409 */
  async place(command: Command, officerId: string, request: PlaceHoldRequest): Promise<LegalHoldResponse> {
    const { caller } = command;
    const grounds = await this.documents.keep(caller, request.grounds);
    return this.changes.run(command, async (tx) => {
      await lockManagedOfficer(tx.manager, caller, officerId);
      const id = randomUUID();
      await tx.record(personSubject(officerId), 'legal-hold-placed', { id, grounds, by: caller.officerId });
      return toLegalHold(await tx.manager.findOneByOrFail(LegalHoldEntity, { id }), request.grounds);
    });
  }

  /** @throws Problem 403, 404, 409 the second time */
  async release(
    command: Command,
    { id: officerId, hold: id }: HoldParams,
    request: ReleaseHoldRequest,
  ): Promise<LegalHoldResponse> {
    const { caller } = command;
    const reason = await this.documents.keep(caller, request.reason);
    return this.changes.run(command, async (tx) => {
      await lockManagedOfficer(tx.manager, caller, officerId);
      const hold = await tx.manager.findOneBy(LegalHoldEntity, { id, officerId });
      if (hold === null) throw notFound('legal hold');
      if (hold.releasedAt !== null) throw refused('already-released', 'It has been released already.');
      await tx.record(personSubject(officerId), 'legal-hold-released', { id, reason });
      const texts = await this.texts.read(tx.manager, [hold.grounds]);
      return toLegalHold({ ...hold, releasedAt: tx.at }, shownText(texts.get(hold.grounds)));
    });
  }
}
