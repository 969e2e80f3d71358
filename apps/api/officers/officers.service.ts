import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { OfficerEntity } from '../../../libs/persistence/entities/officer.entity.js';
import { UnitEntity } from '../../../libs/persistence/entities/unit.entity.js';
import { ORGANISATION } from '../../../libs/persistence/repositories/organisation.repository.js';
import { setPerson } from '../../../libs/records/configuration/person.js';
import type { Caller } from '../auth/caller.js';
import { Changes } from '../changes/changes.js';
import type { Command } from '../common/idempotency/command.js';
import type { Page } from '../common/page/page.response.dto.js';
import { paginate } from '../common/page/paginate.js';
import { requireVersion } from '../common/version/if-match.js';
import {
  found,
  lockOrganisation,
  referenced,
  requireFreeId,
  requireStanding,
} from '../organisation/references.js';
import type {
  ChangeOfficerRequest,
  CreateOfficerRequest,
  OfficersRequest,
} from './dto/officer.request.dto.js';
import { toOfficer, type OfficerResponse } from './dto/officer.response.dto.js';

/** The people who hold posts. Their names and addresses stay out of the ledger. */
@Injectable()
export class OfficersService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly changes: Changes,
  ) {}

  list(caller: Caller, request: OfficersRequest): Promise<Page<OfficerResponse>> {
    const query = this.dataSource.getRepository(OfficerEntity).createQueryBuilder('officer');
    if (request.unit !== undefined) query.andWhere('officer.unitId = :unit', request);
    return paginate(query, request, [{ property: 'id', type: 'string' }], (row) => answerFor(caller, row));
  }

  async show(caller: Caller, id: string): Promise<OfficerResponse> {
    return answerFor(caller, await found(this.dataSource.manager, OfficerEntity, id));
  }

  create(command: Command, request: CreateOfficerRequest): Promise<OfficerResponse> {
    const { id = randomUUID(), unit: unitId, name, email = null } = request;
    return this.changes.run(command, async (tx) => {
      await lockOrganisation(tx.manager);
      await referenced(tx.manager, UnitEntity, unitId, '/unit');
      command.caller.require(['administrator'], unitId);
      await requireFreeId(tx.manager, OfficerEntity, id);
      await tx.record(ORGANISATION, 'officer-set', { id, unitId, hasMail: email !== null });
      await setPerson(tx.manager, { id, name, email });
      return answerFor(command.caller, await found(tx.manager, OfficerEntity, id));
    });
  }

  change(
    command: Command,
    id: string,
    version: number,
    request: ChangeOfficerRequest,
  ): Promise<OfficerResponse> {
    const { caller } = command;
    return this.changes.run(command, async (tx) => {
      await lockOrganisation(tx.manager);
      const officer = await found(tx.manager, OfficerEntity, id);
      caller.require(['administrator'], officer.unitId);
      requireStanding(officer, 'officer');
      requireVersion(officer.version, version);
      const { unit: unitId = officer.unitId, name = officer.name } = request;
      const email = request.email === undefined ? officer.email : request.email;
      if (unitId !== officer.unitId) {
        await referenced(tx.manager, UnitEntity, unitId, '/unit');
        caller.require(['administrator'], unitId);
      }
      await tx.record(ORGANISATION, 'officer-set', { id, unitId, hasMail: email !== null });
      await setPerson(tx.manager, { id, name, email });
      return answerFor(caller, await found(tx.manager, OfficerEntity, id));
    });
  }
}

const answerFor = (caller: Caller, officer: OfficerEntity): OfficerResponse =>
  toOfficer(officer, caller.officerId === officer.id || caller.holds(['administrator'], officer.unitId));
