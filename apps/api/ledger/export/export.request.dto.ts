import { ChoiceField } from '../../common/fields/index.js';
import { EntryFilter } from '../dto/entry.dto.js';

export class ExportRequest extends EntryFilter {
  @ChoiceField(['bundle'], { description: '`bundle`: for `luze verify`, with bodies and salts.' })
  format: 'bundle';
}
