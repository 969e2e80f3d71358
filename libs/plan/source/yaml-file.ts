import { isMap, isNode, isScalar, isSeq, LineCounter, parseDocument, visit, type Document } from 'yaml';
import { findBomb } from './bombs.js';
import { FaultyFile, pointerOf, type Fault, type Path } from './fault.js';

/** All keys of the format are written so; anything else, such as `__proto__`, is none of them. */
const KEY = /^[a-z][A-Za-z]{0,39}$/;

/** A YAML file as plain data that remembers on which line each value stands. */
export class YamlFile {
  private constructor(
    /** Plain objects, arrays, strings, numbers, booleans and null; any shape. */
    readonly value: unknown,
    private readonly document: Document,
    private readonly lines: LineCounter,
  ) {}

  /**
   * Reads YAML 1.2 of one document, without aliases: a pack names what it uses twice.
   *
   * @throws FaultyFile with everything that is wrong with the file as YAML
   */
  static read(text: string): YamlFile {
    const bomb = findBomb(text);
    if (bomb !== null) throw new FaultyFile([bomb]);
    const lines = new LineCounter();
    const document = parseDocument(text, {
      lineCounter: lines,
      prettyErrors: false,
      logLevel: 'error',
      schema: 'core',
      stringKeys: true,
      merge: false,
    });
    const lineAt = (offset: number): number => Math.max(1, lines.linePos(offset).line);
    const faults: Fault[] = [...document.errors, ...document.warnings].map(({ pos, message }) => ({
      line: lineAt(pos[0]),
      pointer: '',
      detail: `not valid YAML: ${message}`,
    }));
    const refuse = (range: readonly number[] | null | undefined, detail: string): void => {
      faults.push({ line: lineAt(range?.[0] ?? 0), pointer: '', detail });
    };
    visit(document, {
      Alias: (_, { source, range }) =>
        refuse(range, `aliases such as *${source} are not taken: write the value out, or give it a name`),
      Pair: (_, { key }) => {
        if (isScalar(key) && typeof key.value === 'string' && !KEY.test(key.value))
          refuse(key.range, `"${key.value.slice(0, 40)}" is not a key of this format`);
      },
    });
    if (faults.length > 0) throw new FaultyFile(faults);
    return new YamlFile(document.toJS({ maxAliasCount: 0 }), document, lines);
  }

  /** A fault at the place to which `path` leads, or at the nearest place on the way that exists. */
  fault(path: Path, detail: string): Fault {
    return { line: this.lineOf(path), pointer: pointerOf(path), detail };
  }

  private lineOf(path: Path): number {
    let node: unknown = this.document.contents;
    let place: unknown = node;
    for (const step of path) {
      if (isMap(node)) {
        const pair = node.items.find(({ key }) => isScalar(key) && key.value === String(step));
        if (pair === undefined) break;
        place = pair.key;
        node = pair.value;
      } else if (isSeq(node)) {
        node = node.items[Number(step)];
        if (node === undefined) break;
        place = node;
      } else break;
    }
    const offset = isNode(place) ? place.range?.[0] : undefined;
    return Math.max(1, this.lines.linePos(offset ?? 0).line);
  }
}
