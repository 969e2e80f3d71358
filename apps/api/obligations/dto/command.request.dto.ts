import type { OffsetSpec } from '../../../../libs/domain/duty/definition.js';
import {
  ChoiceField,
  DeadlineField,
  IdField,
  IdsField,
  OffsetField,
  PatternField,
  Sha256Field,
  TextField,
  type FieldOptions,
} from '../../common/fields/index.js';

export const NAME = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** The name of a stage or of a piece of evidence, as the duty declares it. */
export const NameField = (options: FieldOptions): PropertyDecorator =>
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

export class ConfirmationRequest extends PartyCommandRequest {
  @ChoiceField(['confirm', 'deny'], {
    description: 'Whether it was done for you; `confirm` where it is left out.',
    optional: true,
  })
  verdict?: 'confirm' | 'deny';

  @Sha256Field({
    description:
      'The page on which the principal signed, as a stored document; entered by a clerk who had not acted for them.',
    example: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    optional: true,
  })
  scan?: string;

  @ReasonField('For a denial: what is not so.', true)
  reason?: string;
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

export const INTERVENTIONS = ['urge', 'supervise', 'extend', 'rectify', 'send-to-launch'] as const;

export class InterventionRequest extends PartyCommandRequest {
  @ChoiceField(INTERVENTIONS, {
    description:
      'urge (催办) and supervise (督办: a report by a date, owed as an obligation of its own) stop nothing; extend puts the deadline off; rectify (限期整改) starts the ladder again; send-to-launch ends it.',
  })
  kind: (typeof INTERVENTIONS)[number];

  @DeadlineField({
    description: 'The new deadline, for extend and rectify; when the report is due, for supervise.',
    optional: true,
  })
  until?: string;

  @ReasonField('Why; only urging may leave it out.', true)
  reason?: string;
}
