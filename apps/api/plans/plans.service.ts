import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { bareId } from '../../../libs/domain/subject/ids.js';
import { PlanEntity } from '../../../libs/persistence/entities/plan.entity.js';
import { AdoptionRefused } from '../../../libs/plan/adopt/adoption.js';
import { adoptPlan } from '../../../libs/plan/adopt/adopt-plan.js';
import { parsePlan } from '../../../libs/plan/parse-plan.js';
import { FaultyFile } from '../../../libs/plan/source/fault.js';
import { planSubject } from '../../../libs/records/configuration/changes.js';
import { Facts } from '../../../libs/records/facts/facts.js';
import { Changes } from '../changes/changes.js';
import type { Command } from '../common/idempotency/command.js';
import type { Page } from '../common/page/page.response.dto.js';
import { paginate } from '../common/page/paginate.js';
import { badRequest, notFound, Problem, refused } from '../common/problem/problem.js';
import { unknownReference } from '../organisation/references.js';
import { SubjectStarts } from '../subjects/subject-starts.js';
import type { ImportPlanRequest, PlansRequest } from './dto/plan.request.dto.js';
import { toPlan, type ImportedPlanResponse, type PlanResponse } from './dto/plan.response.dto.js';

/** Plans that units have adopted. */
@Injectable()
export class PlansService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly changes: Changes,
    private readonly starts: SubjectStarts,
    private readonly facts: Facts,
  ) {}

  list(request: PlansRequest): Promise<Page<PlanResponse>> {
    const query = this.dataSource.getRepository(PlanEntity).createQueryBuilder('plan');
    if (request.unit !== undefined) query.andWhere('plan.unitId = :unit', request);
    return paginate(query, request, [{ property: 'id', type: 'string' }], toPlan);
  }

  async show(id: string): Promise<PlanResponse> {
    const row = await this.dataSource.manager.findOneBy(PlanEntity, { id });
    if (row === null) throw notFound('plan');
    return toPlan(row);
  }

  /**
   * Adopts a plan for a unit: all of it, or nothing.
   *
   * @throws Problem 400 with every fault and its line, 409 when this edition is not newer than what the unit has
   */
  async import(command: Command, request: ImportPlanRequest, text: string): Promise<ImportedPlanResponse> {
    const { caller } = command;
    if (caller.organisation.unit(request.unit, caller.at) === undefined)
      throw unknownReference('/query/unit', 'unit');
    caller.require(['administrator'], request.unit);
    try {
      const source = parsePlan(text);
      const answer = await this.changes.run(command, async ({ manager, at }) => {
        const adopted = await adoptPlan(manager, this.facts, {
          unitId: request.unit,
          source,
          adoptionDate: request.adoptionDate,
          trialUntil: request.trialUntil,
          at,
          actor: caller.officerId,
          commandId: command.id,
          commandHash: command.hash,
        });
        const row = await manager.findOneByOrFail(PlanEntity, { id: adopted.planId });
        return { ...toPlan(row), duties: [...adopted.duties], newCycles: adopted.newCycles.map(bareId) };
      });
      await this.starts.start(planSubject(answer.id));
      return answer;
    } catch (error) {
      throw problemOfImport(error) ?? error;
    }
  }
}

function problemOfImport(error: unknown): Problem | undefined {
  if (error instanceof FaultyFile) {
    const detail = 'The plan is not as it must be, and nothing of it was imported; see errors.';
    return new Problem(400, 'plan-faulty', detail, { errors: error.faults });
  }
  if (!(error instanceof AdoptionRefused)) return undefined;
  if (error.code === 'trial-before-adoption') {
    return badRequest([{ pointer: '/query/trialUntil', detail: 'must not be before the adoption date' }]);
  }
  return refused(error.code, error.detail);
}
