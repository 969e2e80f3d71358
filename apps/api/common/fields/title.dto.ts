import type { Title } from '../../../../libs/domain/organisation/organisation.js';
import { ObjectField } from './nested.js';
import type { FieldOptions } from './field.js';
import { TextField } from './text.js';

/** A title in the two languages of the product. */
export class TitleDto implements Title {
  @TextField({ description: 'In Chinese.', example: '办公室', max: 200 })
  zh: string;

  @TextField({ description: 'In English.', example: 'Office', max: 200 })
  en: string;
}

export const TitleField = (options: FieldOptions): PropertyDecorator => ObjectField(() => TitleDto, options);
