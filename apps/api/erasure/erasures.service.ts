import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { ErasureEntity } from '../../../libs/persistence/entities/erasure.entity.js';
import {
  destroyPersonalData,
  hasUnsealedEntries,
  obstaclesTo,
  type Erased,
  type Obstacle,
} from '../../../libs/persistence/repositories/erasure.repository.js';
import { ORGANISATION } from '../../../libs/persistence/repositories/organisation.repository.js';
import { officerPerson } from '../../../libs/privacy/person.js';
import { shownText, Texts } from '../../../libs/privacy/texts.js';
import { personSubject } from '../../../libs/records/configuration/changes.js';
import type { Caller } from '../auth/caller.js';
import { Changes } from '../changes/changes.js';
import type { Command } from '../common/idempotency/command.js';
import { notFound, Problem, refused } from '../common/problem/problem.js';
import { Documents } from '../documents/documents.js';
import { toErasure, type ErasureRequest, type ErasureResponse } from './dto/erasure.dto.js';
import { lockManagedOfficer, managedOfficer } from './managed-officer.js';

/** What to do about each; the first that stands in the way is told. */
const WHY: Readonly<Record<Obstacle, string>> = {
  'legal-hold': 'A legal hold prevents it.',
  'holds-a-post': 'They hold a post, or will: end the tenure first.',
  'is-away-or-stands-in': 'An absence of theirs, or one in which they stand in, is not over.',
  'account-open': 'They have an account: close it first.',
  'has-roles': 'They have a role: take it back first.',
  'work-open': 'Something in which they took part, or which a text about them belongs to, is still open.',
  'launch-file': 'A launch file names them.',
};

/** The sealing runs every half minute. */
const SEALED_WITHIN_SECONDS = 60;

/** Erasures of the personal data of officers: asked for by one administrator, confirmed by another. */
@Injectable()
export class ErasuresService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly changes: Changes,
    private readonly documents: Documents,
    private readonly texts: Texts,
  ) {}

  /** @throws Problem 403, 404 */
  async show(caller: Caller, officerId: string): Promise<ErasureResponse> {
    const { manager } = this.dataSource;
    await managedOfficer(manager, caller, officerId);
    return this.shown(manager, await asked(manager, officerId));
  }

  /** @throws Problem 403, 404, 409 with the code of what stands in the way */
  async request(command: Command, officerId: string, request: ErasureRequest): Promise<ErasureResponse> {
    const { caller } = command;
    const grounds = await this.documents.keep(caller, request.grounds);
    return this.changes.run(command, async (tx) => {
      await lockManagedOfficer(tx.manager, caller, officerId);
      if (await tx.manager.existsBy(ErasureEntity, { officerId }))
        throw refused(
          'already-requested',
          'It has been asked for already: another administrator confirms it.',
        );
      await requireNothingInTheWay(tx.manager, erasedAs(officerId), tx.at);
      await tx.record(personSubject(officerId), 'erasure-requested', { grounds, by: caller.officerId });
      return this.shown(tx.manager, await asked(tx.manager, officerId));
    });
  }

  /** @throws Problem 403, 404, 409 */
  withdraw(command: Command, officerId: string): Promise<void> {
    return this.changes.run(command, async (tx) => {
      await lockManagedOfficer(tx.manager, command.caller, officerId);
      await asked(tx.manager, officerId);
      await tx.record(personSubject(officerId), 'erasure-withdrawn', {});
    });
  }

  /**
   * Does it, all or nothing. What they wrote while this waits is destroyed too; whoever writes about them afterwards finds no key.
   *
   * @throws Problem 403, 404; 409 with the code of what stands in the way, `same-person` for whoever asked for it, and `not-sealed-yet`
   * while an entry that names a text of theirs has no place in the log
   */
  confirm(command: Command, officerId: string): Promise<ErasureResponse> {
    const { caller } = command;
    const erased = erasedAs(officerId);
    return this.changes.run(command, async (tx) => {
      const { manager, at } = tx;
      const { unitId } = await lockManagedOfficer(manager, caller, officerId);
      const { requestedBy } = await asked(manager, officerId);
      if (requestedBy === caller.officerId)
        throw refused('same-person', 'Another administrator than the one who asked for it confirms it.');
      await requireNothingInTheWay(manager, erased, at);
      // From here on nobody keeps a text of theirs, so what is looked for below is all that there is.
      await tx.record(personSubject(officerId), 'person-erased', {});
      if (await hasUnsealedEntries(manager, erased)) throw notSealedYet();
      await tx.record(ORGANISATION, 'officer-set', { id: officerId, unitId, hasMail: false });
      await destroyPersonalData(manager, erased);
      return this.shown(manager, await asked(manager, officerId));
    });
  }

  private async shown(manager: EntityManager, erasure: ErasureEntity): Promise<ErasureResponse> {
    const texts = await this.texts.read(manager, [erasure.grounds]);
    return toErasure(erasure, shownText(texts.get(erasure.grounds)));
  }
}

const erasedAs = (officerId: string): Erased => ({ person: officerPerson(officerId), officerId });

async function asked(manager: EntityManager, officerId: string): Promise<ErasureEntity> {
  const erasure = await manager.findOneBy(ErasureEntity, { officerId });
  if (erasure === null) throw notFound('erasure');
  return erasure;
}

async function requireNothingInTheWay(manager: EntityManager, erased: Erased, at: string): Promise<void> {
  const [first] = await obstaclesTo(manager, erased, at);
  if (first !== undefined) throw refused(first, WHY[first]);
}

const notSealedYet = (): Problem =>
  new Problem(
    409,
    'not-sealed-yet',
    'An entry that names a text of theirs has no place in the log yet: try again in a minute.',
    { retryAfterSeconds: SEALED_WITHIN_SECONDS },
  );
