import { bulkWriter } from '../bulk.js';
import type { MeetingEntity } from '../entities/meeting.entity.js';

export type MeetingRow = Readonly<MeetingEntity>;

export const writeMeetings = bulkWriter<MeetingRow>({
  table: 'meeting',
  key: ['id'],
  columns: {
    id: 'text',
    unitId: 'text',
    bodyId: 'text',
    startsAt: 'timestamptz',
    status: 'text',
    calledBy: 'text',
    posts: 'text[]',
    closedAt: 'timestamptz',
    version: 'int',
  },
  onConflict: 'update',
});
