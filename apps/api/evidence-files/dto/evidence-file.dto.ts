import {
  ChoiceField,
  IdField,
  PatternField,
  Sha256Field,
  TextField,
  WholeField,
} from '../../common/fields/index.js';
import { EVIDENCE_TYPES, TRAITS } from '../../../../libs/evidence/types.js';

const MAX_INT = 2_147_483_647;

/** The fields of the form; `file` stands for the content of the file once it has been read. */
export class UploadRequest {
  @IdField({ description: 'The unit that it is for.', example: 'court' })
  unit: string;

  @PatternField({
    description:
      'The declaration that nothing in the file is classified; it is recorded with who made it and when.',
    example: 'true',
    pattern: /^true$/,
    expected: 'must be true: the declaration that nothing in the file is classified',
  })
  notClassified: string;

  @PatternField({
    description: 'The file.',
    pattern: /^[0-9a-f]{64}$/,
    expected: 'must be a file with a name',
  })
  file: string;
}

/** The same as clients send it. */
export const UPLOAD_FORM = {
  type: 'object',
  required: ['file', 'unit', 'notClassified'],
  properties: {
    file: { type: 'string', format: 'binary', description: 'The file, with its name.' },
    unit: { type: 'string', description: 'The unit that it is for.', example: 'court' },
    notClassified: {
      type: 'string',
      enum: ['true'],
      description:
        'The declaration that nothing in the file is classified; recorded with who made it and when.',
    },
  },
};

export class EvidenceFileParams {
  @Sha256Field({
    description: 'SHA-256 of the file.',
    example: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  })
  sha256: string;
}

/** What the file is called and is. */
export class EvidenceFileResponse extends EvidenceFileParams {
  @TextField({ description: 'Its name, made safe to show and to save.', example: '会议纪要.pdf', max: 200 })
  name: string;

  @ChoiceField([...new Set(EVIDENCE_TYPES.map((type) => TRAITS[type].mediaType))], {
    description: 'What it is by its content.',
  })
  type: string;

  @WholeField({ description: 'Its size in bytes.', example: 48_213, min: 1, max: MAX_INT })
  sizeBytes: number;
}
