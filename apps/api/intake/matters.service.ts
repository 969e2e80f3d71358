import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { PartyState } from '../../../libs/domain/stage/state.js';
import { obligationSubject } from '../../../libs/domain/subject/ids.js';
import { instantOf } from '../../../libs/domain/time.js';
import { IntakeRatingEntity } from '../../../libs/persistence/entities/intake-rating.entity.js';
import { IntakeReportEntity } from '../../../libs/persistence/entities/intake-report.entity.js';
import { ObligationEntity } from '../../../libs/persistence/entities/obligation.entity.js';
import { PartyStateEntity } from '../../../libs/persistence/entities/party-state.entity.js';
import { lockOrAddSubject } from '../../../libs/persistence/repositories/subject.repository.js';
import { intakeSubject } from '../../../libs/records/configuration/changes.js';
import { record } from '../../../libs/records/configuration/record.js';
import { shownText, Texts } from '../../../libs/privacy/texts.js';
import { hashOfToken } from '../auth/token.js';
import { notFound, refused } from '../common/problem/problem.js';
import type { SatisfactionRequest } from './dto/intake.request.dto.js';
import { ReportWords } from './report-words.js';
import { toMatter, type MatterResponse, type MatterState } from './dto/intake.response.dto.js';

/** What a reporter reads: what was handed in under this name, at the stage of this name, once it is accepted. */
const ANSWER = 'answer';
const ACCEPTED: readonly PartyState['status'][] = ['fulfilled', 'accepted-unreviewed'];

/** Reports as whoever holds the receipt code sees them: where they stand and the answer, and no officer's name. */
@Injectable()
export class Matters {
  constructor(
    private readonly dataSource: DataSource,
    private readonly texts: Texts,
    private readonly words: ReportWords,
  ) {}

  /** @throws Problem 404 */
  async show(code: string): Promise<MatterResponse> {
    return this.matterOf(await this.reportOf(code));
  }

  /** @throws Problem 404, 409 before the answer, and the second time */
  async rate(code: string, { satisfied, text }: SatisfactionRequest): Promise<MatterResponse> {
    const report = await this.reportOf(code);
    const { id, obligationId } = report;
    if ((await this.matterOf(report)).state !== 'answered')
      throw refused('not-answered', 'There is no answer yet.');
    await this.dataSource.transaction(async (manager) => {
      await lockOrAddSubject(manager, intakeSubject(id));
      if (await manager.existsBy(IntakeRatingEntity, { obligationId }))
        throw refused('already-rated', 'This has been said already; once is enough.');
      await record(manager, intakeSubject(id), {
        kind: 'intake-rated',
        body: { obligation: obligationId, satisfied },
        at: instantOf(Date.now()),
        actor: null,
      });
      await this.words.keepRemark(manager, id, text);
    });
    return this.matterOf(report);
  }

  /** Found by what the code hashes to, so how long it takes says nothing about codes that there are. */
  private async reportOf(code: string): Promise<IntakeReportEntity> {
    const report = await this.dataSource.manager.findOneBy(IntakeReportEntity, {
      receiptHash: hashOfToken(code),
    });
    if (report === null) throw notFound('receipt');
    return report;
  }

  private async matterOf({ obligationId, receivedAt }: IntakeReportEntity): Promise<MatterResponse> {
    const { manager } = this.dataSource;
    const obligation = await manager.findOneByOrFail(ObligationEntity, { id: obligationId });
    const parties = await manager.findBy(PartyStateEntity, { subject: obligationSubject(obligationId) });
    const answers = parties.filter(({ stage, status }) => stage === ANSWER && ACCEPTED.includes(status));
    const state = stateOf(obligation, parties, answers.length > 0);
    const answer = state === 'answered' ? await this.textOf(answers.map((party) => party.state)) : null;
    const isRated = await manager.existsBy(IntakeRatingEntity, { obligationId });
    return toMatter(state, receivedAt, answer, state === 'answered' && !isRated);
  }

  private async textOf(parties: readonly PartyState[]): Promise<string | null> {
    const ids = parties.flatMap(({ submission }) =>
      (submission?.evidence ?? []).flatMap((item) =>
        item.requirement === ANSWER && 'document' in item ? [item.document] : [],
      ),
    );
    const texts = await this.texts.read(this.dataSource.manager, ids);
    const shown = ids.flatMap((id) => (texts.has(id) ? [shownText(texts.get(id))] : []));
    return shown.length === 0 ? null : shown.join('\n\n');
  }
}

/** It is taken up once whoever has it has signed for it or handed in what its first stage asks for. */
function stateOf(
  { closedAt }: ObligationEntity,
  parties: readonly PartyStateEntity[],
  isAnswered: boolean,
): MatterState {
  if (isAnswered) return 'answered';
  if (closedAt !== null) return 'closed';
  const isTakenUp = parties.some(
    ({ stage, state }) => stage === ANSWER || state.signedAt !== null || state.submission !== null,
  );
  return isTakenUp ? 'in-progress' : 'received';
}
