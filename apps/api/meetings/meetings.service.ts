import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { dayOf } from '../../../libs/domain/calendar/arithmetic.js';
import type { MeetingBrief } from '../../../libs/domain/meeting/meeting.js';
import type { Body } from '../../../libs/domain/organisation/organisation.js';
import { meetingSubject } from '../../../libs/domain/subject/ids.js';
import { MeetingEntity } from '../../../libs/persistence/entities/meeting.entity.js';
import { SubjectEntity } from '../../../libs/persistence/entities/subject.entity.js';
import { Texts } from '../../../libs/privacy/texts.js';
import { Facts } from '../../../libs/records/facts/facts.js';
import { meetingRecords } from '../../../libs/records/subjects/meeting-records.js';
import { openSubjects } from '../../../libs/records/subjects/open-subjects.js';
import type { Caller } from '../auth/caller.js';
import { Calendars } from '../calendars/calendars.js';
import { isDate } from '../common/fields/index.js';
import type { Command } from '../common/idempotency/command.js';
import type { Page } from '../common/page/page.response.dto.js';
import { paginate } from '../common/page/paginate.js';
import { badRequest, forbidden, notFound, type Fault } from '../common/problem/problem.js';
import { Documents } from '../documents/documents.js';
import { isGone } from '../obligations/task-faults.js';
import { SubjectStarts } from '../subjects/subject-starts.js';
import type { CallMeetingRequest, MeetingsRequest } from './dto/meeting.request.dto.js';
import {
  toMeeting,
  toMeetingDetail,
  type MeetingDetailResponse,
  type MeetingResponse,
} from './dto/meeting.response.dto.js';
import { attemptsOf, outcomesOf } from './hand-in-outcomes.js';
import { onlyVisibleMeetings, runsMeetings } from './meeting-access.js';

/** How long to wait for the workflow to record whom it called, so that the answer shows it. */
const FIRST_ENTRY_WAIT_MS = 5_000;

/** Meetings as the read tables have them, each only for those whom it concerns; and the calling of one. */
@Injectable()
export class MeetingsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly facts: Facts,
    private readonly calendars: Calendars,
    private readonly documents: Documents,
    private readonly texts: Texts,
    private readonly starts: SubjectStarts,
  ) {}

  async list(caller: Caller, filter: MeetingsRequest): Promise<Page<MeetingResponse>> {
    const { organisation, at } = caller;
    const query = this.visible(caller);
    if (filter.body !== undefined) query.andWhere('meeting.body_id = :body', filter);
    if (filter.unit !== undefined) {
      const unit = filter.unit;
      const units = organisation.unitIds(at).filter((id) => organisation.isWithin(id, unit, at));
      query.andWhere('meeting.unit_id = ANY(:units)', { units });
    }
    if (filter.from !== undefined) {
      const from = isDate(filter.from)
        ? dayOf(await this.calendars.ofUnit(organisation.unit(filter.unit ?? '', at)?.id), filter.from).start
        : filter.from;
      query.andWhere('meeting.starts_at >= :from', { from });
    }
    const keys = [
      { property: 'startsAt', type: 'string' },
      { property: 'id', type: 'string' },
    ] as const;
    return paginate(query, filter, keys, toMeeting);
  }

  /** @throws Problem 404 */
  async find(caller: Caller, id: string): Promise<MeetingEntity> {
    const found = await this.visible(caller).andWhere('meeting.id = :id', { id }).getOne();
    if (found === null) throw notFound('meeting');
    return found;
  }

  /** @throws Problem 404 */
  async detail(caller: Caller, id: string): Promise<MeetingDetailResponse> {
    await this.find(caller, id);
    return this.dataSource.transaction('REPEATABLE READ', async (manager) => {
      const row = await manager.findOneByOrFail(MeetingEntity, { id });
      const subject = await manager.findOneByOrFail(SubjectEntity, { id: meetingSubject(id) });
      const state = await meetingRecords.load(manager, subject);
      const texts = await this.texts.read(manager, [
        state.brief.notice,
        ...state.items.map(({ title }) => title),
      ]);
      const outcomes = await outcomesOf(manager, await attemptsOf(manager, id, state.handIns));
      return toMeetingDetail(row, state, texts, outcomes);
    });
  }

  /**
   * Puts a meeting on record and calls it. A command whose answer was lost finds the meeting that it called.
   *
   * @throws Problem 400 naming every fault; 403 for whoever neither is a clerk of the unit nor runs the body
   */
  async call(command: Command, request: CallMeetingRequest): Promise<MeetingDetailResponse> {
    const id = command.id.slice(0, 32);
    const subject = meetingSubject(id);
    const called = await this.dataSource.getRepository(MeetingEntity).findOneBy({ id });
    if (called === null) {
      const brief = await this.briefOf(command.caller, id, request);
      await this.dataSource.transaction((manager) => openSubjects(manager, [{ subject, brief }], subject));
    }
    if (called === null || called.version === 0) {
      await this.starts.start(subject);
      await this.untilCalled(id);
    }
    return this.detail(command.caller, id);
  }

  private async briefOf(caller: Caller, id: string, request: CallMeetingRequest): Promise<MeetingBrief> {
    const { organisation, officerId, at } = caller;
    const { startsAt, invited = [] } = request;
    const body = organisation.body(request.body, at);
    const faults: Fault[] = isGone(body) ? [{ pointer: '/body', detail: 'there is no such body' }] : [];
    if (body !== undefined && organisation.body(body.id, startsAt) === undefined)
      faults.push({ pointer: '/startsAt', detail: 'the body does not exist on that date' });
    invited.forEach((post, index) => {
      if (isGone(organisation.post(post, at)))
        faults.push({ pointer: `/invited/${index}`, detail: 'there is no such post' });
    });
    if (body !== undefined) requireRuns(caller, body);
    const unit = organisation.unit(body?.unitId ?? '', at);
    if (faults.length > 0 || body === undefined || unit === undefined) throw badRequest(faults);
    const snapshot = await this.facts.organisation(this.dataSource.manager);
    return {
      id,
      unitId: unit.id,
      calendarId: unit.calendarId,
      bodyId: body.id,
      startsAt,
      notice: await this.documents.keep(caller, request.notice),
      invited: [...new Set(invited)],
      policy: snapshot.policyOf(unit.id, at),
      calledBy: officerId,
    };
  }

  private visible(caller: Caller) {
    const query = this.dataSource.getRepository(MeetingEntity).createQueryBuilder('meeting');
    return onlyVisibleMeetings(query, caller);
  }

  private async untilCalled(id: string): Promise<void> {
    const until = Date.now() + FIRST_ENTRY_WAIT_MS;
    while (Date.now() < until) {
      const { version } = await this.dataSource.getRepository(MeetingEntity).findOneByOrFail({ id });
      if (version > 0) return;
      await sleep(25);
    }
  }
}

/** @throws Problem 403 */
function requireRuns(caller: Caller, { unitId, chairPostId, secretaryPostId }: Body): void {
  if (!runsMeetings(caller, unitId, [chairPostId, secretaryPostId]))
    throw forbidden(
      'Only a clerk of the unit, or the chair or the secretary of the body, may call a meeting.',
    );
}
