import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { dateOf } from '../../../libs/domain/calendar/arithmetic.js';
import { restoreCycle, type CycleBrief, type StoredCycle } from '../../../libs/domain/cycle/cycle.js';
import { seriesProblem } from '../../../libs/domain/cycle/periods.js';
import { previewInTurn } from '../../../libs/domain/cycle/preview.js';
import { daysBetween } from '../../../libs/domain/calendar/plain-date.js';
import { partiesOf } from '../../../libs/domain/stage/opening.js';
import { cycleSubject } from '../../../libs/domain/subject/ids.js';
import { CycleEntity } from '../../../libs/persistence/entities/cycle.entity.js';
import { DutyEntity } from '../../../libs/persistence/entities/duty.entity.js';
import { SubjectEntity } from '../../../libs/persistence/entities/subject.entity.js';
import { newestDuties } from '../../../libs/persistence/repositories/duty.repository.js';
import { dutySubject } from '../../../libs/records/configuration/changes.js';
import { Facts } from '../../../libs/records/facts/facts.js';
import { openSubjects } from '../../../libs/records/subjects/open-subjects.js';
import { Changes } from '../changes/changes.js';
import type { Command } from '../common/idempotency/command.js';
import type { Page } from '../common/page/page.response.dto.js';
import { paginate } from '../common/page/paginate.js';
import { badRequest, notFound, refused } from '../common/problem/problem.js';
import { unknownReference } from '../organisation/references.js';
import { SubjectStarts } from '../subjects/subject-starts.js';
import type { CreateCycleRequest, CyclesRequest, PreviewRequest } from './dto/cycle.request.dto.js';
import { toCycle, type CycleResponse } from './dto/cycle.response.dto.js';
import { toPreview, type PreviewResponse } from './dto/preview.response.dto.js';

/** A daily cycle has so many periods in it that the preview lists all of them. */
const MAX_PREVIEW_DAYS = 400;

/** Which duty recurs when for which unit. */
@Injectable()
export class CyclesService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly changes: Changes,
    private readonly starts: SubjectStarts,
    private readonly facts: Facts,
  ) {}

  list(request: CyclesRequest, unitIds: readonly string[]): Promise<Page<CycleResponse>> {
    const query = this.dataSource.getRepository(CycleEntity).createQueryBuilder('cycle');
    if (request.unit !== undefined) query.andWhere('cycle.unitId = ANY(:unitIds)', { unitIds });
    if (request.duty !== undefined) query.andWhere('cycle.dutyId = :duty', request);
    return paginate(query, request, [{ property: 'id', type: 'string' }], toCycle);
  }

  async show(id: string): Promise<CycleResponse> {
    return toCycle(await this.find(id));
  }

  /** @throws Problem 404 */
  async find(id: string): Promise<CycleEntity> {
    const row = await this.dataSource.manager.findOneBy(CycleEntity, { id });
    if (row === null) throw notFound('cycle');
    return row;
  }

  /** Puts the cycle on record and starts it; it opens its first period when that has come. */
  async create(command: Command, request: CreateCycleRequest): Promise<CycleResponse> {
    const { caller } = command;
    const { organisation, at } = caller;
    const unit = organisation.unit(request.unit, at);
    if (unit === undefined) throw unknownReference('/unit', 'unit');
    caller.require(['administrator'], unit.id);
    const duty = await this.dutyOf(request);
    if (!organisation.isWithin(unit.id, duty.unitId, at))
      throw badRequest([{ pointer: '/duty', detail: 'must be laid down by the unit or one above it' }]);
    const isOwed = duty.definition.stages.every(
      ({ parties }) => partiesOf(organisation, parties, unit.id, at).length > 0,
    );
    if (!isOwed) throw refused('nobody-owes', 'A stage of this duty would be owed by nobody in this unit.');
    const { manager } = this.dataSource;
    const { snapshot, calendar } = await this.facts.current(manager, unit.calendarId);
    const brief: CycleBrief = {
      id: request.id ?? randomUUID(),
      unitId: unit.id,
      calendarId: unit.calendarId,
      dutyId: duty.id,
      dutyVersion: duty.version,
      duty: duty.definition,
      policy: snapshot.policyOf(unit.id, at),
      ...rhythmOf(request),
      startDate: request.startDate,
      adoptionDate: request.adoptionDate ?? dateOf(calendar, new Date().toISOString()),
      openedBy: caller.officerId,
    };
    const problem = seriesProblem(calendar, brief);
    if (problem !== null) throw badRequest([{ pointer: '/rule', detail: problem }]);
    const opener = dutySubject(duty.id);
    const answer = await this.changes.run(command, async (tx) => {
      const added = await openSubjects(tx.manager, [{ subject: cycleSubject(brief.id), brief }], opener);
      if (added.length === 0) throw refused('already-exists', 'There is a cycle with this id already.');
      return toCycle(await tx.manager.findOneByOrFail(CycleEntity, { id: brief.id }));
    });
    await this.starts.start(opener);
    return answer;
  }

  async preview(id: string, { from, to }: PreviewRequest): Promise<PreviewResponse> {
    const days = daysBetween(from, to);
    if (days < 0 || days > MAX_PREVIEW_DAYS)
      throw badRequest([
        { pointer: '/query/to', detail: `must be at most ${MAX_PREVIEW_DAYS} days after from` },
      ]);
    const { manager } = this.dataSource;
    const subject = await manager.findOneBy(SubjectEntity, { id: cycleSubject(id) });
    if (subject === null) throw notFound('cycle');
    const state = restoreCycle(subject.brief as CycleBrief, subject.state as StoredCycle | null);
    const { snapshot, calendar } = await this.facts.current(manager, state.brief.calendarId);
    const previews = previewInTurn(state, { organisation: snapshot.organisation, calendar }, from, to);
    return toPreview(state, calendar, previews);
  }

  private async dutyOf({ duty: id, dutyVersion: version }: CreateCycleRequest): Promise<DutyEntity> {
    const { manager } = this.dataSource;
    const newest = (await newestDuties(manager, [id])).get(id);
    if (newest === undefined) throw unknownReference('/duty', 'duty');
    if (version === undefined) return newest;
    const found = await manager.findOneBy(DutyEntity, { id, version });
    if (found === null) throw unknownReference('/dutyVersion', 'version of this duty');
    return found;
  }
}

/** @throws Problem 400 where it says neither or both how it recurs and that it follows key dates */
function rhythmOf({
  rule,
  leadWorkingDays,
  opens = 'period-start',
}: CreateCycleRequest): Pick<CycleBrief, 'rule' | 'dates' | 'opens'> {
  if ((rule === undefined) === (leadWorkingDays === undefined))
    throw badRequest([{ pointer: '/rule', detail: 'either rule or leadWorkingDays says when it opens' }]);
  if (leadWorkingDays === undefined) return { rule: rule ?? '', opens };
  if (opens !== 'period-start')
    throw badRequest([{ pointer: '/opens', detail: 'what precedes a key date opens before it' }]);
  return { rule: '', dates: { register: 'key-dates', leadWorkingDays }, opens };
}
