import { TextField, ValuesField, WholeField } from '../../../common/fields/index.js';

const MAX = Number.MAX_SAFE_INTEGER;
const BASE64 = 'lUwTzKNy+Y8ubYFEBOH5ZQ+XdsV8FvMtbTVYaNSsdUE=';

const HashesField = (): PropertyDecorator =>
  ValuesField({
    description: 'The hashes of the proof in their order (RFC 6962), each in base64.',
    example: [BASE64],
    item: { type: 'string' },
    isItem: (value) => typeof value === 'string',
    expected: 'a hash in base64',
    max: 110,
  });

export class ConsistencyResponse {
  @WholeField({ description: 'Leaves of the smaller tree.', example: 256, min: 0, max: MAX })
  first: number;

  @WholeField({ description: 'Leaves of the larger tree.', example: 300, min: 0, max: MAX })
  second: number;

  @HashesField()
  hashes: string[];
}

export class InclusionResponse {
  @WholeField({ description: 'The place of the leaf, from 0.', example: 42, min: 0, max: MAX })
  index: number;

  @WholeField({ description: 'Leaves of the tree that the proof is about.', example: 300, min: 1, max: MAX })
  size: number;

  @TextField({
    description: 'What the leaf is the hash of: 32 bytes in base64, which reveal nothing.',
    example: BASE64,
    max: 44,
  })
  record: string;

  @HashesField()
  hashes: string[];

  @TextField({
    description: 'The checkpoint of that tree: a signed note.',
    example: `court.example/ledger\n300\n${BASE64}\n\n— court.example/ledger Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n`,
    max: 100_000,
    multiline: true,
  })
  checkpoint: string;
}

export class EntryInclusionResponse extends InclusionResponse {
  @TextField({
    description:
      'What the record was made with: the record is SHA-256 over these bytes and the text. 32 bytes in base64; null where an erasure has destroyed them.',
    example: BASE64,
    nullable: true,
    max: 44,
  })
  salt: string | null;

  @TextField({
    description: 'The entry as it was sealed: canonical JSON of all its fields but the id.',
    example: '{"actor":"li-na","at":"2027-01-01T00:00:00.000Z","body":{}}',
    max: 10_000_000,
  })
  text: string;
}
