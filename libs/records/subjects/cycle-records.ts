import { WORKFLOWS } from '../../contracts/names.js';
import {
  newCycle,
  restoreCycle,
  type CycleBrief,
  type CycleEntry,
  type CycleFacts,
  type CycleInput,
  type CycleState,
  type StoredCycle,
} from '../../domain/cycle/cycle.js';
import { cycleMachine } from '../../domain/cycle/machine.js';
import { openingOf } from '../../domain/cycle/periods.js';
import { writeCycles, type CycleRow } from '../../persistence/repositories/cycle.repository.js';
import type { SubjectRecords } from './subject-records.js';

export const cycleRecords: SubjectRecords<CycleState, CycleInput, CycleEntry, CycleFacts> = {
  machine: cycleMachine,

  workflow: () => WORKFLOWS.cycle,

  blank: (_subject, brief) => newCycle(brief as CycleBrief),

  load: (_manager, { brief, state }) =>
    Promise.resolve(restoreCycle(brief as CycleBrief, state as StoredCycle | null)),

  stored: ({ brief: _, ...rest }): StoredCycle => rest,

  // One whose series has ended may yet be asked to open a period.
  isOver: () => false,

  async write(manager, { seq, after, entries }) {
    await writeCycles(manager, [cycleRow(after, seq + entries.length)]);
  },
};

const cycleRow = ({ brief, next, ...state }: CycleState, version: number): CycleRow => ({
  id: brief.id,
  unitId: brief.unitId,
  calendarId: brief.calendarId,
  dutyId: brief.dutyId,
  dutyVersion: brief.dutyVersion,
  title: brief.duty.title,
  rule: brief.rule,
  leadWorkingDays: brief.dates?.leadWorkingDays ?? null,
  startDate: brief.startDate,
  adoptionDate: brief.adoptionDate,
  isPaused: state.isPaused,
  nextFrom: next?.from ?? null,
  nextTo: next?.to ?? null,
  nextAt: next && openingOf(brief, next),
  openedCount: state.opened.length,
  startedAt: state.startedAt,
  version,
});
