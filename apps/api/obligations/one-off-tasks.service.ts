import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { endOfDay } from '../../../libs/domain/calendar/arithmetic.js';
import { DEFAULT_LADDER, DEFAULT_REVIEW_LADDER } from '../../../libs/domain/duty/default-ladders.js';
import type { Ladder, Policy, ReviewDefinition } from '../../../libs/domain/duty/definition.js';
import { oneOffBrief, type OneOffTask } from '../../../libs/domain/obligation/one-off.js';
import type { Unit } from '../../../libs/domain/organisation/organisation.js';
import { obligationSubject } from '../../../libs/domain/subject/ids.js';
import { instantOf, type Instant } from '../../../libs/domain/time.js';
import { WORKFLOWS } from '../../../libs/contracts/names.js';
import { ObligationEntity } from '../../../libs/persistence/entities/obligation.entity.js';
import {
  markStarted,
  withdrawObligation,
} from '../../../libs/persistence/repositories/subject.repository.js';
import { Facts } from '../../../libs/records/facts/facts.js';
import { openSubjects } from '../../../libs/records/subjects/open-subjects.js';
import { SubjectStarter } from '../../../libs/temporal/subject-starter.js';
import { Calendars } from '../calendars/calendars.js';
import { isDate } from '../common/fields/index.js';
import type { Command } from '../common/idempotency/command.js';
import { badRequest, unavailable, type Fault, type Problem } from '../common/problem/problem.js';
import { Documents } from '../documents/documents.js';
import { TemporalHealth } from '../temporal/temporal-health.js';
import type { ObligationDetailResponse } from './dto/obligation.response.dto.js';
import type { OpenTaskRequest, TaskReviewRequest } from './dto/open-task.request.dto.js';
import { ObligationsService } from './obligations.service.js';
import { untilOpened } from './until-opened.js';
import { dutyFaults, isGone, ladderFrom, referenceFaults } from './task-faults.js';

/** Opens one-off tasks (临时任务) beside the plan. */
@Injectable()
export class OneOffTasks {
  constructor(
    private readonly dataSource: DataSource,
    private readonly facts: Facts,
    private readonly calendars: Calendars,
    private readonly documents: Documents,
    private readonly obligations: ObligationsService,
    private readonly starter: SubjectStarter,
    private readonly temporal: TemporalHealth,
  ) {}

  /**
   * Puts the task on record and starts its clock. A command whose answer was lost finds what it has opened.
   *
   * @throws Problem 400 naming every fault, 403 outside the clerk's units, 503 while Temporal is away: then nothing was opened
   */
  async open(command: Command, request: OpenTaskRequest): Promise<ObligationDetailResponse> {
    const id = command.id.slice(0, 32);
    const opened = await this.dataSource.getRepository(ObligationEntity).findOneBy({ id });
    if (opened === null) {
      const brief = oneOffBrief(await this.taskOf(command, id, request));
      await this.dataSource.transaction((manager) =>
        openSubjects(manager, [{ subject: obligationSubject(id), brief }], null),
      );
    }
    // Whose opening is recorded runs, or has ended.
    if (opened?.openedAt == null) await this.start(id);
    return this.obligations.detail(command.caller, id);
  }

  /** The task that is asked for, where nothing is wrong with it. */
  private async taskOf({ caller }: Command, id: string, request: OpenTaskRequest): Promise<OneOffTask> {
    const { organisation, at } = caller;
    const found = organisation.unit(request.unit, at);
    const unit = isGone(found) ? undefined : found;
    if (unit) caller.require(['clerk', 'supervisor'], unit.id);
    const ladder = ladderFrom('/ladder', request.ladder, DEFAULT_LADDER);
    const reviewLadder = ladderFrom('/review/ladder', request.review?.ladder, DEFAULT_REVIEW_LADDER);
    const described = {
      title: request.title,
      parties: request.parties,
      dueAt: request.dueAt,
      ladder: ladder.ladder,
      evidence: request.evidence ?? [],
      review: request.review ? reviewOf(request.review, reviewLadder.ladder) : null,
    };
    const faults = [
      ...referenceFaults(caller, unit, request),
      ...(await this.dueFaults(unit, request.dueAt)),
      ...ladder.faults,
      ...reviewLadder.faults,
      ...dutyFaults(described),
    ];
    if (faults.length > 0 || unit === undefined) throw badRequest(faults);
    if (!(await this.temporal.isThere())) throw cannotStart();
    return {
      ...described,
      id,
      unitId: unit.id,
      calendarId: unit.calendarId,
      document:
        request.description === undefined ? null : await this.documents.keep(caller, request.description),
      policy: await this.policyOf(unit.id, at),
      openedBy: caller.officerId,
    };
  }

  /** The row stands before the workflow: should this process end between the two, the next start of a worker finds the row. */
  private async start(id: string): Promise<void> {
    const subject = obligationSubject(id);
    try {
      await this.starter.start({ id: subject, workflow: WORKFLOWS.duty });
    } catch (error) {
      if (await withdrawObligation(this.dataSource.manager, id)) throw cannotStart();
      throw error;
    }
    await markStarted(this.dataSource.manager, subject);
    await untilOpened(this.dataSource, id);
  }

  private async policyOf(unitId: string, at: Instant): Promise<Policy> {
    const snapshot = await this.facts.organisation(this.dataSource.manager);
    return snapshot.policyOf(unitId, at);
  }

  /** What has passed cannot be owed. Of an unknown unit nobody knows when its days end. */
  private async dueFaults(unit: Unit | undefined, dueAt: string): Promise<Fault[]> {
    const calendar = unit && (await this.calendars.current(unit.calendarId));
    if (isDate(dueAt) && !calendar) return [];
    const due = isDate(dueAt) && calendar ? endOfDay(calendar, dueAt) : dueAt;
    return due > instantOf(Date.now()) ? [] : [{ pointer: '/dueAt', detail: 'must lie in the future' }];
  }
}

const cannotStart = (): Problem =>
  unavailable('temporal-away', 'No clock can be started for now: nothing was opened. Try again later.');

const reviewOf = ({ by, within }: TaskReviewRequest, ladder: Ladder): ReviewDefinition => ({
  by: by === undefined ? 'superior' : { named: by },
  within,
  ladder,
});
