import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { explainParty, type PartyExplanation } from '../../../libs/domain/obligation/explain.js';
import type { ObligationBrief, ObligationState } from '../../../libs/domain/obligation/obligation.js';
import { timelineOf } from '../../../libs/domain/obligation/timeline.js';
import { obligationSubject } from '../../../libs/domain/subject/ids.js';
import { SubjectEntity } from '../../../libs/persistence/entities/subject.entity.js';
import { entriesOf } from '../../../libs/persistence/repositories/ledger.repository.js';
import { Facts } from '../../../libs/records/facts/facts.js';
import { obligationRecords } from '../../../libs/records/subjects/obligation-records.js';
import type { Caller } from '../auth/caller.js';
import {
  toNumberedEntry,
  toTimelineItem,
  type NumberedEntry,
  type TimelineItemResponse,
} from './dto/timeline.response.dto.js';
import { ObligationsService } from './obligations.service.js';

interface History {
  readonly brief: ObligationBrief;
  readonly state: ObligationState;
  readonly entries: readonly NumberedEntry[];
}

/** What happened to an obligation, what is still to come, and why it comes when it does. */
@Injectable()
export class ObligationHistory {
  constructor(
    private readonly dataSource: DataSource,
    private readonly obligations: ObligationsService,
    private readonly facts: Facts,
  ) {}

  /** @throws Problem 404 */
  async timeline(caller: Caller, id: string): Promise<TimelineItemResponse[]> {
    const { entries, state } = await this.read(caller, id);
    return timelineOf(entries, state).map(toTimelineItem);
  }

  /** @throws Problem 404 */
  async explanation(caller: Caller, id: string): Promise<PartyExplanation[]> {
    const { brief, entries, state } = await this.read(caller, id);
    const calendar = await this.facts.calendar(this.dataSource.manager, brief.calendarId);
    return state.stages.flatMap(({ definition, parties }) =>
      [...parties.keys()]
        .map((party) => explainParty(state, definition.name, party, { calendar }, entries))
        .filter((explained) => explained !== null),
    );
  }

  /** State and entries as one moment has them. */
  private async read(caller: Caller, id: string): Promise<History> {
    await this.obligations.find(caller, id);
    const subject = obligationSubject(id);
    return this.dataSource.transaction('REPEATABLE READ', async (manager) => {
      const row = await manager.findOneByOrFail(SubjectEntity, { id: subject });
      const state = await obligationRecords.load(manager, row);
      const entries = (await entriesOf(manager, subject)).map(toNumberedEntry);
      return { brief: row.brief as ObligationBrief, state, entries };
    });
  }
}
