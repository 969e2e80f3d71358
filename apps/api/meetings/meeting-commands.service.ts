import { Injectable } from '@nestjs/common';
import { DataSource, In } from 'typeorm';
import { endOfDay } from '../../../libs/domain/calendar/arithmetic.js';
import type { MeetingCommand } from '../../../libs/domain/meeting/meeting.js';
import { meetingSubject } from '../../../libs/domain/subject/ids.js';
import type { MeetingEntity } from '../../../libs/persistence/entities/meeting.entity.js';
import { ObligationEntity } from '../../../libs/persistence/entities/obligation.entity.js';
import { OfficerEntity } from '../../../libs/persistence/entities/officer.entity.js';
import type { Caller } from '../auth/caller.js';
import { Calendars } from '../calendars/calendars.js';
import { isDate } from '../common/fields/index.js';
import type { Command } from '../common/idempotency/command.js';
import { badRequest, type Fault } from '../common/problem/problem.js';
import { Documents } from '../documents/documents.js';
import { isGone } from '../obligations/task-faults.js';
import type { CommandResponse } from '../subjects/command.response.dto.js';
import { SubjectCommands } from '../subjects/subject-commands.js';
import type {
  AttendanceRequest,
  DecisionRequest,
  MinutesRequest,
  PlaceItemRequest,
  RecusalRequest,
} from './dto/meeting.request.dto.js';
import { MeetingsService } from './meetings.service.js';

type Draft = MeetingCommand extends infer C
  ? C extends MeetingCommand
    ? Omit<C, 'id' | 'at' | 'actor'>
    : never
  : never;

/** Turns requests into commands of a meeting's subject: texts are stored first, and travel as documents. */
@Injectable()
export class MeetingCommands {
  constructor(
    private readonly dataSource: DataSource,
    private readonly meetings: MeetingsService,
    private readonly documents: Documents,
    private readonly calendars: Calendars,
    private readonly commands: SubjectCommands,
  ) {}

  placeItem(command: Command, id: string, request: PlaceItemRequest): Promise<CommandResponse> {
    const { title, matter = 'ordinary', links = [] } = request;
    return this.send(command, id, async (meeting) => {
      await this.requireOfUnit(command.caller, meeting, links);
      return { kind: 'place-item', title: await this.documents.keep(command.caller, title), matter, links };
    });
  }

  withdrawItem(command: Command, id: string, item: number, reason: string): Promise<CommandResponse> {
    return this.send(command, id, async () => ({
      kind: 'withdraw-item',
      item,
      reason: await this.documents.keep(command.caller, reason),
    }));
  }

  recordAttendance(
    command: Command,
    id: string,
    { attendance, presiding }: AttendanceRequest,
  ): Promise<CommandResponse> {
    return this.send(command, id, async () => {
      await this.requireOfficers(attendance);
      return {
        kind: 'record-attendance',
        attendance: attendance.map(({ post, status, substitute = null }) => ({ post, status, substitute })),
        ...(presiding === undefined ? {} : { presiding }),
      };
    });
  }

  recordRecusal(
    command: Command,
    id: string,
    { item, post, reason }: RecusalRequest,
  ): Promise<CommandResponse> {
    const { caller } = command;
    const about = [caller.organisation.holderOf(post, caller.at)];
    return this.send(command, id, async () => ({
      kind: 'record-recusal',
      item,
      post,
      reason: reason === undefined ? null : await this.documents.keep(caller, reason, about),
    }));
  }

  enterMinutes(command: Command, id: string, { items }: MinutesRequest): Promise<CommandResponse> {
    return this.send(command, id, async (meeting) => {
      requirePosts(command.caller, items);
      return {
        kind: 'enter-minutes',
        items: await Promise.all(
          items.map(async ({ item, extract, decisions = [] }) => ({
            item,
            extract: await this.documents.keep(command.caller, extract),
            decisions: await Promise.all(
              decisions.map((decision) => this.decided(command.caller, meeting, decision)),
            ),
          })),
        ),
      };
    });
  }

  confirm(command: Command, id: string): Promise<CommandResponse> {
    return this.send(command, id, async () => ({ kind: 'confirm-minutes' }));
  }

  cancel(command: Command, id: string, reason: string): Promise<CommandResponse> {
    return this.send(command, id, async () => ({
      kind: 'cancel',
      reason: await this.documents.keep(command.caller, reason),
    }));
  }

  /** Only what the caller may see can be commanded; what they may do with it, the meeting decides. */
  private async send(
    command: Command,
    id: string,
    draft: (meeting: MeetingEntity) => Promise<Draft>,
  ): Promise<CommandResponse> {
    const { caller } = command;
    const meeting = await this.meetings.find(caller, id);
    const actor = { officer: caller.officerId, asClerk: caller.holds(['clerk'], meeting.unitId) };
    return this.commands.execute(meetingSubject(id), command.id, async () => ({
      ...(await draft(meeting)),
      id: command.id,
      actor,
    }));
  }

  private async decided(caller: Caller, { unitId }: MeetingEntity, { text, post, dueAt }: DecisionRequest) {
    const due = isDate(dueAt) ? endOfDay(await this.calendars.ofUnit(unitId), dueAt) : dueAt;
    return { document: await this.documents.keep(caller, text), post, due };
  }

  /** @throws Problem 400 naming obligations that the unit of the meeting, and those below it, do not have */
  private async requireOfUnit(
    { organisation, at }: Caller,
    { unitId }: MeetingEntity,
    links: readonly string[],
  ): Promise<void> {
    const found = await this.dataSource.getRepository(ObligationEntity).findBy({ id: In(links) });
    const known = new Set(
      found.filter((one) => organisation.isWithin(one.unitId, unitId, at)).map(({ id }) => id),
    );
    const faults = links.flatMap((id, index): Fault[] =>
      known.has(id) ? [] : [{ pointer: `/links/${index}`, detail: 'there is no such obligation' }],
    );
    if (faults.length > 0) throw badRequest(faults);
  }

  /** @throws Problem 400 naming substitutes that there are not */
  private async requireOfficers(attendance: AttendanceRequest['attendance']): Promise<void> {
    const ids = attendance.flatMap(({ substitute }) => substitute ?? []);
    const found = await this.dataSource.getRepository(OfficerEntity).findBy({ id: In(ids) });
    const known = new Set(found.map(({ id }) => id));
    const faults = attendance.flatMap(({ substitute }, index): Fault[] =>
      substitute === undefined || known.has(substitute)
        ? []
        : [{ pointer: `/attendance/${index}/substitute`, detail: 'there is no such officer' }],
    );
    if (faults.length > 0) throw badRequest(faults);
  }
}

/** @throws Problem 400 naming posts that nobody can carry a decision out in */
function requirePosts({ organisation, at }: Caller, items: MinutesRequest['items']): void {
  const faults = items.flatMap(({ decisions = [] }, item) =>
    decisions.flatMap(({ post }, index): Fault[] =>
      isGone(organisation.post(post, at))
        ? [{ pointer: `/items/${item}/decisions/${index}/post`, detail: 'there is no such post' }]
        : [],
    ),
  );
  if (faults.length > 0) throw badRequest(faults);
}
