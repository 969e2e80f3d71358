import { bulkWriter } from '../bulk.js';
import type { CycleEntity } from '../entities/cycle.entity.js';

export type CycleRow = Readonly<CycleEntity>;

export const writeCycles = bulkWriter<CycleRow>({
  table: 'cycle',
  key: ['id'],
  columns: {
    id: 'text',
    unitId: 'text',
    calendarId: 'text',
    dutyId: 'text',
    dutyVersion: 'int',
    title: 'jsonb',
    rule: 'text',
    leadWorkingDays: 'int',
    startDate: 'date',
    adoptionDate: 'date',
    isPaused: 'boolean',
    nextFrom: 'date',
    nextTo: 'date',
    nextAt: 'timestamptz',
    openedCount: 'int',
    startedAt: 'timestamptz',
    version: 'int',
  },
  onConflict: 'update',
});
