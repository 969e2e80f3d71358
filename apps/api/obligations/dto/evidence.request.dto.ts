import {
  DeadlineField,
  IdField,
  ListField,
  ObjectField,
  Sha256Field,
  TextField,
  ValuesField,
} from '../../common/fields/index.js';
import { NAME, NameField, PartyCommandRequest } from './command.request.dto.js';

/** Evidence that stays where it is; neither its title nor its number is told. */
export class EvidenceReferenceRequest {
  @TextField({
    description: 'Where it is kept, without its title and number; stored as a document.',
    example: '本院机要室保密柜',
    max: 500,
  })
  place: string;

  @IdField({ description: 'The post that keeps it.', example: 'archivist' })
  custodianPost: string;

  @IdField({
    description: 'The post that is asked to look at it; it is told.',
    example: 'vice-president',
    optional: true,
  })
  sightedBy?: string;
}

/** One piece of evidence, as a text, a stored document, an uploaded file, or a reference: one of the four. */
export class EvidenceItemRequest {
  @NameField({ description: 'The requirement that it meets.', example: 'minutes' })
  requirement: string;

  @TextField({
    description: 'What is shown, as text; stored as a document.',
    example: '会议纪要：到会七人，一致通过。',
    max: 100_000,
    multiline: true,
    optional: true,
  })
  text?: string;

  @Sha256Field({
    description: 'A document that is stored already.',
    example: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    optional: true,
  })
  document?: string;

  @Sha256Field({
    description: 'A file that was uploaded; the caller may see it.',
    example: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    optional: true,
  })
  file?: string;

  @ObjectField(() => EvidenceReferenceRequest, {
    description:
      'Where it is kept, when it cannot be given itself. It counts once another person has recorded having seen it.',
    optional: true,
  })
  reference?: EvidenceReferenceRequest;
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

export class SightingRequest extends PartyCommandRequest {
  @ValuesField({
    description:
      'The requirements whose evidence was seen; all that nobody has seen yet where it is left out.',
    example: ['minutes'],
    item: { type: 'string', pattern: NAME.source },
    isItem: (value) => typeof value === 'string' && NAME.test(value),
    expected: 'a name as the duty declares it',
    min: 1,
    max: 50,
    optional: true,
  })
  requirements?: string[];
}
