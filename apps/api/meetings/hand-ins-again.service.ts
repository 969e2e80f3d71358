import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Parcel } from '../../../libs/domain/dispatch/dispatch.js';
import type { MeetingState } from '../../../libs/domain/meeting/meeting.js';
import { meetingSubject } from '../../../libs/domain/subject/ids.js';
import {
  lockSubject,
  type LockedSubject,
} from '../../../libs/persistence/repositories/subject.repository.js';
import { meetingRecords } from '../../../libs/records/subjects/meeting-records.js';
import type { Caller } from '../auth/caller.js';
import { Changes } from '../changes/changes.js';
import type { Command } from '../common/idempotency/command.js';
import { forbidden, refused } from '../common/problem/problem.js';
import type { MeetingDetailResponse } from './dto/meeting.response.dto.js';
import { attemptsOf, idAgain, outcomesOf } from './hand-in-outcomes.js';
import { runsMeetings } from './meeting-access.js';
import { MeetingsService } from './meetings.service.js';

/**
 * Hands in again what obligations refused, such as one whose clock was suspended: the record of the meeting stands, so nothing is entered
 * a second time, also after the meeting has closed.
 */
@Injectable()
export class HandInsAgain {
  constructor(
    private readonly changes: Changes,
    private readonly meetings: MeetingsService,
  ) {}

  /** @throws Problem 403 for whoever does not run the meeting, 404, 409 where nothing was refused */
  async send(command: Command, id: string): Promise<MeetingDetailResponse> {
    await this.meetings.find(command.caller, id);
    const subject = meetingSubject(id);
    await this.changes.run(command, async (tx) => {
      // Whoever asks at the same time waits, and finds what is under way already.
      const row = (await lockSubject(tx.manager, subject)) as LockedSubject;
      const state = await meetingRecords.load(tx.manager, row);
      requireRuns(command.caller, state);
      const { send, time } = await refusedOf(tx.manager, state, command.caller.officerId);
      if (send.length === 0)
        throw refused('nothing-refused', 'Nothing that this meeting handed in was refused.');
      await tx.dispatch({ id: `meeting.${id}.again-${time}`, notBefore: null, send }, subject);
      return {};
    });
    return this.meetings.detail(command.caller, id);
  }
}

/** What was refused, to be sent for the next time by whoever asks. */
async function refusedOf(
  manager: EntityManager,
  { brief, handIns }: MeetingState,
  officer: string,
): Promise<{ readonly send: Parcel[]; readonly time: number }> {
  const attempts = await attemptsOf(manager, brief.id, handIns);
  const outcomes = await outcomesOf(manager, attempts);
  const time = Math.max(0, ...[...attempts.values()].map((own) => own.length)) + 1;
  const send = handIns.flatMap((handIn): Parcel[] => {
    const [first] = attempts.get(handIn) ?? [];
    if (first === undefined || outcomes.get(handIn)?.outcome !== 'refused') return [];
    const message = {
      ...first.parcel.message,
      actor: { officer, asClerk: true },
      id: idAgain(first.commandId, time),
    };
    return [{ ...first.parcel, message: message as Parcel['message'] }];
  });
  return { send, time };
}

/** @throws Problem 403 */
function requireRuns(caller: Caller, { brief, chair, secretary }: MeetingState): void {
  if (!runsMeetings(caller, brief.unitId, [chair, secretary]))
    throw forbidden('Only a clerk of the unit, or the chair or the secretary of the body, may do this.');
}
