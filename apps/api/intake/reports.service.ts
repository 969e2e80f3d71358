import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { obligationSubject } from '../../../libs/domain/subject/ids.js';
import { instantOf } from '../../../libs/domain/time.js';
import { IntakeRatingEntity } from '../../../libs/persistence/entities/intake-rating.entity.js';
import { IntakeReportEntity } from '../../../libs/persistence/entities/intake-report.entity.js';
import { PartyStateEntity } from '../../../libs/persistence/entities/party-state.entity.js';
import type { Caller } from '../auth/caller.js';
import { notFound } from '../common/problem/problem.js';
import { ObligationsService } from '../obligations/obligations.service.js';
import { ReportWords } from './report-words.js';
import type { ReportResponse } from './dto/intake.response.dto.js';

/** What people wrote without an account, for those who handle it. */
@Injectable()
export class Reports {
  constructor(
    private readonly dataSource: DataSource,
    private readonly obligations: ObligationsService,
    private readonly words: ReportWords,
  ) {}

  /** @throws Problem 404, also for whoever neither answers it nor reviews the answer */
  async show(caller: Caller, obligationId: string): Promise<ReportResponse> {
    await this.obligations.find(caller, obligationId);
    const { manager } = this.dataSource;
    const report = await manager.findOneBy(IntakeReportEntity, { obligationId });
    const parties = await manager.findBy(PartyStateEntity, { subject: obligationSubject(obligationId) });
    const handling = new Set(
      parties.flatMap(({ state: { party } }) => [...party.actsThrough, ...party.reviewers]),
    );
    const isHandler = [...handling].some((post) =>
      caller.organisation.actsIn(caller.officerId, post, instantOf(Date.now())),
    );
    if (report === null || !isHandler) throw notFound('report');
    const rating = await manager.findOneBy(IntakeRatingEntity, { obligationId });
    const { receivedAt } = report;
    return { ...(await this.words.read(manager, report)), receivedAt, satisfied: rating?.satisfied ?? null };
  }
}
