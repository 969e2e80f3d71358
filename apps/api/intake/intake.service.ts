import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { occurrenceBrief, stageOwedByNobody } from '../../../libs/domain/obligation/occurrence.js';
import { openingsOf } from '../../../libs/domain/obligation/openings.js';
import type { Opening } from '../../../libs/domain/obligation/obligation.js';
import { instantOf } from '../../../libs/domain/time.js';
import { IntakeReportEntity } from '../../../libs/persistence/entities/intake-report.entity.js';
import { IntakeSettingEntity } from '../../../libs/persistence/entities/intake-setting.entity.js';
import { newestDuties } from '../../../libs/persistence/repositories/duty.repository.js';
import { trialOnRecord } from '../../../libs/plan/adopt/trial.js';
import { dutySubject } from '../../../libs/records/configuration/changes.js';
import { Facts } from '../../../libs/records/facts/facts.js';
import { openSubjects } from '../../../libs/records/subjects/open-subjects.js';
import { hashOfToken, newToken } from '../auth/token.js';
import { badRequest, notFound, refused } from '../common/problem/problem.js';
import { SubjectStarts } from '../subjects/subject-starts.js';
import type { ReportRequest } from './dto/intake.request.dto.js';
import { ReportWords } from './report-words.js';
import type { ReceiptResponse } from './dto/intake.response.dto.js';

/** Takes what people write without an account. */
@Injectable()
export class IntakeService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly facts: Facts,
    private readonly starts: SubjectStarts,
    private readonly words: ReportWords,
  ) {}

  /**
   * Puts the report and the obligation that answers it on record; its words stand in a table of their own, which the ledger does not
   * quote. While Temporal is away it is taken all the same, and the clock starts afterwards.
   *
   * @throws Problem 400, 404 where the unit takes no such report, 409 `nobody-owes`
   */
  async receive(
    unitId: string,
    { duty: dutyId, text, anonymous, contact }: ReportRequest,
  ): Promise<ReceiptResponse> {
    if (anonymous === (contact !== undefined)) {
      const detail = anonymous
        ? 'must be left out of what is anonymous'
        : 'says whom to answer, unless it is anonymous';
      throw badRequest([{ pointer: '/contact', detail }]);
    }
    const { manager } = this.dataSource;
    const now = instantOf(Date.now());
    const snapshot = await this.facts.organisation(manager);
    const { organisation } = snapshot;
    const unit = organisation.unit(unitId, now);
    const setting = await manager.findOneBy(IntakeSettingEntity, { id: unitId });
    const duty = (await newestDuties(manager, [dutyId])).get(dutyId);
    const isTaken =
      setting?.duties.includes(dutyId) === true && duty?.definition.occurrence?.fromIntake === true;
    if (unit === undefined || unit.endedAt != null || duty === undefined || !isTaken)
      throw notFound('unit that takes such reports');
    if (stageOwedByNobody(organisation, duty.definition, unitId, now) !== undefined)
      throw refused('nobody-owes', 'Nobody would have to answer this here: write to the unit above.');
    const calendar = await this.facts.calendar(manager, unit.calendarId);
    const id = randomUUID();
    const brief = occurrenceBrief(`${dutyId}.${id}`, unit, duty, {
      policy: snapshot.policyOf(unitId, now),
      ...(await trialOnRecord(manager, duty.planId, calendar)),
      document: null,
      openedBy: null,
      occurrence: { at: now, isLaterEntry: false, via: 'intake', onBehalfOf: null },
    });
    const openings = openingsOf(brief, organisation, now);
    const receiptCode = newToken();
    const opener = dutySubject(dutyId);
    await this.dataSource.transaction(async (transaction) => {
      await openSubjects(transaction, openings, opener);
      await transaction.insert(IntakeReportEntity, {
        id,
        receiptHash: hashOfToken(receiptCode),
        unitId,
        // Of a large unit that is split, the first part.
        obligationId: (openings[0] as Opening).brief.id,
        ...(await this.words.sealed(transaction, id, { text, contact })),
        receivedAt: now,
      });
    });
    await this.starts.start(opener);
    return { receiptCode, receivedAt: now };
  }
}
