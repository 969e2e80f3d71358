import {
  CHANGE_TARGETS,
  newChange,
  type ChangeBrief,
  type ChangeState,
} from '../../../../libs/domain/change/change.js';
import type { SubjectEntity } from '../../../../libs/persistence/entities/subject.entity.js';
import {
  ChoiceField,
  DateField,
  FlagField,
  IdField,
  InstantField,
  JsonField,
  TextField,
  TitleDto,
  TitleField,
  WholeField,
} from '../../common/fields/index.js';
import { IN_FLIGHT } from './change.request.dto.js';

const STATUSES = ['proposed', 'approved', 'rejected', 'lapsed'] as const;
const document = (description: string, nullable = false): PropertyDecorator =>
  TextField({ description, example: '9f86d081884c7d659a2feaa0c55ad015', max: 64, nullable });

/** A change of a cycle, a duty or a policy, and what became of it. */
export class ChangeResponse {
  @IdField({
    description: 'Its id; its entries stand under `change/<id>`.',
    example: 'cycle.court.topic-study.1',
  })
  id: string;

  @WholeField({ description: 'Which change of its target it is.', example: 1, min: 1, max: 1_000_000 })
  n: number;

  @ChoiceField(CHANGE_TARGETS, { description: 'What is changed.' })
  kind: ChangeBrief['target']['kind'];

  @IdField({
    description: 'The cycle, the duty, or the unit whose policy it is.',
    example: 'court.topic-study',
  })
  target: string;

  @TitleField({ description: 'What it is about.' })
  title: TitleDto;

  @DateField({
    description: 'In force for periods that begin on this date or after it.',
    example: '2027-07-01',
  })
  from: string;

  @JsonField({ description: 'What is other than before.', example: { rule: 'FREQ=MONTHLY;INTERVAL=3' } })
  terms: object;

  @ChoiceField(IN_FLIGHT, { description: 'What becomes of what is open already.' })
  inFlight: (typeof IN_FLIGHT)[number];

  @DateField({
    description: 'To whose end open deadlines are put off.',
    example: '2027-07-31',
    nullable: true,
  })
  extendTo: string | null;

  @FlagField({ description: 'It touches a floor: only the superior unit approves it.', example: false })
  touchesFloor: boolean;

  @IdField({ description: 'The post that is asked.', example: 'president' })
  approver: string;

  @ChoiceField(STATUSES, { description: 'Where it stands; silence lapses and changes nothing.' })
  status: ChangeState['status'];

  @document('The document that says why.')
  reason: string;

  @IdField({ description: 'Who proposed it.', example: 'li-wei' })
  proposedBy: string;

  @InstantField({ description: 'When it was put before whoever approves.', nullable: true })
  proposedAt: string | null;

  @IdField({ description: 'Who decided.', example: 'zhao-min', nullable: true })
  decidedBy: string | null;

  @InstantField({ description: 'When.', nullable: true })
  decidedAt: string | null;

  @document('The document with the reason of the decision.', true)
  decision: string | null;
}

/** A change as its subject keeps it. */
export function toChange({ brief: stored, state }: Pick<SubjectEntity, 'brief' | 'state'>): ChangeResponse {
  const brief = stored as ChangeBrief;
  const { id, n, target, title, from, terms, inFlight, touchesFloor, approver, reason, proposedBy } = brief;
  const {
    status,
    proposedAt,
    decidedBy,
    decidedAt,
    reason: decision,
  } = {
    ...newChange(brief),
    ...(state as Partial<ChangeState> | null),
  };
  return {
    id,
    n,
    kind: target.kind,
    target: target.id,
    title,
    from,
    terms,
    inFlight: typeof inFlight === 'string' ? inFlight : 'extend',
    extendTo: typeof inFlight === 'string' ? null : inFlight.extendTo,
    touchesFloor,
    approver,
    status,
    reason,
    proposedBy,
    proposedAt,
    decidedBy,
    decidedAt,
    decision,
  };
}
