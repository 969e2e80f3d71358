import { Injectable } from '@nestjs/common';
import { DataSource, In } from 'typeorm';
import { dateOf } from '../../../libs/domain/calendar/arithmetic.js';
import { plusDays } from '../../../libs/domain/calendar/plain-date.js';
import type { ChangeBrief } from '../../../libs/domain/change/change.js';
import { withPending } from '../../../libs/domain/cycle/adoption.js';
import {
  newCycle,
  restoreCycle,
  type CycleBrief,
  type CycleChange,
  type CycleEntry,
  type CycleFacts,
  type CycleState,
  type StoredCycle,
} from '../../../libs/domain/cycle/cycle.js';
import { cycleMachine } from '../../../libs/domain/cycle/machine.js';
import { previewInTurn } from '../../../libs/domain/cycle/preview.js';
import { cycleSubject } from '../../../libs/domain/subject/ids.js';
import { instantOf } from '../../../libs/domain/time.js';
import { SubjectEntity } from '../../../libs/persistence/entities/subject.entity.js';
import { cyclesConcerned } from '../../../libs/persistence/repositories/change.repository.js';
import { entriesOf } from '../../../libs/persistence/repositories/ledger.repository.js';
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
    const today = dateOf(calendar, at);
    // What is in force already is shown from the date on that it came into force.
    const from = brief.from < today ? brief.from : today;
    const to = plusDays(from, DAYS);
    const shown = ids.slice(0, MAX_CYCLES).map(cycleSubject);
    const subjects = await manager.find(SubjectEntity, { where: { id: In(shown) }, order: { id: 'ASC' } });
    const { organisation } = snapshot;
    const cycles: CycleChangePreviewResponse[] = [];
    for (const subject of subjects) {
      const { calendarId } = subject.brief as CycleBrief;
      const own = await this.facts.calendar(manager, calendarId);
      const cycle = await this.cycleBefore(subject, brief.id);
      cycles.push(difference(cycle, brief, { organisation, calendar: own }, from, to));
    }
    return { from, to, cycleCount: ids.length, cycles };
  }

  /** A cycle as it was before it took in a change; as it is, where it has not. */
  private async cycleBefore({ id, brief, state }: SubjectEntity, change: string): Promise<CycleState> {
    const adopted =
      state !== null && (state as StoredCycle).pending.every((known) => known.change !== change);
    const entries = adopted ? await entriesOf(this.dataSource.manager, id) : [];
    const place = entries.findIndex(
      ({ kind, body }) => kind === 'change-adopted' && (body as CycleChange).change === change,
    );
    if (place < 0) return restoreCycle(brief as CycleBrief, state as StoredCycle | null);
    return (entries.slice(0, place) as unknown as CycleEntry[]).reduce(
      (before, entry) => cycleMachine.evolve(before, entry),
      newCycle(brief as CycleBrief),
    );
  }
}

/** The periods of a cycle that are not the same with and without the change. */
function difference(
  cycle: CycleState,
  { id, from: begins, terms }: ChangeBrief,
  facts: CycleFacts,
  from: string,
  to: string,
): CycleChangePreviewResponse {
  const without = { ...cycle, pending: cycle.pending.filter(({ change }) => change !== id) };
  const change = { change: id, from: begins, terms, effectiveAt: cycle.startedAt ?? '' };
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
