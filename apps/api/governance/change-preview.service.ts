import { Injectable } from '@nestjs/common';
import { DataSource, In } from 'typeorm';
import { dateOf } from '../../../libs/domain/calendar/arithmetic.js';
import { plusDays } from '../../../libs/domain/calendar/plain-date.js';
import type { ChangeBrief } from '../../../libs/domain/change/change.js';
import { withPending } from '../../../libs/domain/cycle/adoption.js';
import {
  restoreCycle,
  type CycleBrief,
  type CycleFacts,
  type StoredCycle,
} from '../../../libs/domain/cycle/cycle.js';
import { previewInTurn } from '../../../libs/domain/cycle/preview.js';
import { cycleSubject } from '../../../libs/domain/subject/ids.js';
import { instantOf } from '../../../libs/domain/time.js';
import { SubjectEntity } from '../../../libs/persistence/entities/subject.entity.js';
import { cyclesConcerned } from '../../../libs/persistence/repositories/change.repository.js';
import { Facts } from '../../../libs/records/facts/facts.js';
import { toPeriod } from '../cycles/dto/preview.response.dto.js';
import type { ChangePreviewResponse, CycleChangePreviewResponse } from './dto/change-preview.response.dto.js';

const DAYS = 365;
const MAX_CYCLES = 50;

/** What a change would make otherwise in the coming year, computed by what the cycles go by themselves. */
@Injectable()
export class ChangePreviewService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly facts: Facts,
  ) {}

  async preview(brief: ChangeBrief): Promise<ChangePreviewResponse> {
    const { manager } = this.dataSource;
    const at = instantOf(Date.now());
    const { snapshot, calendar } = await this.facts.current(manager, brief.calendarId);
    const units = brief.target.kind === 'policy' ? snapshot.unitsUnderPolicyOf(brief.target.id, at) : [];
    const ids = await cyclesConcerned(manager, brief.target, units);
    const from = dateOf(calendar, at);
    const to = plusDays(from, DAYS);
    const shown = ids.slice(0, MAX_CYCLES).map(cycleSubject);
    const subjects = await manager.find(SubjectEntity, { where: { id: In(shown) }, order: { id: 'ASC' } });
    const { organisation } = snapshot;
    const cycles: CycleChangePreviewResponse[] = [];
    for (const subject of subjects) {
      const { calendarId } = subject.brief as CycleBrief;
      const own = await this.facts.calendar(manager, calendarId);
      cycles.push(difference(subject, brief, { organisation, calendar: own }, from, to));
    }
    return { from, to, cycleCount: ids.length, cycles };
  }
}

/** The periods of a cycle that are not the same with and without the change. */
function difference(
  subject: SubjectEntity,
  { id, from: begins, terms }: ChangeBrief,
  facts: CycleFacts,
  from: string,
  to: string,
): CycleChangePreviewResponse {
  const cycle = restoreCycle(subject.brief as CycleBrief, subject.state as StoredCycle | null);
  const without = { ...cycle, pending: cycle.pending.filter(({ change }) => change !== id) };
  const change = { change: id, from: begins, terms, effectiveAt: subject.lastAt ?? '' };
  const changed = { ...without, pending: withPending(without.pending, change) };
  const periodsOf = (state: typeof cycle) =>
    previewInTurn(state, facts, from, to).map((period) => toPeriod(period, facts.calendar));
  const [before, after] = [periodsOf(without), periodsOf(changed)];
  const missingIn = (others: typeof before) => {
    const texts = new Set(others.map((period) => JSON.stringify(period)));
    return (period: (typeof before)[number]): boolean => !texts.has(JSON.stringify(period));
  };
  return {
    cycle: cycle.brief.id,
    before: before.filter(missingIn(after)),
    after: after.filter(missingIn(before)),
  };
}
