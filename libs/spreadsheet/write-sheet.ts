import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';

/** A sheet cannot have more, its headings included. */
export const MOST_ROWS = 1_048_576;
/** Nor can a cell. */
const MOST_CHARACTERS = 32_767;

export interface SheetColumn {
  readonly heading: string;
  /** In characters. */
  readonly width: number;
}

export type Cell = string | number | null;

/** Rows in the order of the columns, which are at most 26; some at a time. */
export type Rows = AsyncIterable<readonly (readonly Cell[])[]>;

/**
 * Writes a workbook of one sheet as its rows come, in memory that does not grow with them. Every text is one, and none is a formula:
 * what a program could take for one when it is copied elsewhere begins with an apostrophe.
 */
export function writeSheet(name: string, columns: readonly SheetColumn[], rows: Rows): Readable {
  const zip = new ZipFile();
  for (const [path, xml] of Object.entries(frame(name))) zip.addBuffer(Buffer.from(XML + xml), path);
  const sheet = Readable.from(sheetXml(columns, rows), { objectMode: false });
  const workbook = zip.outputStream as Readable;
  sheet.on('error', (error) => workbook.destroy(error));
  workbook.on('close', () => sheet.destroy());
  zip.addReadStream(sheet, 'xl/worksheets/sheet1.xml');
  zip.end();
  return workbook;
}

/** Marks what a program of tables could take for a formula. */
export const withoutFormula = (text: string): string => (/^\s*[=+\-@\t\r]/.test(text) ? `'${text}` : text);

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** What stands around a sheet: ECMA-376, part 1, in its least form. */
const frame = (name: string): Readonly<Record<string, string>> => ({
  '[Content_Types].xml':
    `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
    `<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/>` +
    `<Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPE}.worksheet+xml"/></Types>`,
  '_rels/.rels': `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets><sheet name="${escaped(name)}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
});

async function* sheetXml(columns: readonly SheetColumn[], rows: Rows): AsyncGenerator<string> {
  const widths = columns.map(
    ({ width }, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`,
  );
  yield `${XML}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>`;
  let row = 1;
  yield `<cols>${widths.join('')}</cols><sheetData>${rowXml(
    columns.map(({ heading }) => heading),
    row++,
  )}`;
  for await (const some of rows) {
    let xml = '';
    for (const cells of some) xml += rowXml(cells, row++);
    yield xml;
  }
  yield '</sheetData></worksheet>';
}

const rowXml = (cells: readonly Cell[], row: number): string =>
  `<row r="${row}">${cells.map((cell, at) => cellXml(cell, `${String.fromCharCode(A + at)}${row}`)).join('')}</row>`;

const A = 'A'.charCodeAt(0);

function cellXml(value: Cell, place: string): string {
  if (value === null) return '';
  if (typeof value === 'number') return `<c r="${place}"><v>${value}</v></c>`;
  const text = escaped(withoutFormula(value).slice(0, MOST_CHARACTERS));
  return `<c r="${place}" t="inlineStr"><is><t xml:space="preserve">${text}</t></is></c>`;
}

const NAMES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** What XML 1.0 has no place for: control characters, halves of characters, two that are none. */
const NO_XML = /(?![\t\n\r])\p{Cc}|\p{Cs}|\ufffe|\uffff/gu;

const escaped = (text: string): string =>
  text.replace(NO_XML, '\ufffd').replace(/[&<>"]/g, (character) => NAMES[character] ?? character);
