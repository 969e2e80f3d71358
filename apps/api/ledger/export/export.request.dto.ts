import { ChoiceField } from '../../common/fields/index.js';
import { EntryFilter } from '../dto/entry.dto.js';

const FORMATS = ['bundle', 'xlsx', 'pdf'] as const;
export type ExportFormat = (typeof FORMATS)[number];

export class ExportRequest extends EntryFilter {
  @ChoiceField(FORMATS, {
    description:
      '`bundle`: sealed entries with bodies and salts, for `luze verify`. `xlsx`, `pdf`: what happened in plain words, for people.',
  })
  format: ExportFormat;
}
