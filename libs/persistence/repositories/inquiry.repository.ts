import { bulkWriter } from '../bulk.js';
import type { InquiryEntity } from '../entities/inquiry.entity.js';

export type InquiryRow = Readonly<InquiryEntity>;

export const writeInquiries = bulkWriter<InquiryRow>({
  table: 'inquiry',
  key: ['id'],
  columns: {
    id: 'text',
    unitId: 'text',
    answering: 'text',
    openedIn: 'text',
    launched: 'text',
    members: 'text[]',
    posts: 'text[]',
    concerned: 'text[]',
    notified: 'text[]',
    notifiedPosts: 'text[]',
    version: 'int',
  },
  onConflict: 'update',
});
