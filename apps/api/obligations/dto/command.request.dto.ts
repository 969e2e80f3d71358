import type { OffsetSpec } from '../../../../libs/domain/duty/definition.js';
import {
  ChoiceField,
  DeadlineField,
  IdField,
  IdsField,
  ListField,
  OffsetField,
  PatternField,
  Sha256Field,
  TextField,
  type FieldOptions,
} from '../../common/fields/index.js';

const NAME = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** The name of a stage or of a piece of evidence, as the duty declares it. */
const NameField = (options: FieldOptions): PropertyDecorator =>
  PatternField({ ...options, pattern: NAME, expected: 'must be a name as the duty declares it' });

const ReasonField = (description: string, optional = false): PropertyDecorator =>
  TextField({
    description,
    example: '主办部门正在换届，材料需补充。',
    max: 4_000,
    multiline: true,
    optional,
  });

/** What every command may say of what it is about. */
export class StageCommandRequest {
  @NameField({
    description: 'The stage that is meant; needed only where several are open.',
    example: 'minutes',
    optional: true,
  })
  stage?: string;
}

/** A command about one party. */
export class PartyCommandRequest extends StageCommandRequest {
  @IdField({
    description: 'The post or body that is meant; needed only where the stage has several.',
    example: 'leading-group',
    optional: true,
  })
  party?: string;
}

/** A command about several parties at once. */
export class PartiesCommandRequest extends StageCommandRequest {
  @IdsField({
    description: 'The posts or bodies that are meant; all that it can concern where it is left out.',
    example: ['branch-1-secretary'],
    min: 1,
    max: 200,
    optional: true,
  })
  parties?: string[];
}

export class EvidenceItemRequest {
  @NameField({ description: 'The requirement that it meets.', example: 'minutes' })
  requirement: string;

  @TextField({
    description: 'What is shown, as text; kept as a document. Either this or `document`.',
    example: '会议纪要：到会七人，一致通过。',
    max: 100_000,
    multiline: true,
    optional: true,
  })
  text?: string;

  @Sha256Field({
    description: 'A document that is stored already. Either this or `text`.',
    example: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    optional: true,
  })
  document?: string;
}

/** A decision that becomes an obligation of its own. */
export class FollowUpRequest {
  @TextField({ description: 'What is to be done.', example: '完善值班制度', max: 4_000, multiline: true })
  text: string;

  @IdField({ description: 'The post that has to do it.', example: 'office-head' })
  post: string;

  @DeadlineField({ description: 'By when.' })
  dueAt: string;
}

export class SubmitEvidenceRequest extends PartyCommandRequest {
  @ListField(() => EvidenceItemRequest, { description: 'What is shown.', max: 50 })
  items: EvidenceItemRequest[];

  @ListField(() => FollowUpRequest, {
    description:
      'Decisions of a meeting; each becomes a tracked obligation when the stage has been accepted.',
    max: 100,
    optional: true,
  })
  followUps?: FollowUpRequest[];
}

export class ReviewRequest extends PartyCommandRequest {
  @ChoiceField(['accept', 'return'], { description: 'What becomes of what was handed in.' })
  verdict: 'accept' | 'return';

  @ReasonField('Why; a return must say it.', true)
  reason?: string;

  @OffsetField({
    description: 'For a return: more time than was left. What exceeds it counts as an extension.',
    optional: true,
  })
  within?: OffsetSpec;
}

export class ExtensionRequest extends PartyCommandRequest {
  @ChoiceField(['request', 'grant', 'refuse'], {
    description: 'Whoever owes requests; a post above grants or refuses.',
  })
  action: 'request' | 'grant' | 'refuse';

  @DeadlineField({
    description: 'The new deadline; for a grant, the one asked for unless given.',
    optional: true,
  })
  until?: string;

  @ReasonField('Why; a request and a refusal must say it.', true)
  reason?: string;
}

export class SuspensionRequest extends PartiesCommandRequest {
  @ReasonField('Why the clocks stop.')
  reason: string;
}

export class ResumptionRequest extends PartiesCommandRequest {
  @ReasonField('Why the clocks run on.', true)
  reason?: string;
}

export class WaiverRequest extends PartiesCommandRequest {
  @ReasonField('Why nothing is owed any more.')
  reason: string;
}

export const INTERVENTIONS = ['urge', 'extend', 'rectify', 'send-to-launch'] as const;

export class InterventionRequest extends PartyCommandRequest {
  @ChoiceField(INTERVENTIONS, {
    description:
      'urge (催办) stops nothing; extend puts the deadline off; rectify (限期整改) starts the ladder again; send-to-launch ends it.',
  })
  kind: (typeof INTERVENTIONS)[number];

  @DeadlineField({ description: 'The new deadline, for extend and rectify.', optional: true })
  until?: string;

  @ReasonField('Why; only urging may leave it out.', true)
  reason?: string;
}
