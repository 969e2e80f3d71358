import { CsvError, parse } from 'csv-parse/sync';
import { COLUMN_KEYS, columnNamed, isPersonal, titleOf, type ColumnKey } from './columns.js';

/** Totals and averages of one branch in one period. */
export interface BranchFigures {
  /** The id of the unit. */
  readonly branch: string;
  readonly members: number;
  readonly registered: number;
  readonly active: number;
  readonly averagePoints: number;
}

/** Something that is wrong, and where; both counted from 1. It never repeats what stands there. */
export interface FiguresFault {
  readonly line: number;
  readonly column: number;
  readonly detail: string;
}

export interface Figures {
  /** Empty as long as anything is wrong. */
  readonly rows: readonly BranchFigures[];
  readonly faults: readonly FiguresFault[];
}

/** Finds the unit that a text means, by its id or its title. */
export type BranchFinder = (text: string) => { readonly id: string } | { readonly detail: string };

/** More rows than this are not read. */
export const MAX_ROWS = 1_000;
/** More faults than anybody reads. */
const MAX_FAULTS = 200;

const ONLY_TOTALS = 'only totals and averages per branch are taken, and no person is compared or assessed';
const WHOLE = /^\d{1,7}$/;
const DECIMAL = /^\d{1,7}(\.\d{1,4})?$/;

interface Line {
  readonly line: number;
  readonly cells: readonly string[];
}

/**
 * Reads a CSV (RFC 4180) of totals and averages: one row for each branch, below one row of headings. Everything that is wrong is named
 * at once; a column that would tell of a person is refused as it stands.
 */
export function readFigures(text: string, find: BranchFinder): Figures {
  const lines = linesOf(text);
  if ('line' in lines) return { rows: [], faults: [lines] };
  const [headings = { line: 1, cells: [] }, ...rows] = lines;
  const { places, faults: misnamed } = placesOf(headings);
  if (misnamed.length > 0) return { rows: [], faults: misnamed.slice(0, MAX_FAULTS) };
  if (rows.length === 0) return one(headings.line + 1, 1, 'there is no row of a branch');
  if (rows.length > MAX_ROWS)
    return one((rows[MAX_ROWS] as Line).line, 1, `there may be at most ${MAX_ROWS} rows`);

  const faults: FiguresFault[] = [];
  const seen = new Set<string>();
  const read = rows.map((row) => readRow(row, places, headings.cells.length, find, faults));
  for (const [index, { branch }] of read.entries()) {
    const at = { line: (rows[index] as Line).line, column: places.branch + 1 };
    if (seen.has(branch)) faults.push({ ...at, detail: 'the branch stands in an earlier row already' });
    if (branch !== '') seen.add(branch);
  }
  faults.sort((a, b) => a.line - b.line || a.column - b.column);
  return { rows: faults.length > 0 ? [] : read, faults: faults.slice(0, MAX_FAULTS) };
}

/** The one form in which figures are kept: what `readFigures` has read, with the ids of the units. */
export const writeFigures = (rows: readonly BranchFigures[]): string =>
  [COLUMN_KEYS, ...rows.map((row) => COLUMN_KEYS.map((key) => row[key]))]
    .map((cells) => `${cells.join(',')}\n`)
    .join('');

const one = (line: number, column: number, detail: string): Figures => ({
  rows: [],
  faults: [{ line, column, detail }],
});

/** Rows that hold something; or why the text is no CSV. */
function linesOf(text: string): Line[] | FiguresFault {
  try {
    // What it answers with `info` is not what its types say.
    const records = parse(text, {
      bom: true,
      info: true,
      trim: true,
      relax_column_count: true,
      record_delimiter: ['\r\n', '\n', '\r'],
    }) as unknown as { record: string[]; info: { lines: number } }[];
    return records
      .map(({ record, info }) => ({ line: info.lines, cells: record }))
      .filter(({ cells }) => cells.some((cell) => cell !== ''));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const { lines = 1 } = error as unknown as { lines?: number };
    const what = error.code === 'CSV_QUOTE_NOT_CLOSED' ? 'is closed nowhere above' : 'stands where none may';
    return { line: lines, column: 1, detail: `is no CSV: a quotation mark ${what}` };
  }
}

function placesOf({ line, cells }: Line): {
  places: Readonly<Record<ColumnKey, number>>;
  faults: FiguresFault[];
} {
  const places: Partial<Record<ColumnKey, number>> = {};
  const faults: FiguresFault[] = [];
  for (const [index, heading] of cells.entries()) {
    const key = columnNamed(heading);
    const complain = (detail: string) => faults.push({ line, column: index + 1, detail });
    if (key === undefined)
      complain(
        isPersonal(heading)
          ? `looks like a column about persons: ${ONLY_TOTALS}`
          : `is not a column of figures: ${ONLY_TOTALS}`,
      );
    else if (places[key] !== undefined) complain(`the column ${titleOf(key)} stands twice`);
    else places[key] = index;
  }
  for (const key of COLUMN_KEYS) {
    if (places[key] === undefined)
      faults.push({ line, column: 1, detail: `there is no column ${titleOf(key)}` });
  }
  return { places: places as Record<ColumnKey, number>, faults };
}

function readRow(
  { line, cells }: Line,
  places: Readonly<Record<ColumnKey, number>>,
  width: number,
  find: BranchFinder,
  faults: FiguresFault[],
): BranchFigures {
  const complain = (key: ColumnKey, detail: string): void => {
    faults.push({ line, column: places[key] + 1, detail: `${titleOf(key)} ${detail}` });
  };
  const cell = (key: ColumnKey): string => cells[places[key]] ?? '';
  const number = (key: ColumnKey, form: RegExp, expected: string): number => {
    if (form.test(cell(key))) return Number(cell(key));
    complain(key, `must be ${expected}`);
    return NaN;
  };
  const whole = (key: ColumnKey): number => number(key, WHOLE, 'a whole number that is not below 0');
  if (cells.length > width)
    faults.push({ line, column: width + 1, detail: `has no heading: ${ONLY_TOTALS}` });
  const found = find(cell('branch'));
  if ('detail' in found) complain('branch', found.detail);
  const figures = {
    branch: 'id' in found ? found.id : '',
    members: whole('members'),
    registered: whole('registered'),
    active: whole('active'),
    averagePoints: number('averagePoints', DECIMAL, 'a number that is not below 0, with at most 4 decimals'),
  };
  if (figures.registered > figures.members) complain('registered', `must not exceed ${titleOf('members')}`);
  if (figures.active > figures.registered) complain('active', `must not exceed ${titleOf('registered')}`);
  return figures;
}
