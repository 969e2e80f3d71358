import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { endOfDay } from '../../../libs/domain/calendar/arithmetic.js';
import { obligationSubject } from '../../../libs/domain/subject/ids.js';
import { instantOf } from '../../../libs/domain/time.js';
import { ObligationEntity } from '../../../libs/persistence/entities/obligation.entity.js';
import { PartyStateEntity } from '../../../libs/persistence/entities/party-state.entity.js';
import type { Caller } from '../auth/caller.js';
import { isDate } from '../common/fields/index.js';
import type { PageRequest } from '../common/page/page.request.dto.js';
import type { Page } from '../common/page/page.response.dto.js';
import { paginate } from '../common/page/paginate.js';
import { notFound } from '../common/problem/problem.js';
import { Calendars } from '../calendars/calendars.js';
import {
  toDetail,
  toObligation,
  type ObligationDetailResponse,
  type ObligationResponse,
} from './dto/obligation.response.dto.js';
import type { ObligationsRequest } from './dto/obligations.request.dto.js';
import { onlyVisible } from './obligation-access.js';

const LATEST_FIRST = [
  { property: 'occurredAt', type: 'string' },
  { property: 'id', type: 'string' },
] as const;

/** The board: obligations as the read tables have them, each only for those whom it concerns. */
@Injectable()
export class ObligationsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly calendars: Calendars,
  ) {}

  async list(caller: Caller, filter: ObligationsRequest): Promise<Page<ObligationResponse>> {
    const query = this.visible(caller);
    if (filter.status) query.andWhere('o.status = :status', filter);
    if (filter.light) query.andWhere('o.light = :light', filter);
    if (filter.duty) query.andWhere('o.duty_id = :duty', filter);
    if (filter.unit)
      query.andWhere('o.unit_id = ANY(:units)', { units: this.unitAndBelow(caller, filter.unit) });
    if (filter.party) {
      query.andWhere(
        `EXISTS (SELECT FROM party_state p WHERE p.subject = 'obligation/' || o.id AND p.party = :party)`,
        filter,
      );
    }
    if (filter.dueBefore) {
      // A day counts to its end, and so do the deadlines that were given as that day.
      query.andWhere('o.due <= :dueBefore', {
        dueBefore: await this.instantOf(
          filter.dueBefore,
          caller.organisation.unit(filter.unit ?? '', caller.at)?.id,
        ),
      });
    }
    return paginate(query, filter, [{ property: 'id', type: 'string' }], toObligation);
  }

  /** The occurrences of a duty that the caller may see, the latest first. */
  occurrencesOf(caller: Caller, duty: string, page: PageRequest): Promise<Page<ObligationResponse>> {
    const query = this.visible(caller).andWhere('o.duty_id = :duty AND o.occurred_at IS NOT NULL', { duty });
    return paginate(query, page, LATEST_FIRST, toObligation, 'DESC');
  }

  /** The incidents that the caller may see, the latest first. */
  incidents(
    caller: Caller,
    { unit, status, ...page }: PageRequest & { readonly unit?: string; readonly status?: 'open' | 'closed' },
  ): Promise<Page<ObligationResponse>> {
    const query = this.visible(caller).andWhere(`o.procedure = 'incident' AND o.occurred_at IS NOT NULL`);
    if (unit !== undefined)
      query.andWhere('o.unit_id = ANY(:units)', { units: this.unitAndBelow(caller, unit) });
    if (status !== undefined) query.andWhere(`o.status ${status === 'open' ? '=' : '<>'} 'open'`);
    return paginate(query, page, LATEST_FIRST, toObligation, 'DESC');
  }

  /** @throws Problem 404 */
  async find(caller: Caller, id: string): Promise<ObligationEntity> {
    const found = await this.visible(caller, id).getOne();
    if (found === null) throw notFound('obligation');
    return found;
  }

  /** @throws Problem 404 */
  async detail(caller: Caller, id: string): Promise<ObligationDetailResponse> {
    const found = await this.find(caller, id);
    const parties = await this.dataSource.getRepository(PartyStateEntity).find({
      where: { subject: obligationSubject(id) },
      order: { stage: 'ASC', position: 'ASC' },
    });
    return toDetail(found, parties);
  }

  private visible(caller: Caller, id?: string) {
    const query = this.dataSource.getRepository(ObligationEntity).createQueryBuilder('o');
    return onlyVisible(query, caller, instantOf(Date.now()), id);
  }

  private unitAndBelow({ organisation, at }: Caller, unit: string): string[] {
    return organisation.unitIds(at).filter((id) => organisation.isWithin(id, unit, at));
  }

  private async instantOf(deadline: string, unitId: string | undefined): Promise<string> {
    return isDate(deadline) ? endOfDay(await this.calendars.ofUnit(unitId), deadline) : deadline;
  }
}
