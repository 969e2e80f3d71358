import { canonicalJson, commandHash, sha256 } from './canonical-json.js';

describe('canonicalJson', () => {
  it('is one text for one value, whatever the order of its keys', () => {
    expect(canonicalJson({ b: [1, 'ü', null], a: { d: true, c: 1e21 } })).toBe(
      '{"a":{"c":1e+21,"d":true},"b":[1,"ü",null]}',
    );
    expect(canonicalJson({ a: 1, b: undefined })).toBe(canonicalJson({ a: 1 }));
  });

  it.each([undefined, NaN, Infinity])('refuses %p', (value) => {
    expect(() => canonicalJson(value)).toThrow();
  });
});

describe('sha256', () => {
  it('hashes the bytes in UTF-8', () => {
    expect(sha256('履责')).toBe('509152a3ee7d5b6924949360d884b00f46fda1c19ebe100dbca46acc99368fce');
  });
});

describe('commandHash', () => {
  const command = { kind: 'sign', actor: { officer: 'o1', asClerk: false } };

  it('takes no account of the id and the instant', () => {
    const sent = commandHash({ ...command, id: 'x' });
    expect(commandHash({ ...command, id: 'y', at: '2027-01-01T00:00:00.000Z' })).toBe(sent);
  });

  it('differs when something else is asked for', () => {
    expect(commandHash({ ...command, kind: 'confirm' })).not.toBe(commandHash(command));
  });
});
