import { Flag, Line, Many, One, OneOf, Optional, Slug, Whole } from './checks.js';
import { FaultyFile } from './fault.js';
import { shapeOf } from './shape.js';
import { YamlFile } from './yaml-file.js';

class Inner {
  @Line(5)
  text: string;
}

class Outer {
  @Slug()
  name: string;

  @Optional()
  @Whole(1, 9)
  count?: number;

  @Optional()
  @Flag()
  flag?: boolean;

  @Optional()
  @OneOf('a', 'b')
  choice?: string;

  @Optional()
  @One(Inner)
  one?: Inner;

  @Many(Inner, 1, 2)
  many: Inner[];
}

const read = (text: string) => shapeOf(Outer, YamlFile.read(text));
const sound = 'name: x\nmany: [{ text: y }]\n';

describe('the shape of a file', () => {
  it('is read into classes', () => {
    const { value, faults } = read(`${sound}one: { text: z }\n`);
    expect(faults).toEqual([]);
    expect(value.one).toBeInstanceOf(Inner);
    expect(value.many[0]).toBeInstanceOf(Inner);
  });

  it.each([
    ['nme: x', '/nme', /^"nme" is not known here: the keys are .*name/],
    ['count: 10', '/count', /^count must be a whole number from 1 to 9$/],
    ['count: 1.5', '/count', /^count must be/],
    ['count: "5"', '/count', /^count must be/],
    ['flag: yes', '/flag', /^flag must be true or false$/],
    ['choice: c', '/choice', /^choice must be one of a, b$/],
    ['one: [1]', '/one', /^one must be a group of keys$/],
    ['one: text', '/one', /^one must be a group of keys$/],
    ['one: {}', '/one/text', /^text is missing: it must be text of 1 to 5/],
    ['one: { text: "a\\nb" }', '/one/text', /^text must be text of 1 to 5 characters on one line$/],
    ['one: { text: " a" }', '/one/text', /^text must be/],
  ])('does not take %s', (line, pointer, detail) => {
    const { faults } = read(sound + line);
    expect(faults).toEqual([{ line: 3, pointer, detail: expect.stringMatching(detail) as string }]);
  });

  it.each([
    ['[]', '/many'],
    ['{}', '/many'],
    ['[{ text: a }, { text: a }, { text: a }]', '/many'],
    ['[[]]', '/many'],
    ['[null]', '/many'],
    ['[{ text: a }, {}]', '/many/1/text'],
  ])('does not take %s as a list', (list, pointer) => {
    const { faults } = read(`name: x\nmany: ${list}`);
    expect(faults.map((fault) => fault.pointer)).toContain(pointer);
  });

  it('says everything at once, and what is sound', () => {
    const { faults, isSound } = read('name: A B\ncount: 0\nmany:\n  - text: ok\n  - text: too long\n');
    expect(faults.map(({ line, pointer }) => `${line} ${pointer}`)).toEqual([
      '1 /name',
      '2 /count',
      '5 /many/1/text',
    ]);
    expect(isSound(['many', 0])).toBe(true);
    expect(isSound(['many', 1])).toBe(false);
    expect(isSound(['many'])).toBe(false);
  });

  it.each(['', '[1, 2]', 'text'])('is a group of keys, not %j', (text) => {
    expect(() => read(text)).toThrow(FaultyFile);
  });
});
