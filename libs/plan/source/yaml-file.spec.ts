import { FaultyFile } from './fault.js';
import { YamlFile } from './yaml-file.js';

/** What is wrong with a file, as `line: detail`. */
function faultsOf(text: string): string[] {
  try {
    YamlFile.read(text);
  } catch (error) {
    if (!(error instanceof FaultyFile)) throw error;
    return error.faults.map(({ line, detail }) => `${line}: ${detail}`);
  }
  return [];
}

describe('a YAML file', () => {
  it('is plain data', () => {
    const { value } = YamlFile.read('key: court\nrows: [1, 2]\nfloor: true\nnothing:\n');
    expect(value).toEqual({ key: 'court', rows: [1, 2], floor: true, nothing: null });
  });

  it('knows the line of each value, and of the nearest place where there is none', () => {
    const file = YamlFile.read('a:\n  - b: 1\n  -\n    c: 2\nd:\n');
    const lineOf = (...path: (string | number)[]) => file.fault(path, '').line;
    expect(lineOf()).toBe(1);
    expect(lineOf('a')).toBe(1);
    expect(lineOf('a', 0, 'b')).toBe(2);
    expect(lineOf('a', 1, 'c')).toBe(4);
    expect(lineOf('a', 1, 'missing')).toBe(4);
    expect(lineOf('a', 7)).toBe(1);
    expect(lineOf('d', 'e', 'f')).toBe(5);
  });

  it.each([
    ['a key twice', 'a: 1\nb: 2\na: 3\n', [/^3: not valid YAML: .*unique/]],
    ['a bracket that is not closed', 'a: [1, 2\nb: 3\n', [/^2: not valid YAML/]],
    ['tabs for indentation', 'a:\n\tb: 1\n', [/^2: not valid YAML/]],
    ['two documents', 'a: 1\n---\nb: 2\n', [/^2: not valid YAML/]],
    ['a tag that nobody knows', 'a: !secret 1\n', [/^1: not valid YAML/]],
    ['a key that is a list', '? [1, 2]\n: 3\n', [/^1: not valid YAML/]],
    ['an alias', 'a: &x { b: 1 }\nc: *x\n', [/^2: aliases such as \*x are not taken/]],
    ['a merge key', 'a: &x { b: 1 }\nc:\n  <<: *x\n', [/^3: "<<" is not a key/, /^3: aliases/]],
    ['an alias of something unknown', 'a: *nobody\n', [/^1: aliases/]],
    ['a key of a prototype', '__proto__: { polluted: true }\n', [/^1: "__proto__" is not a key/]],
  ])('refuses %s', (_, text, expected) => {
    const faults = faultsOf(text);
    expected.forEach((pattern) => expect(faults).toContainEqual(expect.stringMatching(pattern)));
  });

  it('says all that is wrong, in the order of the lines', () => {
    const faults = faultsOf('a: &x 1\nb: *x\nc: 1\nc: 2\nd: *x\n');
    expect(faults.map((fault) => fault.split(':')[0])).toEqual(['2', '4', '5']);
  });

  it('says that nothing is there', () => expect(YamlFile.read('# nothing\n').value).toBeNull());
});

describe('a YAML bomb', () => {
  const laughs = [
    'a0: &a0 [x, x]',
    ...Array.from({ length: 40 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}]`),
  ];

  it.each([
    ['doubling by aliases', laughs.join('\n'), /not a key of this format|aliases/],
    ['more bytes than any plan', `a: "${'x'.repeat(1024 * 1024)}"`, /larger than 1048576 bytes/],
    ['bytes that are few characters', `a: "${'责'.repeat(400_000)}"`, /larger than/],
    ['brackets', '['.repeat(500_000), /nested more deeply/],
    ['braces', '{a: '.repeat(250_000), /nested more deeply/],
    ['dashes on one line', `${'- '.repeat(500_000)}x`, /nested more deeply/],
    ['question marks on one line', '? '.repeat(300_000), /nested more deeply/],
    [
      'deeper lines',
      Array.from({ length: 1400 }, (_, i) => `${' '.repeat(i)}a:`).join('\n'),
      /nested more deeply/,
    ],
    ['brackets below dashes', `${'- '.repeat(20)}${'['.repeat(40)}`, /nested more deeply/],
    ['very many keys', Array.from({ length: 60_000 }, (_, i) => `k${i}: 1`).join('\n'), /tokens/],
    ['very many anchors', Array.from({ length: 60_000 }, (_, i) => `- &a${i} 1`).join('\n'), /tokens/],
    ['very many documents', '---\n'.repeat(250_000), /tokens/],
    ['very many commas', `[${','.repeat(1_000_000)}`, /tokens/],
    ['very many tags', '!a '.repeat(300_000), /tokens/],
  ])('of %s is refused in no time', (_, text, detail) => {
    const started = performance.now();
    expect(faultsOf(text)[0]).toMatch(detail);
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});
