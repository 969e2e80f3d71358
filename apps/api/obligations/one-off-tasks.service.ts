import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { endOfDay } from '../../../libs/domain/calendar/arithmetic.js';
import type { WorkingCalendar } from '../../../libs/domain/calendar/calendar.js';
import { DEFAULT_LADDER, DEFAULT_REVIEW_LADDER } from '../../../libs/domain/duty/default-ladders.js';
import type { Ladder, ReviewDefinition } from '../../../libs/domain/duty/definition.js';
import { ladderOf, ladderSpecFaults, type RungSpec } from '../../../libs/domain/duty/ladder-spec.js';
import { validateDuty } from '../../../libs/domain/duty/validate.js';
import { oneOffBrief, oneOffDuty, type OneOffTask } from '../../../libs/domain/obligation/one-off.js';
import { obligationSubject } from '../../../libs/domain/subject/ids.js';
import { instantOf } from '../../../libs/domain/time.js';
import { WORKFLOWS } from '../../../libs/contracts/names.js';
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

/** How long to wait for the workflow to record the opening, so that the answer shows it. */
const FIRST_ENTRY_WAIT_MS = 5_000;

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
   * Puts the task on record and starts its clock.
   *
   * @throws Problem 400 naming every fault, 403 outside the clerk's units, 503 while Temporal is away: then nothing was opened
   */
  async open(command: Command, request: OpenTaskRequest): Promise<ObligationDetailResponse> {
    const { caller } = command;
    this.requireReferences(command, request);
    caller.require(['clerk', 'supervisor'], request.unit);
    const calendar = await this.calendars.ofUnit(request.unit);
    const dueAt = dueInFuture(calendar, request.dueAt);
    const { policy, calendarId } = await this.policyAndCalendarOf(request.unit);
    const task: OneOffTask = {
      id: command.id.slice(0, 32),
      unitId: request.unit,
      calendarId,
      title: request.title,
      parties: request.parties,
      dueAt,
      ladder: ladder('/ladder', request.ladder, DEFAULT_LADDER),
      evidence: request.evidence ?? [],
      review: request.review ? reviewOf(request.review) : null,
      document: request.description === undefined ? null : await this.documents.keep(request.description),
      policy,
      openedBy: caller.officerId,
    };
    const faults = validateDuty(oneOffDuty(task));
    if (faults.length > 0) throw badRequest(faults.map(inTheRequest));
    if (!(await this.temporal.isThere())) {
      throw unavailable(
        'temporal-away',
        'No clock can be started for now: nothing was opened. Try again later.',
      );
    }
    await this.start(task);
    return this.obligations.detail(caller, task.id);
  }

  /** The row first, then the workflow: should this process end between the two, the next start of a worker finds the row. */
  private async start(task: OneOffTask): Promise<void> {
    const subject = obligationSubject(task.id);
    await this.dataSource.transaction((manager) =>
      openSubjects(manager, [{ subject, brief: oneOffBrief(task) }], null),
    );
    try {
      await this.starter.start({ id: subject, workflow: WORKFLOWS.duty });
    } catch (error) {
      if (await withdrawObligation(this.dataSource.manager, task.id)) throw cannotStart();
      throw error;
    }
    await markStarted(this.dataSource.manager, subject);
    const until = Date.now() + FIRST_ENTRY_WAIT_MS;
    while (Date.now() < until) {
      const [row] = await this.dataSource.query<{ stage: string | null; closed_at: unknown }[]>(
        'SELECT stage, closed_at FROM obligation WHERE id = $1',
        [task.id],
      );
      if (row?.stage || row?.closed_at) return;
      await sleep(25);
    }
  }

  private async policyAndCalendarOf(unitId: string) {
    const { organisation, policyOf } = await this.facts
      .organisation(this.dataSource.manager)
      .then((snapshot) => ({
        organisation: snapshot.organisation,
        policyOf: (id: string) => snapshot.policyOf(id),
      }));
    return { policy: policyOf(unitId), calendarId: organisation.unit(unitId)?.calendarId as string };
  }

  /** Names every post and body that does not exist, at once. */
  private requireReferences({ caller }: Command, request: OpenTaskRequest): void {
    const { organisation } = caller;
    const faults: Fault[] = [];
    if (!organisation.unit(request.unit)) faults.push({ pointer: '/unit', detail: 'there is no such unit' });
    const seen = new Set<string>();
    request.parties.forEach(({ kind, id }, index) => {
      const owner = kind === 'post' ? organisation.post(id) : organisation.body(id);
      const pointer = `/parties/${index}/id`;
      if (owner === undefined) faults.push({ pointer, detail: `there is no such ${kind}` });
      else if (!organisation.isWithin(owner.unitId, request.unit)) {
        faults.push({ pointer, detail: 'must belong to the unit or one below it' });
      }
      if (seen.has(id)) faults.push({ pointer, detail: 'is named twice' });
      seen.add(id);
    });
    const reviewer = request.review?.by;
    if (reviewer !== undefined && !organisation.post(reviewer)) {
      faults.push({ pointer: '/review/by', detail: 'there is no such post' });
    }
    if (faults.length > 0) throw badRequest(faults);
  }
}

const cannotStart = (): Problem =>
  unavailable('temporal-away', 'No clock can be started for now: nothing was opened. Try again later.');

/** The deadline as the domain takes it; what has passed cannot be owed. */
function dueInFuture(calendar: WorkingCalendar, dueAt: string): string {
  const instant = isDate(dueAt) ? endOfDay(calendar, dueAt) : dueAt;
  if (instant <= instantOf(Date.now()))
    throw badRequest([{ pointer: '/dueAt', detail: 'must lie in the future' }]);
  return dueAt;
}

function ladder(pointer: string, rungs: readonly RungSpec[] | undefined, byDefault: Ladder): Ladder {
  if (rungs === undefined) return byDefault;
  const faults = ladderSpecFaults({ rungs });
  if (faults.length > 0) {
    throw badRequest(
      faults.map((fault) => ({ ...fault, pointer: fault.pointer.replace('/rungs', pointer) })),
    );
  }
  return ladderOf({ rungs });
}

const reviewOf = (review: TaskReviewRequest): ReviewDefinition => ({
  by: review.by === undefined ? 'superior' : { named: review.by },
  within: review.within,
  ladder: ladder('/review/ladder', review.ladder, DEFAULT_REVIEW_LADDER),
});

/** A fault of the duty that the task becomes, at the place in the request where it comes from. */
const inTheRequest = ({ pointer, detail }: Fault): Fault => ({
  pointer: pointer
    .replace('/stages/0/', '/')
    .replace(/\/ladder\/rungs\//, '/ladder/')
    .replace(/^\/due(?=$|\/)/, '/dueAt'),
  detail,
});
