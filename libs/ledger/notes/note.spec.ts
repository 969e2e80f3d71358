import { KeyError } from './key-form.js';
import { NoteError, openNote, parseNote, parseSignatures, signNote, signatureLine } from './note.js';
import { generateSigningKey, parseSigningKey } from './signing-key.js';
import { parseVerifierKey } from './verifier-key.js';

/** The example in the documentation of golang.org/x/mod/sumdb/note. */
const peterSigner = 'PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz';
const peter = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
const enoch = 'EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop';
const text =
  "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
const byPeter =
  '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n';
const byEnoch =
  '— EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=\n';
const signed = `${text}\n${byPeter}`;
const [peterKey, enochKey] = [parseVerifierKey(peter), parseVerifierKey(enoch)];

describe('a key', () => {
  it('reads the keys of Go, and writes them the same', () => {
    expect(parseSigningKey(peterSigner).verifier).toBe(peter);
    expect(peterKey).toMatchObject({ name: 'PeterNeumann', id: 0xc74f20a3, witness: false, text: peter });
  });

  it('is refused when one character of it is another, or missing', () => {
    const parsers = [
      [peter, parseVerifierKey],
      [peterSigner, parseSigningKey],
    ] as const;
    for (const [key, parse] of parsers)
      for (let at = 0; at < key.length; at++) {
        const next = String.fromCharCode(key.charCodeAt(at) + 1);
        expect(() => parse(key.slice(0, at) + next + key.slice(at + 1))).toThrow(KeyError);
        expect(() => parse(key.slice(0, at))).toThrow(KeyError);
        if (at > 0) expect(() => parse(key.slice(at))).toThrow(KeyError);
      }
  });

  it.each([
    'PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==',
    'PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW',
    '',
  ])('%p is none', (key) => {
    expect(() => parseVerifierKey(key)).toThrow(KeyError);
  });

  it.each(['', 'two words', 'a+b', 'no-break\u00a0space', 'next\u0085line'])('is not named %p', (name) => {
    expect(() => generateSigningKey(name)).toThrow(KeyError);
  });

  it('is another each time, and signs what its verifier accepts', () => {
    const [one, other] = [generateSigningKey('court.example/luze'), generateSigningKey('court.example/luze')];
    expect(one).not.toBe(other);
    const key = parseSigningKey(one);
    const note = signNote('x\n', [key]);
    expect(openNote(note, [parseVerifierKey(key.verifier)]).verified).toHaveLength(1);
    expect(() => openNote(note, [parseVerifierKey(parseSigningKey(other).verifier)])).toThrow(NoteError);
  });

  it('does not stand in the error about it', () => {
    const secret = peterSigner.slice(-20);
    expect(() => parseSigningKey(`${peterSigner}=`)).toThrow(/^(?!.*KDFz)/);
    expect(() => parseSigningKey(`PRIVATE+KEY+a+00000000+${secret}`)).toThrow('malformed key');
  });
});

describe('a note', () => {
  it('is signed as Go signs it', () => {
    expect(signNote(text, [parseSigningKey(peterSigner)])).toBe(signed);
  });

  it('keeps the signatures of others before its own, and replaces its own', () => {
    const old = parseNote(`${text}\n${byPeter}${byEnoch}`).signatures;
    expect(signNote(text, [parseSigningKey(peterSigner)], old)).toBe(`${text}\n${byEnoch}${byPeter}`);
  });

  it('opens with one known key, and passes over the other', () => {
    const { verified, unknown, text: inside } = openNote(`${text}\n${byPeter}${byEnoch}`, [peterKey]);
    expect(inside).toBe(text);
    expect(verified.map(signatureLine)).toEqual([byPeter]);
    expect(unknown.map(signatureLine)).toEqual([byEnoch]);
  });

  it('opens with both keys, from bytes too, and counts each signature once', () => {
    const note = Buffer.from(`${text}\n${byPeter}${byPeter}${byEnoch}`);
    expect(openNote(note, [peterKey, enochKey]).verified.map(({ name }) => name)).toEqual([
      'PeterNeumann',
      'EnochRoot',
    ]);
  });

  it('is refused where a known key did not sign it, whatever another signed', () => {
    const wrong = `${byPeter.slice(0, 60)}ABCD${byPeter.slice(60)}`;
    expect(() => openNote(`${text}\n${byEnoch}${wrong}`, [peterKey, enochKey])).toThrow(
      'the signature of PeterNeumann is not one of this note',
    );
    expect(() => openNote(signed.replace('answer', 'Answer'), [peterKey])).toThrow(NoteError);
  });

  it('is refused where no known key signed it', () => {
    expect(() => openNote(signed, [])).toThrow('no known key signed this note');
    expect(() => openNote(signed, [enochKey])).toThrow('no known key signed this note');
  });

  it('is refused where one bit of it is another', () => {
    const bytes = Buffer.from(signed);
    for (let at = 0; at < bytes.length * 8; at++) {
      const changed = Buffer.from(bytes);
      changed[at >> 3] = (bytes[at >> 3] as number) ^ (1 << (at & 7));
      expect(() => openNote(changed, [peterKey])).toThrow(NoteError);
    }
  });

  it.each([
    ['no signature', text],
    ['an empty block of signatures', `${text}\n`],
    ['no line break at the end', signed.slice(0, -1)],
    ['a control character', `\u0001${signed}`],
    ['a carriage return', signed.replace('\n', '\r\n')],
    ['a name with a space', `${text}\n${byPeter.replace('PeterNeumann', 'Bad Name')}`],
    ['a line that is no signature', `${signed}Unexpected line.\n`],
    ['a hyphen for the dash', signed.replace('—', '-')],
    ['a signature too short', `${text}\n— PeterNeumann x08gow==\n`],
    ['more than 100 signatures', `${text}\n${byPeter.repeat(101)}`],
    ['more than a megabyte', `${'a'.repeat(1_000_000)}${signed}`],
  ])('is malformed with %s', (_, note) => {
    expect(() => openNote(note, [peterKey])).toThrow(NoteError);
  });

  it('is malformed where it is not UTF-8', () => {
    expect(() => openNote(Buffer.concat([Buffer.of(0xff), Buffer.from(signed)]), [peterKey])).toThrow(
      NoteError,
    );
  });

  it('is not signed where its text could not be told from its signatures', () => {
    expect(() => signNote('no line break', [])).toThrow(NoteError);
    expect(() => signNote('tab\there\n', [])).toThrow(NoteError);
  });

  it('may hold empty lines: the last one is where the signatures begin', () => {
    const note = signNote('a\n\nb\n', [parseSigningKey(peterSigner)]);
    expect(openNote(note, [peterKey]).text).toBe('a\n\nb\n');
  });

  it('takes up the lines that a witness answers', () => {
    expect(parseSignatures(byEnoch).map(({ name }) => name)).toEqual(['EnochRoot']);
    expect(() => parseSignatures('')).toThrow(NoteError);
  });
});
