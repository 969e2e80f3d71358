import {
  FlagField,
  IdField,
  IdsField,
  PatternField,
  TextField,
  WholeField,
} from '../../common/fields/index.js';

/** In characters. */
const MAX_TEXT = 10_000;

export class IntakeUnitPath {
  @IdField({ description: 'The unit that is written to.', example: 'court' })
  unit: string;
}

export class ReceiptPath {
  @PatternField({
    description: 'The receipt code, as it was shown.',
    example: 'q0m1s0m9yXr2aJ1wU3m0F0b6n2k8mQ0x5c7d9e1f3gA',
    pattern: /^[A-Za-z0-9_-]{43}$/,
    expected: 'must be the code as it was shown: 43 letters, digits, hyphens and underscores',
  })
  code: string;
}

export class ReportRequest {
  @IdField({
    description: 'What it is: one of the duties for which the unit takes reports.',
    example: 'court.feedback',
  })
  duty: string;

  @TextField({
    description: 'What there is to say. Only those who handle it read it.',
    example: 'The opening hours at the entrance are not those on the website.',
    max: MAX_TEXT,
    multiline: true,
  })
  text: string;

  @FlagField({ description: 'Whether no contact is left.', example: true })
  anonymous: boolean;

  @TextField({
    description:
      'Name and how to be reached. Only those who handle it read it; never together with anonymous.',
    example: 'Zhao Min, 010-5550-0100',
    max: 300,
    optional: true,
  })
  contact?: string;
}

export class SatisfactionRequest {
  @WholeField({ description: '1 (not at all) to 5 (fully).', example: 4, min: 1, max: 5 })
  satisfied: number;

  @TextField({
    description: 'What there is to say about the answer.',
    example: 'Clear, and quick.',
    max: 2_000,
    multiline: true,
    optional: true,
  })
  text?: string;
}

export class IntakeSettingRequest {
  @IdsField({
    description: 'Duties of the unit or one above it that may begin with a report; none: nothing is taken.',
    example: ['court.feedback', 'court.petition'],
    max: 50,
  })
  duties: string[];
}
