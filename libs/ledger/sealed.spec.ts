import { hash } from 'node:crypto';
import fc from 'fast-check';
import { canonicalJson } from './canonical-json.js';
import { recordOf, sealedText, type SealedEntry } from './sealed.js';

const entry: SealedEntry = {
  subject: 'obligation/o1',
  seq: 3,
  kind: 'rung-fired',
  actor: null,
  onBehalfOf: null,
  at: '2027-01-01T00:00:00.000Z',
  recordedAt: '2027-01-01T00:00:00.120Z',
  body: { stage: 'minutes', party: 'leading-group' },
  commandId: null,
  commandHash: null,
  rungKey: 'minutes/leading-group/1/overdue',
  runId: 'r1',
  organisationVersion: 4,
};

describe('sealedText', () => {
  it('is every field by its name, nulls included', () => {
    expect(sealedText(entry)).toBe(
      '{"actor":null,"at":"2027-01-01T00:00:00.000Z","body":{"party":"leading-group","stage":"minutes"},' +
        '"commandHash":null,"commandId":null,"kind":"rung-fired","onBehalfOf":null,"organisationVersion":4,' +
        '"recordedAt":"2027-01-01T00:00:00.120Z","runId":"r1","rungKey":"minutes/leading-group/1/overdue",' +
        '"seq":3,"subject":"obligation/o1"}',
    );
  });

  it('is the canonical JSON of the entry, whatever its texts hold', () => {
    const texts = fc.string({ unit: 'grapheme' });
    const entries = fc.record({
      ...Object.fromEntries(Object.keys(entry).map((field) => [field, fc.option(texts)])),
      seq: fc.nat(),
      organisationVersion: fc.option(fc.nat()),
      body: fc.jsonValue(),
    }) as fc.Arbitrary<unknown> as fc.Arbitrary<SealedEntry>;
    fc.assert(fc.property(entries, (any) => expect(sealedText(any)).toBe(canonicalJson(any))));
  });

  it('takes no notice of the number that the database gave', () => {
    expect(sealedText({ ...entry, id: 7 } as SealedEntry)).toBe(sealedText(entry));
  });

  it.each(Object.keys(entry) as (keyof SealedEntry)[])('differs with %s', (field) => {
    expect(sealedText({ ...entry, [field]: 'other' })).not.toBe(sealedText(entry));
  });
});

describe('recordOf', () => {
  it('is the hash of salt and text, one after the other', () => {
    const salt = Buffer.alloc(32, 7);
    const expected = hash('sha256', Buffer.concat([salt, Buffer.from('履责')]), 'hex');
    expect(recordOf(salt, '履责').toString('hex')).toBe(expected);
  });
});
