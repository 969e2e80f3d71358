import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AbsenceEntity } from '../../../libs/persistence/entities/absence.entity.js';
import { OfficerEntity } from '../../../libs/persistence/entities/officer.entity.js';
import { ORGANISATION } from '../../../libs/persistence/repositories/organisation.repository.js';
import type { Caller } from '../auth/caller.js';
import { Changes } from '../changes/changes.js';
import type { Command } from '../common/idempotency/command.js';
import type { Page } from '../common/page/page.response.dto.js';
import { paginate } from '../common/page/paginate.js';
import { notFound, refused } from '../common/problem/problem.js';
import { found, lockOrganisation, referenced } from '../organisation/references.js';
import { overlap, requireEndable, requireOrder } from '../organisation/spans.js';
import type { AbsencesRequest, BeginAbsenceRequest } from './dto/absence.request.dto.js';
import type { EndSpanRequest } from '../organisation/span.dto.js';
import { toAbsence, type AbsenceResponse } from './dto/absence.response.dto.js';

/** Who is away, and who stands in meanwhile. */
@Injectable()
export class AbsencesService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly changes: Changes,
  ) {}

  list(request: AbsencesRequest): Promise<Page<AbsenceResponse>> {
    const query = this.dataSource.getRepository(AbsenceEntity).createQueryBuilder('absence');
    if (request.officer !== undefined) query.andWhere('absence.officerId = :officer', request);
    const keys = [
      { property: 'from', type: 'string' },
      { property: 'id', type: 'string' },
    ] as const;
    return paginate(query, request, keys, toAbsence, 'DESC');
  }

  begin(command: Command, request: BeginAbsenceRequest): Promise<AbsenceResponse> {
    const { officer: officerId, substitute: substituteId, from, to = null } = request;
    return this.changes.run(command, async (tx) => {
      await lockOrganisation(tx.manager);
      const officer = await referenced(tx.manager, OfficerEntity, officerId, '/officer');
      requireSay(command.caller, officer);
      requireOrder({ from, to });
      await referenced(tx.manager, OfficerEntity, substituteId, '/substitute');
      if (officerId === substituteId) throw refused('same-person', 'Nobody stands in for themselves.');
      const others = await tx.manager.findBy(AbsenceEntity, { officerId });
      if (others.some((other) => overlap(other, { from, to })))
        throw refused('overlapping-absence', 'They are away at that time already: end that absence first.');
      const id = randomUUID();
      await tx.record(ORGANISATION, 'absence-set', { id, officerId, substituteId, from, to });
      return toAbsence(await tx.manager.findOneByOrFail(AbsenceEntity, { id }));
    });
  }

  end(command: Command, id: string, { to }: EndSpanRequest): Promise<AbsenceResponse> {
    return this.changes.run(command, async (tx) => {
      await lockOrganisation(tx.manager);
      const absence = await tx.manager.findOneBy(AbsenceEntity, { id });
      if (absence === null) throw notFound('absence');
      const { officerId, substituteId, from } = absence;
      requireSay(command.caller, await found(tx.manager, OfficerEntity, officerId));
      requireEndable(absence, to, tx.at);
      await tx.record(ORGANISATION, 'absence-set', { id, officerId, substituteId, from, to });
      return toAbsence(await tx.manager.findOneByOrFail(AbsenceEntity, { id }));
    });
  }
}

function requireSay(caller: Caller, officer: OfficerEntity): void {
  if (caller.officerId !== officer.id) caller.require(['administrator', 'clerk'], officer.unitId);
}
