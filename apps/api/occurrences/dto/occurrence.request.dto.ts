import { IdField, InstantField, TextField } from '../../common/fields/index.js';

/** In characters. */
const MAX_TEXT = 20_000;

export class OpenOccurrenceRequest {
  @IdField({
    description: "The unit concerned: the duty's own or one below it.",
    example: 'court-publicity',
  })
  unit: string;

  @TextField({
    description: 'What happened; kept as a document.',
    example: 'The superior court sent document no. 12 on the review of publications.',
    max: MAX_TEXT,
    multiline: true,
  })
  text: string;

  @InstantField({
    description:
      'When it happened; now where it is left out. An earlier day is shown as a later entry (补录).',
    optional: true,
  })
  occurredAt?: string;

  @IdField({
    description:
      'In whose name a clerk enters it (代办): a post whose holders open occurrences; left out: the nearest one.',
    example: 'court-office-head',
    optional: true,
  })
  onBehalfOf?: string;
}
