import {
  ChoiceField,
  DateField,
  IdField,
  Sha256Field,
  TextField,
  QueryWholeField,
} from '../../common/fields/index.js';
import { PartyCommandRequest } from './command.request.dto.js';

/** A letter (公函) to a body outside the institution, or from it. */
export class LetterRequest extends PartyCommandRequest {
  @ChoiceField(['out', 'in'], { description: 'Whether it went to the body, or came from it.' })
  direction: 'out' | 'in';

  @TextField({
    description: 'Its number, as it stands on the page.',
    example: '法办函〔2027〕12号',
    max: 200,
  })
  number: string;

  @DateField({ description: 'The date on the page.', example: '2027-03-08' })
  date: string;

  @TextField({
    description: 'What it says; stored as a document together with number and date.',
    example: '请于三月底前函复整改情况。',
    max: 20_000,
    multiline: true,
    optional: true,
  })
  summary?: string;

  @Sha256Field({
    description: 'The page itself: a file that was uploaded, which the caller may see.',
    example: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    optional: true,
  })
  scan?: string;
}

export class LetterPath {
  @IdField({ description: 'The id of the obligation.', example: 'topic-study.2027-01-01' })
  id: string;

  @QueryWholeField({
    description: 'The letters of a party are numbered from 1.',
    example: 1,
    min: 1,
    max: 100_000,
  })
  n: number;
}
