import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { movesSeries } from '../../../libs/domain/cycle/adoption.js';
import {
  restoreCycle,
  type CycleBrief,
  type CycleTerms,
  type StoredCycle,
} from '../../../libs/domain/cycle/cycle.js';
import { seriesProblem } from '../../../libs/domain/cycle/periods.js';
import { loosensFloor } from '../../../libs/domain/change/proposal.js';
import { cycleSubject } from '../../../libs/domain/subject/ids.js';
import { DutyEntity } from '../../../libs/persistence/entities/duty.entity.js';
import { SubjectEntity } from '../../../libs/persistence/entities/subject.entity.js';
import { newestDuties } from '../../../libs/persistence/repositories/duty.repository.js';
import { Facts } from '../../../libs/records/facts/facts.js';
import type { Caller } from '../auth/caller.js';
import { badRequest, notFound, Problem } from '../common/problem/problem.js';
import { definitionOf } from '../duties/definition.js';
import { unknownReference } from '../organisation/references.js';
import type { CycleChangeRequest, DutyChangeRequest, PolicyChangeRequest } from './dto/change.request.dto.js';
import type { Proposed } from './proposals.service.js';
import { cycleTarget, dutyTarget, policyTarget } from './target.js';

/** What a request would change, each kind of target by its own rules. */
@Injectable()
export class TermsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly facts: Facts,
  ) {}

  /** @throws Problem 400, 404 */
  async ofCycle(id: string, { rule, startDate, dutyVersion }: CycleChangeRequest): Promise<Proposed> {
    const { manager } = this.dataSource;
    const subject = await manager.findOneBy(SubjectEntity, { id: cycleSubject(id) });
    if (subject === null) throw notFound('cycle');
    const { brief } = restoreCycle(subject.brief as CycleBrief, subject.state as StoredCycle | null);
    const duty = dutyVersion === undefined ? undefined : await this.version(brief.dutyId, dutyVersion);
    const terms: CycleTerms = {
      ...(rule === undefined ? {} : { rule }),
      ...(startDate === undefined ? {} : { startDate }),
      ...(duty === undefined ? {} : { duty: duty.definition, dutyVersion: duty.version }),
    };
    if (Object.keys(terms).length === 0)
      throw badRequest([
        { pointer: '', detail: 'must change the rule, the first date or the version of the duty' },
      ]);
    if (brief.dates !== undefined && movesSeries(terms))
      throw badRequest([{ pointer: '/rule', detail: 'must be left out: this cycle follows key dates' }]);
    const calendar = await this.facts.calendar(manager, brief.calendarId);
    const problem = movesSeries(terms) ? seriesProblem(calendar, { ...brief, ...terms }) : null;
    if (problem !== null) throw badRequest([{ pointer: '/rule', detail: problem }]);
    return {
      target: cycleTarget(id),
      unitId: brief.unitId,
      calendarId: brief.calendarId,
      title: brief.duty.title,
      terms,
      touchesFloor:
        (brief.duty.floor && movesSeries(terms)) ||
        (duty !== undefined && loosensFloor(brief.duty, duty.definition)),
    };
  }

  /** @throws Problem 400, 404 */
  async ofDuty(caller: Caller, id: string, { duty: request }: DutyChangeRequest): Promise<Proposed> {
    const last = (await newestDuties(this.dataSource.manager, [id])).get(id);
    if (last === undefined) throw notFound('duty');
    const duty = within('/duty', () => definitionOf(last.definition.key, request, caller));
    return {
      target: dutyTarget(id),
      unitId: last.unitId,
      calendarId: calendarOf(caller, last.unitId),
      title: duty.title,
      terms: { duty },
      touchesFloor: loosensFloor(last.definition, duty),
    };
  }

  /** @throws Problem 400, 404 */
  async ofPolicy(caller: Caller, unitId: string, { policy }: PolicyChangeRequest): Promise<Proposed> {
    const unit = caller.organisation.unit(unitId, caller.at);
    if (unit === undefined) throw notFound('unit');
    const given = Object.fromEntries(Object.entries(policy).filter(([, value]) => value !== undefined));
    if (Object.keys(given).length === 0)
      throw badRequest([{ pointer: '/policy', detail: 'must change one of the limits' }]);
    const snapshot = await this.facts.organisation(this.dataSource.manager);
    const before = snapshot.policyOf(unitId, caller.at);
    return {
      target: policyTarget(unitId),
      unitId,
      calendarId: unit.calendarId,
      title: unit.title,
      terms: { policy: { ...before, ...given, version: before.version + 1 } },
      touchesFloor: false,
    };
  }

  private async version(id: string, version: number): Promise<DutyEntity> {
    const found = await this.dataSource.manager.findOneBy(DutyEntity, { id, version });
    if (found === null) throw unknownReference('/dutyVersion', 'version of this duty');
    return found;
  }
}

/** Runs a check of a part of the request, and says where in the whole its faults are. */
function within<R>(pointer: string, check: () => R): R {
  try {
    return check();
  } catch (error) {
    if (!(error instanceof Problem) || error.more.errors === undefined) throw error;
    throw badRequest(error.more.errors.map((fault) => ({ ...fault, pointer: `${pointer}${fault.pointer}` })));
  }
}

function calendarOf({ organisation, at }: Caller, unitId: string): string {
  const unit = organisation.unit(unitId, at);
  if (unit === undefined) throw notFound('unit');
  return unit.calendarId;
}
