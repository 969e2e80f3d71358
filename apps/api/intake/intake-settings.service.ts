import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { instantOf } from '../../../libs/domain/time.js';
import { IntakeSettingEntity } from '../../../libs/persistence/entities/intake-setting.entity.js';
import { newestDuties } from '../../../libs/persistence/repositories/duty.repository.js';
import { ORGANISATION } from '../../../libs/persistence/repositories/organisation.repository.js';
import { Facts } from '../../../libs/records/facts/facts.js';
import { Changes } from '../changes/changes.js';
import type { Command } from '../common/idempotency/command.js';
import { badRequest, notFound, type Fault } from '../common/problem/problem.js';
import { requireVersion } from '../common/version/if-match.js';
import { lockOrganisation } from '../organisation/references.js';
import type { IntakeSettingRequest } from './dto/intake.request.dto.js';
import type { IntakeSettingResponse } from './dto/intake.response.dto.js';

/** For which duties units take what comes in without an account. */
@Injectable()
export class IntakeSettings {
  constructor(
    private readonly dataSource: DataSource,
    private readonly changes: Changes,
    private readonly facts: Facts,
  ) {}

  /** @throws Problem 404 for a unit that there is not */
  async show(unitId: string): Promise<IntakeSettingResponse> {
    const { manager } = this.dataSource;
    const { organisation } = await this.facts.organisation(manager);
    if (organisation.unit(unitId, instantOf(Date.now())) === undefined) throw notFound('unit');
    return shown(manager, await manager.findOneBy(IntakeSettingEntity, { id: unitId }));
  }

  /** @throws Problem 400 for duties that no report begins, 403, 404, 412 */
  change(
    command: Command,
    unitId: string,
    version: number,
    { duties }: IntakeSettingRequest,
  ): Promise<IntakeSettingResponse> {
    const { caller } = command;
    const { organisation } = caller;
    return this.changes.run(command, async (tx) => {
      await lockOrganisation(tx.manager);
      if (organisation.unit(unitId, tx.at) === undefined) throw notFound('unit');
      caller.require(['administrator'], unitId);
      const current = await tx.manager.findOneBy(IntakeSettingEntity, { id: unitId });
      requireVersion(current?.version ?? 0, version);
      const known = await newestDuties(tx.manager, duties);
      const faults = duties.flatMap((id, index): Fault[] => {
        const duty = known.get(id);
        const isTaken =
          duty?.definition.occurrence?.fromIntake === true &&
          organisation.isWithin(unitId, duty.unitId, tx.at);
        const detail = 'must be a duty of the unit or one above it that a report may begin (fromIntake)';
        return isTaken ? [] : [{ pointer: `/duties/${index}`, detail }];
      });
      if (faults.length > 0) throw badRequest(faults);
      await tx.record(ORGANISATION, 'intake-set', { unitId, duties: [...new Set(duties)].sort() });
      return shown(tx.manager, await tx.manager.findOneByOrFail(IntakeSettingEntity, { id: unitId }));
    });
  }
}

async function shown(
  manager: EntityManager,
  setting: IntakeSettingEntity | null,
): Promise<IntakeSettingResponse> {
  const known = await newestDuties(manager, setting?.duties ?? []);
  const duties = [...known.values()].map(({ id, definition: { title } }) => ({ id, title }));
  return { duties: duties.sort((a, b) => (a.id < b.id ? -1 : 1)), version: setting?.version ?? 0 };
}
