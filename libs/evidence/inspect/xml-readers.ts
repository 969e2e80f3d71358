import { bearsMark } from '../marks.js';
import { activeContent, embeddedFile, marked, refusedContent } from '../refusal.js';
import type { XmlReader } from './xml.js';

const MACROS = /macroenabled|vbaproject|vnd\.ms-office\.activex|ms-excel\.(?:intl)?macrosheet/i;

/** The content types of a package's parts. */
export const contentTypes = (found: (type: string) => void): XmlReader => ({
  opened(_, { ContentType: type = '' }) {
    if (MACROS.test(type)) throw activeContent('macros');
    found(type);
  },
});

/** What a part refers to: nothing outside, but where a link leads that a person may follow. */
export const relationships = (): XmlReader => ({
  opened(_, { TargetMode: mode = '', Type: type = '' }) {
    if (mode.toLowerCase() === 'external' && !type.endsWith('/hyperlink'))
      throw refusedContent(
        'external-content',
        'It draws on a template, picture or table that lies elsewhere: save it with all that belongs to it, or as a PDF.',
      );
  },
});

/** Elements that end a line of text: paragraphs, cells, and the short texts of a document's properties. */
const LINES: ReadonlySet<string> = new Set(
  (
    'p br cr si is c v tc row text comment title subject keywords description category lpwstr oddHeader oddFooter ' +
    'evenHeader evenFooter firstHeader firstFooter'
  ).split(' '),
);
/** Position and style inside the header of a sheet: left, centre, right; font, size. */
const HEADER_CODES = /&(?:[A-Z]|"[^"]*"|\d+)/g;
const DDE = /\bDDE(?:AUTO)?\b/i;

/**
 * Searches the text of a part for marks, and the part for what would start something. What an XML part outside the document's own
 * folders holds, such as its properties, is a line for each element.
 *
 * @param count is told how much text there was
 */
export function documentText(type: string, part: string, count: (length: number) => void): XmlReader {
  if (type === 'ofd') return pageText(count);
  const endsLine = /^(?:word|xl|ppt)\//.test(part) ? (name: string) => LINES.has(name) : () => true;
  let line = '';
  let field = '';
  const flush = (): void => {
    if (bearsMark(line.replace(HEADER_CODES, '\t'))) throw marked('in its text');
    if (DDE.test(field)) throw activeContent('a field that calls a program');
    line = field = '';
  };
  return {
    opened(name, { instr }) {
      if (name === 'altChunk' || name === 'OLEObject') throw embeddedFile();
      if (name === 'ddeLink') throw activeContent('a link that calls a program');
      if (name === 'tab') line += '\t';
      if (instr !== undefined) field += instr;
    },
    text(text, inside) {
      count(text.length);
      if (inside === 'instrText') field += text;
      else line += text;
    },
    closed(name) {
      if (endsLine(name)) flush();
    },
    ended: flush,
  };
}

/** The text of a page of an OFD document, where each run stands in a box of its own; what stands beside each other is one line. */
function pageText(count: (length: number) => void): XmlReader {
  let line = '';
  let box = { top: Number.NaN, right: 0, height: 0 };
  const flush = (): void => {
    if (bearsMark(line)) throw marked('in its text');
    line = '';
  };
  return {
    opened(name, { Boundary: boundary = '' }) {
      if (name !== 'TextObject') return;
      const [left = 0, top = 0, width = 0, height = 0] = boundary.trim().split(/\s+/).map(Number);
      if (Math.abs(top - box.top) > height / 2 || Number.isNaN(box.top)) flush();
      else if (left - box.right > height) line += '\t';
      box = { top, right: left + width, height };
    },
    text(text, inside) {
      count(text.length);
      if (inside === 'TextCode') line += text.trim();
      else if (bearsMark(text)) throw marked('in its text');
    },
    ended: flush,
  };
}
