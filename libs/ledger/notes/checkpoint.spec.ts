import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { formatCheckpoint, openCheckpoint, parseCheckpoint } from './checkpoint.js';
import { COSIGNATURE, keyIdOf, keyText } from './key-form.js';
import { NoteError, signNote, signatureLine } from './note.js';
import { generateSigningKey, parseSigningKey } from './signing-key.js';
import { cosignedMessage, parseVerifierKey } from './verifier-key.js';

const origin = 'court.example/luze';
const root = Buffer.from('CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=', 'base64');
const text = formatCheckpoint({ origin, size: 20_852_163, root });
const [key, next] = [
  parseSigningKey(generateSigningKey(origin)),
  parseSigningKey(generateSigningKey(origin)),
];
const [verifier, nextVerifier] = [parseVerifierKey(key.verifier), parseVerifierKey(next.verifier)];

/** A witness as C2SP tlog-cosignature describes it. */
function witness(
  name: string,
  pair: { publicKey: KeyObject; privateKey: KeyObject } = generateKeyPairSync('ed25519'),
) {
  const publicKey = pair.publicKey.export({ format: 'der', type: 'spki' }).subarray(-32);
  const keyId = keyIdOf(name, COSIGNATURE, publicKey);
  return {
    verifier: parseVerifierKey(keyText(name, keyId, COSIGNATURE, publicKey)),
    cosign: (message: string, at: bigint): string => {
      const time = Buffer.alloc(8);
      time.writeBigUInt64BE(at);
      const signature = sign(null, cosignedMessage(Buffer.from(message), at), pair.privateKey);
      return signatureLine({ name, keyId, signature: Buffer.concat([time, signature]) });
    },
  };
}

describe('a checkpoint', () => {
  it('is three lines: origin, size, root', () => {
    expect(text).toBe('court.example/luze\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n');
    expect(parseCheckpoint(text)).toEqual({ origin, size: 20_852_163, root, extensions: [] });
  });

  it('may say more in lines behind them', () => {
    expect(parseCheckpoint(`${text}more\n`).extensions).toEqual(['more']);
    expect(formatCheckpoint({ ...parseCheckpoint(text), extensions: ['more'] })).toBe(`${text}more\n`);
  });

  it.each([
    ['two lines', 'a\n1\n'],
    ['no origin', '\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n'],
    ['a size with a zero before it', text.replace('2085', '02085')],
    ['a negative size', text.replace('2085', '-2085')],
    ['a size beyond what a number holds', text.replace('20852163', '9007199254740992')],
    ['a short root', 'a\n1\nCsUY\n'],
    ['a root in another base64', text.replace('/Xajj7h2', '_Xajj7h2')],
    ['an empty line behind', `${text}\nmore\n`],
    ['no line break at the end', text.slice(0, -1)],
  ])('is malformed with %s', (_, wrong) => {
    expect(() => parseCheckpoint(wrong)).toThrow(NoteError);
  });

  it('opens with the key of the log', () => {
    const opened = openCheckpoint(signNote(text, [key]), [verifier]);
    expect(opened.checkpoint.size).toBe(20_852_163);
    expect(opened.signatures.map(({ keyId }) => keyId)).toEqual([key.id]);
  });

  it('signed by an old and a new key opens with either', () => {
    const note = signNote(text, [key, next]);
    for (const known of [[verifier], [nextVerifier]])
      expect(openCheckpoint(note, known).signatures).toHaveLength(1);
    expect(openCheckpoint(note, [verifier, nextVerifier]).signatures).toHaveLength(2);
  });

  it('is refused under the origin of another log', () => {
    const other = parseSigningKey(generateSigningKey('other.example/log'));
    expect(() => openCheckpoint(signNote(text, [other]), [parseVerifierKey(other.verifier)])).toThrow(
      'no known key of the log signed this checkpoint',
    );
  });
});

describe('a cosignature', () => {
  const { verifier: witnessKey, cosign } = witness('witness.example/w1');
  const note = signNote(text, [key]);

  it('tells when the witness saw the checkpoint', () => {
    const opened = openCheckpoint(note + cosign(text, 1_679_315_147n), [verifier, witnessKey]);
    expect(opened.cosignatures).toEqual([{ witness: 'witness.example/w1', atSeconds: 1_679_315_147 }]);
  });

  it('made by the tools of Go is read', () => {
    // By github.com/transparency-dev/formats 0.1.1.
    const line =
      '— witness.example/w1 hNdpTgAAAABrBfv9SfNI4tjII40L6Ws16Rj6/OiFDvlmm75sBb1FkgGmfjlTYJ+KAcj8aNyflu1L4oTWqodIS2vgvDI2rJNYzDeLDg==\n';
    const known = parseVerifierKey(
      'witness.example/w1+84d7694e+BMch+e8AH6R+Kwk7CGGOrEgRcUDYwx0nTrjs97i8+GXz',
    );
    expect(openCheckpoint(note + line, [verifier, known]).cosignatures).toEqual([
      { witness: 'witness.example/w1', atSeconds: 1_795_554_301 },
    ]);
  });

  it('by a witness that nobody knows is passed over', () => {
    expect(openCheckpoint(note + cosign(text, 1n), [verifier]).cosignatures).toEqual([]);
  });

  it('of another text, or with another time, is refused', () => {
    const other = formatCheckpoint({ origin, size: 20_852_163, root: Buffer.alloc(32) });
    expect(() => openCheckpoint(note + cosign(other, 1n), [verifier, witnessKey])).toThrow(NoteError);
    const line = cosign(text, 1n);
    const bytes = Buffer.from(line.split(' ')[2] as string, 'base64');
    bytes[11] = 2;
    const later = `— witness.example/w1 ${bytes.toString('base64')}\n`;
    expect(() => openCheckpoint(note + later, [verifier, witnessKey])).toThrow(NoteError);
  });

  it('alone vouches for nothing, not even under the name of the log', () => {
    const impostor = witness(origin);
    const alone = `${text}\n${impostor.cosign(text, 1n)}`;
    expect(() => openCheckpoint(alone, [verifier, impostor.verifier])).toThrow(
      'no known key of the log signed this checkpoint',
    );
  });
});
