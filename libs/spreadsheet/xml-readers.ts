import type { XmlReader } from '../evidence/inspect/xml.js';
import type { Cell, Sheet } from './sheet.js';

/** The sheets of a workbook, in their order, as its main part names them. */
export function sheetNames() {
  const sheets: { name: string; relation: string }[] = [];
  let from1904 = false;
  const reader: XmlReader = {
    opened(name, { name: title = '', id = '', date1904 }) {
      if (name === 'sheet') sheets.push({ name: title, relation: id });
      if (name === 'workbookPr') from1904 = date1904 === '1' || date1904 === 'true';
    },
  };
  return { reader, sheets, from1904: () => from1904 };
}

/** Where the relations of the workbook lead, by their id; below `xl/`. */
export function relationTargets() {
  const of = new Map<string, string>();
  const reader: XmlReader = {
    opened(name, { Id = '', Target = '' }) {
      if (name === 'Relationship') of.set(Id, Target.replace(/^\/?(xl\/)?/, ''));
    },
  };
  return { reader, of };
}

/** Texts that cells name by number. How a word is pronounced, which stands beside it, is no part of it. */
export function sharedStrings() {
  const strings: string[] = [];
  let current = '';
  let aside = 0;
  const reader: XmlReader = {
    opened(name) {
      if (name === 'si') current = '';
      if (name === 'rPh') aside += 1;
    },
    text(text, inside) {
      if (inside === 't' && aside === 0) current += text;
    },
    closed(name) {
      if (name === 'rPh') aside -= 1;
      if (name === 'si') strings.push(current);
    },
  };
  return { reader, strings };
}

interface Limits {
  readonly maxRows: number;
  readonly maxColumns: number;
}

/** The cells of a sheet. */
export function sheetCells(strings: readonly string[], { maxRows, maxColumns }: Limits) {
  const byRow = new Map<number, Map<string, Cell>>();
  const merged: string[] = [];
  let tooLarge = false;
  let ref = '';
  let type = 'n';
  let isFormula = false;
  let text = '';

  const finish = (): void => {
    const [, column = '', row = ''] = /^([A-Z]{1,3})(\d{1,7})$/.exec(ref) ?? [];
    const value = valueOf(type, text, strings);
    if (column === '' || value === null) return;
    if (columnNumber(column) > maxColumns) tooLarge = true;
    let cells = byRow.get(Number(row));
    if (cells === undefined) {
      if (byRow.size > maxRows) tooLarge = true;
      if (tooLarge) return;
      byRow.set(Number(row), (cells = new Map()));
    }
    cells.set(column, { ref, value, oddity: type === 'e' ? 'error' : isFormula ? 'formula' : null });
  };
  const reader: XmlReader = {
    opened(name, attributes) {
      if (name === 'c') {
        ref = attributes.r ?? '';
        type = attributes.t ?? 'n';
        isFormula = false;
        text = '';
      } else if (name === 'f') isFormula = true;
      else if (name === 'mergeCell') merged.push((attributes.ref ?? '').split(':')[0] as string);
    },
    text(part, inside) {
      if (inside === 'v' || inside === 't') text += part;
    },
    closed(name) {
      if (name === 'c') finish();
    },
  };
  const rows = (): Sheet['rows'] => {
    const isMerged = new Set(merged);
    return [...byRow]
      .sort(([a], [b]) => a - b)
      .map(([number, cells]) => ({
        number,
        cells: new Map(
          [...cells].map(([column, cell]) => [
            column,
            isMerged.has(cell.ref) ? { ...cell, oddity: 'merged' } : cell,
          ]),
        ),
      }));
  };
  return { reader, rows, isTooLarge: () => tooLarge };
}

function valueOf(type: string, text: string, strings: readonly string[]): string | number | null {
  if (text.trim() === '') return null;
  if (type === 's') return strings[Number(text)]?.trim() || null;
  if (type === 'n') return Number.isFinite(Number(text)) ? Number(text) : text;
  return text.trim();
}

const columnNumber = (letters: string): number =>
  [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
