import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { calendarChangeId } from '../../../libs/domain/dispatch/briefs.js';
import type { DispatchState } from '../../../libs/domain/dispatch/dispatch.js';
import { dispatchSubject } from '../../../libs/domain/subject/ids.js';
import { CalendarVersionEntity } from '../../../libs/persistence/entities/calendar-version.entity.js';
import { SubjectEntity } from '../../../libs/persistence/entities/subject.entity.js';
import type { Caller } from '../auth/caller.js';
import type { PageRequest } from '../common/page/page.request.dto.js';
import { paginate } from '../common/page/paginate.js';
import { notFound } from '../common/problem/problem.js';
import { visibleEntries } from '../ledger/visible-entries.js';
import { toMoved, type MovedPage } from './dto/moved.response.dto.js';

/** What moved because a calendar changed, from the ledger. */
@Injectable()
export class CalendarMovesService {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * The stages that were planned again by one version, in the order of the ledger; those of obligations that the caller sees.
   * @throws Problem 404 when there is no such version
   */
  async list(caller: Caller, id: string, version: number, request: PageRequest): Promise<MovedPage> {
    const { manager } = this.dataSource;
    if (!(await manager.existsBy(CalendarVersionEntity, { id, version }))) throw notFound('version');
    const query = visibleEntries(manager, caller)
      .andWhere(`entry.kind = 'replanned'`)
      .andWhere(`entry.body -> 'with' ->> 'calendar' = :id`, { id })
      .andWhere(`(entry.body -> 'with' ->> 'calendarVersion')::int = :version`, { version });
    const page = await paginate(query, request, [{ property: 'id', type: 'number' }], toMoved);
    return { ...page, isComplete: await this.isComplete(id, version) };
  }

  /** Whether everything has heard of the version. The first one, and one from before it was told so, moved nothing. */
  private async isComplete(id: string, version: number): Promise<boolean> {
    const subject = dispatchSubject(calendarChangeId(id, version));
    const dispatch = await this.dataSource.manager.findOneBy(SubjectEntity, { id: subject });
    if (dispatch === null) return true;
    return (dispatch.state as DispatchState | null)?.completedAt != null;
  }
}
