import { bulkWriter } from '../bulk.js';
import type { ObligationEntity } from '../entities/obligation.entity.js';

export type ObligationRow = Readonly<ObligationEntity>;

export const writeObligations = bulkWriter<ObligationRow>({
  table: 'obligation',
  key: ['id'],
  columns: {
    id: 'text',
    unitId: 'text',
    dutyId: 'text',
    dutyVersion: 'int',
    planRow: 'int',
    title: 'jsonb',
    procedure: 'text',
    floor: 'boolean',
    periodFrom: 'date',
    periodTo: 'date',
    cycleId: 'text',
    parentId: 'text',
    document: 'text',
    openedBy: 'text',
    occurredAt: 'timestamptz',
    via: 'text',
    isLaterEntry: 'boolean',
    backfilled: 'boolean',
    status: 'text',
    light: 'text',
    stage: 'text',
    due: 'timestamptz',
    nextRungAt: 'timestamptz',
    partyCounts: 'jsonb',
    openedAt: 'timestamptz',
    closedAt: 'timestamptz',
    version: 'int',
  },
  onConflict: 'update',
});
