import type { Text } from '../../../../libs/privacy/texts.js';
import {
  ChoiceField,
  InstantField,
  PatternField,
  Sha256Field,
  TextField,
} from '../../common/fields/index.js';

/** In characters; three quarters of what a body may hold even where each takes three bytes. */
export const MAX_DOCUMENT_LENGTH = 250_000;

export class KeepDocumentRequest {
  @TextField({
    description: 'The text; several lines are fine.',
    example: 'Measures decided on 31 March: ...',
    max: MAX_DOCUMENT_LENGTH,
    multiline: true,
  })
  text: string;
}

export class DocumentParams {
  @Sha256Field({
    description: 'Id of the document.',
    example: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  })
  id: string;
}

export class DocumentRequest {
  @PatternField({
    description: 'The subject whose ledger names the document.',
    example: 'obligation/topic-study.court.2027-01-01',
    pattern: /^[a-z]+(\/[A-Za-z0-9][A-Za-z0-9._-]{0,199})?$/,
    expected: 'must be a subject: a kind, or a kind and an id with a slash between',
  })
  subject: string;
}

export class KeptDocumentResponse {
  @Sha256Field({
    description:
      'Its id: HMAC-SHA-256 under the key of the person whom it concerns; where it concerns nobody, SHA-256 of the text in UTF-8.',
    example: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  })
  id: string;
}

export class DocumentResponse extends KeptDocumentResponse {
  @ChoiceField(['text/plain', 'application/json'], { description: 'What the content is.' })
  mediaType: string;

  @TextField({
    description: 'The content; null once the person whom it concerned has been erased.',
    example: 'Measures decided on 31 March: ...',
    max: 1_000_000,
    multiline: true,
    nullable: true,
  })
  content: string | null;

  @InstantField({ description: 'When the person whom it concerned was erased.', nullable: true })
  erasedAt: string | null;

  @InstantField({ description: 'When it was stored first.' })
  storedAt: string;
}

export const toDocument = ({ id, mediaType, content, storedAt, erasedAt }: Text): DocumentResponse => ({
  id,
  mediaType,
  content,
  erasedAt,
  storedAt,
});
