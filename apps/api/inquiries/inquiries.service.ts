import { Injectable } from '@nestjs/common';
import { Brackets, DataSource, type SelectQueryBuilder } from 'typeorm';
import { membersOfBody } from '../../../libs/domain/inquiry/people.js';
import type { LaunchFile } from '../../../libs/domain/inquiry/inquiry.js';
import { inquiryBrief } from '../../../libs/domain/obligation/inquiry-openings.js';
import { personPost } from '../../../libs/domain/organisation/person.js';
import { obligationSubject } from '../../../libs/domain/subject/ids.js';
import { instantOf } from '../../../libs/domain/time.js';
import { InquiryEntity } from '../../../libs/persistence/entities/inquiry.entity.js';
import { ObligationEntity } from '../../../libs/persistence/entities/obligation.entity.js';
import { PartyStateEntity } from '../../../libs/persistence/entities/party-state.entity.js';
import { SubjectEntity } from '../../../libs/persistence/entities/subject.entity.js';
import { dutyOfProcedure } from '../../../libs/persistence/repositories/duty.repository.js';
import { entriesOf } from '../../../libs/persistence/repositories/ledger.repository.js';
import { Texts } from '../../../libs/privacy/texts.js';
import { Facts } from '../../../libs/records/facts/facts.js';
import { obligationRecords } from '../../../libs/records/subjects/obligation-records.js';
import { openSubjects } from '../../../libs/records/subjects/open-subjects.js';
import type { Caller } from '../auth/caller.js';
import type { Command } from '../common/idempotency/command.js';
import type { PageRequest } from '../common/page/page.request.dto.js';
import type { Page } from '../common/page/page.response.dto.js';
import { paginate } from '../common/page/paginate.js';
import { badRequest, forbidden, notFound, refused } from '../common/problem/problem.js';
import { Documents } from '../documents/documents.js';
import { onlyVisible } from '../obligations/obligation-access.js';
import { isGone } from '../obligations/task-faults.js';
import { untilOpened } from '../obligations/until-opened.js';
import { SubjectStarts } from '../subjects/subject-starts.js';
import type { OpenInquiryRequest } from './dto/inquiry.request.dto.js';
import {
  toInquiry,
  toInquiryLine,
  type FileResponse,
  type InquiryLineResponse,
  type InquiryResponse,
} from './dto/inquiry.response.dto.js';
import { fileTexts } from './file-texts.js';

/** An inquiry, and as whom the caller sees it. */
export interface SeenInquiry {
  readonly row: ObligationEntity;
  /** Respondents as whom they see their part; empty: they see all of it. */
  readonly own: readonly string[];
}

/** Inquiries, each only for those to whom its file is open; whom it is about see their part. */
@Injectable()
export class InquiriesService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly facts: Facts,
    private readonly texts: Texts,
    private readonly documents: Documents,
    private readonly starts: SubjectStarts,
  ) {}

  async list(caller: Caller, page: PageRequest): Promise<Page<InquiryLineResponse>> {
    const whole = this.whole(caller).select('w.id');
    const query = this.dataSource
      .getRepository(ObligationEntity)
      .createQueryBuilder('o')
      .where(`o.procedure = 'inquiry'`)
      .andWhere(
        new Brackets((any) => {
          any.where(`o.id IN (${whole.getQuery()})`).orWhere(`o.id IN (${OWN_PART})`);
        }),
      )
      .setParameters({ ...whole.getParameters(), ...ownParameters(caller) });
    const own = new Set(await this.ownIds(caller));
    return paginate(query, page, [{ property: 'id', type: 'string' }], (row) =>
      toInquiryLine(row, own.has(row.id) ? 'own' : 'whole'),
    );
  }

  /** @throws Problem 404 for whoever sees nothing of it */
  async find(caller: Caller, id: string): Promise<SeenInquiry> {
    const repository = this.dataSource.getRepository(ObligationEntity);
    const whole = await onlyVisible(repository.createQueryBuilder('w'), caller, caller.at, id)
      .andWhere(`w.procedure = 'inquiry'`)
      .getOne();
    if (whole !== null) return { row: whole, own: [] };
    const part = await this.dataSource.getRepository(InquiryEntity).findOneBy({ id });
    const posts = caller.organisation.postsOf(caller.officerId, caller.at);
    const isPerson = part?.notified.includes(caller.officerId) ?? false;
    const isForBody = part?.notifiedPosts.some((post) => posts.includes(post)) ?? false;
    if (part === null || (!isPerson && !isForBody)) throw notFound('inquiry');
    const row = await repository.findOneByOrFail({ id });
    const state = await this.stateOf(id);
    const bodies = (state.inquiry?.launch?.respondents ?? [])
      .filter((one) => one.kind === 'body')
      .map((one) => one.id);
    return { row, own: [...(isPerson ? [caller.officerId] : []), ...(isForBody ? bodies : [])] };
  }

  /** Whether they see anything of it. */
  async isOpenTo(caller: Caller, id: string): Promise<boolean> {
    return this.find(caller, id).then(
      () => true,
      () => false,
    );
  }

  /** @throws Problem 404 */
  async detail(caller: Caller, id: string): Promise<InquiryResponse> {
    const { row, own } = await this.find(caller, id);
    const parties = await this.dataSource.getRepository(PartyStateEntity).find({
      where: { subject: obligationSubject(id) },
      order: { stage: 'ASC', position: 'ASC' },
    });
    return toInquiry(row, await this.stateOf(id), parties, own);
  }

  /** The texts of the file that are open to whoever asks; the look at them has been recorded before. */
  async file(caller: Caller, id: string): Promise<FileResponse> {
    const { own } = await this.find(caller, id);
    const { manager } = this.dataSource;
    const entries = await entriesOf(manager, obligationSubject(id));
    const found = fileTexts(
      entries,
      own.flatMap((one) => [one, personPost(one)]),
    );
    const read = await this.texts.read(
      manager,
      found.map(({ document }) => document),
    );
    return {
      texts: found.map(({ what, document, at }) => ({
        what,
        document,
        text: read.get(document)?.content ?? null,
        at,
      })),
    };
  }

  /**
   * Opens a launch file by hand, with its grounds.
   *
   * @throws Problem 400, 403, 409 (`no-duty`)
   */
  async open(command: Command, request: OpenInquiryRequest): Promise<{ id: string }> {
    const { caller } = command;
    const { organisation } = caller;
    const now = instantOf(Date.now());
    const { manager } = this.dataSource;
    const unit = organisation.unit(request.unit, now);
    const post = organisation.post(request.answering, now);
    const body = organisation.body(request.answering, now);
    if (isGone(unit)) throw badRequest([{ pointer: '/unit', detail: 'there is no such unit' }]);
    if (isGone(post) && isGone(body))
      throw badRequest([{ pointer: '/answering', detail: 'there is no such post or body' }]);
    const above =
      post === undefined
        ? [body?.superiorPostId].filter((one) => one != null)
        : organisation.chainAbove(post.id, now);
    const isAbove = above.some((one) => organisation.actsIn(caller.officerId, one, now));
    if (!isAbove && !caller.holds(['supervisor'], unit.id))
      throw forbidden('A file is opened by a post above whoever answers, or by a supervisor of the unit.');
    const inquiryDuty = await dutyOfProcedure(manager, 'inquiry', organisation.unitAndAbove(unit.id, now));
    if (inquiryDuty === undefined)
      throw refused('no-duty', 'No plan of this unit says how inquiries are carried on.');
    const snapshot = await this.facts.organisation(manager);
    const id = `by-hand.${command.id.slice(0, 32)}`;
    const since = `${Number(now.slice(0, 4)) - 1}${now.slice(4)}`;
    const file: LaunchFile = {
      id: `launch/${id}`,
      openedIn: null,
      answering: request.answering,
      holdings: post === undefined ? [] : organisation.holdingsOf(post.id, since, now),
      ...(body === undefined ? {} : { members: membersOfBody(body.id, organisation, now) }),
      reportedBy: caller.officerId,
    };
    const brief = inquiryBrief(id, { unitId: unit.id, calendarId: unit.calendarId }, inquiryDuty, {
      policy: snapshot.policyOf(unit.id, now),
      parentId: null,
      document: await this.documents.keep(caller, request.grounds),
      openedBy: caller.officerId,
      launch: file,
    });
    const subject = obligationSubject(id);
    await this.dataSource.transaction((transaction) =>
      openSubjects(transaction, [{ subject, brief }], subject),
    );
    await this.starts.start(subject);
    await untilOpened(this.dataSource, id);
    return { id };
  }

  /** What a stage asks for, by name. */
  async evidenceOf(id: string, stage: string): Promise<string[]> {
    const { brief } = await this.stateOf(id);
    const declared = brief.duty.stages.find(({ name }) => name === stage);
    return (declared?.evidence ?? []).map(({ name }) => name);
  }

  private async stateOf(id: string) {
    const { manager } = this.dataSource;
    const subject = await manager.findOneByOrFail(SubjectEntity, { id: obligationSubject(id) });
    return obligationRecords.load(manager, subject);
  }

  private whole(caller: Caller): SelectQueryBuilder<ObligationEntity> {
    const query = this.dataSource.getRepository(ObligationEntity).createQueryBuilder('w');
    return onlyVisible(query, caller, caller.at).andWhere(`w.procedure = 'inquiry'`);
  }

  private async ownIds(caller: Caller): Promise<string[]> {
    const { me, myPosts } = ownParameters(caller);
    const rows = await this.dataSource.query<{ id: string }[]>(
      'SELECT id FROM inquiry WHERE notified @> ARRAY[$1]::text[] OR notified_posts && $2::text[]',
      [me, myPosts],
    );
    return rows.map(({ id }) => id);
  }
}

const OWN_PART = `SELECT i.id FROM inquiry i
  WHERE i.notified @> ARRAY[:me]::text[] OR i.notified_posts && :myPosts::text[]`;

const ownParameters = ({ officerId, organisation, at }: Caller) => ({
  me: officerId,
  myPosts: organisation.postsOf(officerId, at),
});
