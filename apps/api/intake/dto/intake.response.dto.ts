import {
  ChoiceField,
  FlagField,
  IdField,
  InstantField,
  ListField,
  PatternField,
  TextField,
  TitleField,
  WholeField,
  type TitleDto,
} from '../../common/fields/index.js';

export const MATTER_STATES = ['received', 'in-progress', 'answered', 'closed'] as const;
export type MatterState = (typeof MATTER_STATES)[number];

/** What each state is called where people read it. */
const SAYS: Readonly<Record<MatterState, TitleDto>> = {
  received: { zh: '已收到，等待受理。', en: 'It has been received and waits to be taken up.' },
  'in-progress': { zh: '已受理，正在办理。', en: 'It has been taken up; an answer is being prepared.' },
  answered: { zh: '已答复。', en: 'It has been answered.' },
  closed: {
    zh: '已结束，未作书面答复；可以再次反映。',
    en: 'It has been closed without a written answer; you may write again.',
  },
};

export class ReceiptResponse {
  @PatternField({
    description:
      'With it the answer is read. Shown once, and kept nowhere: whoever loses it cannot ask again.',
    example: 'q0m1s0m9yXr2aJ1wU3m0F0b6n2k8mQ0x5c7d9e1f3gA',
    pattern: /^[A-Za-z0-9_-]{43}$/,
    expected: '',
  })
  receiptCode: string;

  @InstantField({ description: 'When it was received.' })
  receivedAt: string;
}

/** Where a report stands, for whoever holds its receipt code. */
export class MatterResponse {
  @ChoiceField(MATTER_STATES, { description: 'Where it stands.' })
  state: MatterState;

  @TitleField({ description: 'The same in words.' })
  says: TitleDto;

  @InstantField({ description: 'When it was received.' })
  receivedAt: string;

  @TextField({
    description: 'The answer; null until there is one, or where it is given in another form than text.',
    example: 'The website has been corrected. Thank you.',
    max: 1_000_000,
    multiline: true,
    nullable: true,
  })
  answer: string | null;

  @FlagField({ description: 'Whether one may say now how satisfied one is; once.', example: true })
  mayRate: boolean;
}

export const toMatter = (
  state: MatterState,
  receivedAt: string,
  answer: string | null,
  mayRate: boolean,
): MatterResponse => ({ state, says: SAYS[state], receivedAt, answer, mayRate });

/** What somebody wrote, for those who handle it. */
export class ReportResponse {
  @TextField({
    description: 'What they wrote; null once it has been erased.',
    example: 'The opening hours...',
    max: 10_000,
    multiline: true,
    nullable: true,
  })
  text: string | null;

  @TextField({
    description: 'How they want to be reached; null where they are anonymous.',
    example: 'Zhao Min, 010-5550-0100',
    max: 300,
    nullable: true,
  })
  contact: string | null;

  @InstantField({ description: 'When it was received.' })
  receivedAt: string;

  @WholeField({ description: 'How satisfied they were, 1 to 5.', example: 4, min: 1, max: 5, nullable: true })
  satisfied: number | null;

  @TextField({
    description: 'What they said about the answer.',
    example: 'Clear, and quick.',
    max: 2_000,
    multiline: true,
    nullable: true,
  })
  remark: string | null;
}

export class TakenDutyResponse {
  @IdField({ description: 'The duty.', example: 'court.feedback' })
  id: string;

  @TitleField({ description: 'What it is called.' })
  title: TitleDto;
}

/** For which duties a unit takes what comes in without an account. */
export class IntakeSettingResponse {
  @ListField(() => TakenDutyResponse, { description: 'By id; none: nothing is taken.', max: 50 })
  duties: TakenDutyResponse[];

  @WholeField({
    description: 'Counts its changes; 0 before the first.',
    example: 1,
    min: 0,
    max: 2_147_483_647,
  })
  version: number;
}
