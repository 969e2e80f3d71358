import { bulkWriter } from '../bulk.js';
import type { LaunchFileEntity } from '../entities/launch-file.entity.js';

export type LaunchFileRow = Readonly<LaunchFileEntity>;

export const writeLaunchFiles = bulkWriter<LaunchFileRow>({
  table: 'launch_file',
  key: ['id'],
  columns: {
    id: 'text',
    subject: 'text',
    seq: 'int',
    unitId: 'text',
    stage: 'text',
    answering: 'text',
    holdings: 'jsonb',
    openedAt: 'timestamptz',
  },
  onConflict: 'keep',
});
