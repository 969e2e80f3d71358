import { Injectable } from '@nestjs/common';
import { DataSource, In, type EntityManager } from 'typeorm';
import { bareId, obligationSubject } from '../../../libs/domain/subject/ids.js';
import type { Submission } from '../../../libs/domain/stage/state.js';
import { readFigures, writeFigures } from '../../../libs/figures/read-figures.js';
import { ObligationEntity } from '../../../libs/persistence/entities/obligation.entity.js';
import { PartyStateEntity } from '../../../libs/persistence/entities/party-state.entity.js';
import { newestDuties } from '../../../libs/persistence/repositories/duty.repository.js';
import { Texts } from '../../../libs/privacy/texts.js';
import type { Caller } from '../auth/caller.js';
import type { Command } from '../common/idempotency/command.js';
import { decodeCursor, encodeCursor } from '../common/page/cursor.js';
import type { Page } from '../common/page/page.response.dto.js';
import { badRequest, notFound } from '../common/problem/problem.js';
import type { PartyCommandRequest } from '../obligations/dto/command.request.dto.js';
import { FIGURES } from '../obligations/figure-evidence.js';
import { onlyVisible } from '../obligations/obligation-access.js';
import { ObligationCommands } from '../obligations/obligation-commands.service.js';
import type { CommandResponse } from '../subjects/command.response.dto.js';
import { branchesOf } from './branches.js';
import type { BranchFiguresResponse, FiguresRequest } from './dto/figures.dto.js';

/** Ten years of months: older periods are asked for by `to`. */
const MAX_PERIODS = 120;

interface HandedIn {
  readonly obligation: ObligationEntity;
  readonly party: string;
  readonly submission: Submission;
}

/** Totals and averages per branch: handed in as evidence, and read from it again; they are kept nowhere else. */
@Injectable()
export class FiguresService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly texts: Texts,
    private readonly commands: ObligationCommands,
  ) {}

  /** @throws Problem 400 with every fault and its line */
  handIn(command: Command, id: string, target: PartyCommandRequest, text: string): Promise<CommandResponse> {
    const { organisation, at } = command.caller;
    return this.commands.submitMade(command, id, async ({ unitId }) => {
      const { rows, faults } = readFigures(text, branchesOf(organisation, unitId, at));
      if (faults.length > 0)
        throw badRequest(
          faults.map(({ line, column, detail }) => ({ pointer: `/${line}/${column}`, line, detail })),
        );
      return { ...target, items: [{ requirement: FIGURES, text: writeFigures(rows) }] };
    });
  }

  /** @throws Problem 404 where there is no such duty */
  async trend(caller: Caller, duty: string, request: FiguresRequest): Promise<Page<BranchFiguresResponse>> {
    const after = decodeCursor(request.cursor, ['string', 'string', 'string', 'string']);
    const { manager } = this.dataSource;
    if (!(await newestDuties(manager, [duty])).has(duty)) throw notFound('duty');
    const handedIn = await this.handedIn(manager, caller, duty, request);
    const all = (await this.read(manager, caller, handedIn)).sort((a, b) => compare(a.key, b.key));
    const rest = after ? all.filter(({ key }) => compare(key, after as string[]) > 0) : all;
    const page = rest.slice(0, request.limit);
    const last = page.at(-1);
    return {
      items: page.map(({ item }) => item),
      nextCursor: last && rest.length > page.length ? encodeCursor(last.key) : null,
    };
  }

  /** Submissions of the duty that have been accepted, or that nobody reviews. */
  private async handedIn(
    manager: EntityManager,
    caller: Caller,
    duty: string,
    { from, to }: FiguresRequest,
  ): Promise<HandedIn[]> {
    const query = onlyVisible(manager.createQueryBuilder(ObligationEntity, 'o'), caller, caller.at)
      .andWhere('o.duty_id = :duty AND o.period_from IS NOT NULL', { duty })
      .orderBy('o.period_from', 'DESC')
      .addOrderBy('o.id', 'DESC')
      .limit(MAX_PERIODS);
    if (from !== undefined) query.andWhere('o.period_to >= :from', { from });
    if (to !== undefined) query.andWhere('o.period_from <= :to', { to });
    const obligations = new Map((await query.getMany()).map((row) => [row.id, row]));
    const parties = await manager.findBy(PartyStateEntity, {
      subject: In([...obligations.keys()].map(obligationSubject)),
      status: In(['fulfilled', 'accepted-unreviewed']),
    });
    return parties.flatMap(({ subject, party, state: { submission } }) => {
      const obligation = obligations.get(bareId(subject));
      return obligation && submission && !submission.denied ? [{ obligation, party, submission }] : [];
    });
  }

  /** Evidence that was given in another way than as figures is passed over. */
  private async read(
    manager: EntityManager,
    { organisation, at }: Caller,
    handedIn: readonly HandedIn[],
  ): Promise<{ key: string[]; item: BranchFiguresResponse }[]> {
    const ids = handedIn.flatMap(({ submission }) => documentsOf(submission));
    const texts = await this.texts.read(manager, ids);
    return handedIn.flatMap(({ obligation, party, submission }) => {
      const find = branchesOf(organisation, obligation.unitId, submission.at);
      return documentsOf(submission).flatMap((document) =>
        readFigures(texts.get(document)?.content ?? '', find).rows.map(({ branch: unit, ...figures }) => ({
          key: [unit, obligation.periodFrom as string, obligation.id, party],
          item: {
            unit,
            title: organisation.unit(unit, at)?.title ?? { zh: unit, en: unit },
            period: { from: obligation.periodFrom as string, to: obligation.periodTo as string },
            obligation: obligation.id,
            ...figures,
            coverage: ratio(figures.registered, figures.members),
            activity: ratio(figures.active, figures.registered),
          },
        })),
      );
    });
  }
}

const documentsOf = ({ evidence }: Submission): string[] =>
  evidence.flatMap((item) => (item.requirement === FIGURES && 'document' in item ? [item.document] : []));

const ratio = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

/** By the first part in which two keys differ. */
function compare(a: readonly string[], b: readonly string[]): number {
  const index = a.findIndex((part, place) => part !== b[place]);
  return index < 0 ? 0 : (a[index] as string) < (b[index] as string) ? -1 : 1;
}
