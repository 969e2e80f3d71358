import { DEFAULT_LIMITS, type EvidenceLimits } from '../evidence/limits.js';
import { openPackage } from '../evidence/inspect/package.js';
import { damaged, refusedContent, wrongType } from '../evidence/refusal.js';
import type { Sheet } from './sheet.js';
import { relationTargets, sharedStrings, sheetCells, sheetNames } from './xml-readers.js';

/** More rows than this are not read. */
export const MAX_ROWS = 1_000;
const MAX_COLUMNS = 40;

const LIMITS: EvidenceLimits = {
  ...DEFAULT_LIMITS,
  maxParts: 200,
  maxUnpackedBytes: 20 * 1024 * 1024,
  maxTextLength: 2_000_000,
};

/**
 * Reads the first sheet of an XLSX workbook: the values that stand in it, computed by nothing here.
 *
 * @throws FileRefused for anything else, and for what holds macros, other files, or more than it seems to
 */
export async function readFirstSheet(path: string): Promise<Sheet> {
  const workbook = await openPackage(path, LIMITS);
  try {
    if ((await workbook.type()) !== 'xlsx')
      throw wrongType('type-mismatch', 'This is no XLSX workbook: save it as one.');
    await workbook.inspect('xlsx');
    const names = sheetNames();
    const targets = relationTargets();
    if (!(await workbook.read('xl/workbook.xml', names.reader))) throw damaged('workbook');
    await workbook.read('xl/_rels/workbook.xml.rels', targets.reader);
    const [first] = names.sheets;
    const target = first && targets.of.get(first.relation);
    if (target === undefined) throw damaged('workbook');
    const texts = sharedStrings();
    await workbook.read('xl/sharedStrings.xml', texts.reader);
    const cells = sheetCells(texts.strings, { maxRows: MAX_ROWS, maxColumns: MAX_COLUMNS });
    if (!(await workbook.read(`xl/${target}`, cells.reader))) throw damaged('workbook');
    if (cells.isTooLarge())
      throw refusedContent(
        'sheet-too-large',
        `A sheet may have at most ${MAX_ROWS} rows and ${MAX_COLUMNS} columns.`,
      );
    return { name: first?.name ?? '', from1904: names.from1904(), rows: cells.rows() };
  } finally {
    workbook.close();
  }
}
