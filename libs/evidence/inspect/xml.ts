import type { Readable } from 'node:stream';
import { TextDecoder } from 'node:util';
import sax, { type Tag } from 'sax';
import { activeContent, damaged, notExaminable } from '../refusal.js';

/** What is told of an XML part as it is read; names are without their prefix. */
export interface XmlReader {
  opened?(name: string, attributes: Readonly<Record<string, string>>): void;
  text?(text: string, inside: string): void;
  closed?(name: string): void;
  ended?(): void;
}

/** Deeper than any document goes. */
const MAX_DEPTH = 300;

/**
 * Reads XML without ever holding the whole: no document type, so no entities but the five; UTF-8, or UTF-16 with its mark.
 *
 * @throws FileRefused, also what the reader throws
 */
export async function readXml(stream: Readable, reader: XmlReader): Promise<void> {
  const parser = new sax.SAXParser(true, { trim: false, normalize: false });
  const path: string[] = [];
  parser.onopentag = (tag) => {
    const name = localName(tag.name);
    path.push(name);
    if (path.length > MAX_DEPTH) throw notExaminable();
    reader.opened?.(name, attributesOf(tag as Tag));
  };
  const told = (text: string): void => reader.text?.(text, path.at(-1) ?? '');
  parser.ontext = told;
  parser.oncdata = told;
  parser.onclosetag = () => reader.closed?.(path.pop() ?? '');
  parser.ondoctype = () => {
    throw activeContent('a document type of its own');
  };
  parser.onerror = () => {
    throw damaged('document');
  };
  let decoder: TextDecoder | undefined;
  for await (const chunk of stream) {
    const bytes = chunk as Buffer;
    decoder ??= new TextDecoder(encodingOf(bytes), { fatal: true });
    parser.write(decoder.decode(bytes, { stream: true }));
  }
  parser.write(decoder?.decode() ?? '').close();
  reader.ended?.();
}

const encodingOf = ([first, second]: Buffer): string =>
  first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

const attributesOf = ({ attributes }: Tag): Record<string, string> =>
  Object.fromEntries(Object.entries(attributes).map(([name, value]) => [localName(name), value]));
