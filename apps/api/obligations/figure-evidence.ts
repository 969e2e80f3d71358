import { readFigures, writeFigures, type BranchFinder } from '../../../libs/figures/read-figures.js';
import type { Fault } from '../common/problem/problem.js';
import type { EvidenceItemRequest } from './dto/evidence.request.dto.js';

/** The requirement that figures meet. */
export const FIGURES = 'figures';

const MORE = 'hand it in as CSV by /figures, which names every fault with its line';

/**
 * Figures in the one form in which they are kept, and what is wrong with them. Whichever way they are given, nothing about persons comes in
 * with them: a text or document is read as CSV, a file cannot be, and a reference keeps nothing here.
 *
 * @param contents of the documents that are named
 */
export function checkedFigures(
  items: readonly EvidenceItemRequest[],
  contents: ReadonlyMap<string, string>,
  find: BranchFinder,
): { readonly items: EvidenceItemRequest[]; readonly faults: Fault[] } {
  const faults: Fault[] = [];
  const checked = items.map((item, index) => {
    const { requirement, text, document, file } = item;
    if (requirement !== FIGURES) return item;
    const pointer = `/items/${index}/${file !== undefined ? 'file' : document !== undefined ? 'document' : 'text'}`;
    if (file !== undefined) faults.push({ pointer, detail: `cannot be read as figures: ${MORE}` });
    const csv = document === undefined ? text : contents.get(document);
    if (csv === undefined) return item;
    const { rows, faults: found } = readFigures(csv, find);
    const [first] = found;
    if (first === undefined) return { requirement, text: writeFigures(rows) };
    const { line, column, detail } = first;
    faults.push({ pointer, detail: `line ${line}, column ${column}: ${detail}; ${MORE}` });
    return item;
  });
  return { items: checked, faults };
}
