import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { SecretKey } from './secret-key.js';

const key = SecretKey.random();

it('opens what it sealed, where it was sealed', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string(), (text, context) => {
      expect(key.open(key.seal(text, context), context).toString('utf8')).toBe(text);
    }),
  );
});

it('seals the same text never twice alike, and shows nothing of it', () => {
  const text = '受到警告处分';
  const [one, other] = [key.seal(text, 'here'), key.seal(text, 'here')];
  expect(one.equals(other)).toBe(false);
  for (const sealed of [one, other]) expect(sealed.includes(Buffer.from(text))).toBe(false);
});

it('opens nothing under another key, in another place, or after the change of any byte', () => {
  const sealed = key.seal('a text', 'here');
  expect(() => SecretKey.random().open(sealed, 'here')).toThrow();
  expect(() => key.open(sealed, 'there')).toThrow();
  for (let place = 0; place < sealed.length; place += 1) {
    const changed = Buffer.from(sealed);
    changed[place] = (changed[place] as number) ^ 1;
    expect(() => key.open(changed, 'here')).toThrow();
  }
  for (const cut of [0, 11, 27, sealed.length - 1])
    expect(() => key.open(sealed.subarray(0, cut), 'here')).toThrow();
});

it('gives the same text the same code, and another one under another key', () => {
  const again = new SecretKey(Buffer.from(key.bytes));
  expect(again.codeOf('a text')).toBe(key.codeOf('a text'));
  expect(key.codeOf('a text')).toMatch(/^[0-9a-f]{64}$/);
  expect(key.codeOf('another')).not.toBe(key.codeOf('a text'));
  expect(SecretKey.random().codeOf('a text')).not.toBe(key.codeOf('a text'));
});

it('has 32 bytes', () => {
  for (const length of [0, 16, 31, 33]) expect(() => new SecretKey(randomBytes(length))).toThrow('32 bytes');
});
