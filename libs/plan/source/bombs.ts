import { CST, Lexer } from 'yaml';
import type { Fault } from './fault.js';

/** The largest file that is read, in bytes of UTF-8. */
export const MAX_BYTES = 1024 * 1024;

/** How far to the right a block may begin; each level of nesting needs at least one column. */
const MAX_COLUMN = 64;
/** How many brackets may be open at once. */
const MAX_FLOW_DEPTH = 16;
/** Some ten thousand lines as they are usually written. */
const MAX_TOKENS = 100_000;

/**
 * Looks for text that would exhaust whoever parses it: the parser calls itself for each level of nesting, and compares
 * each key of a map with all others. The lexer does neither, so it goes first and stops at the first excess.
 *
 * @returns the fault, or null when the text may be parsed
 */
export function findBomb(text: string): Fault | null {
  if (Buffer.byteLength(text) > MAX_BYTES) {
    return { line: 1, pointer: '', detail: `the file is larger than ${MAX_BYTES} bytes: split the plan` };
  }
  const fault = (line: number, detail: string): Fault => ({ line, pointer: '', detail });
  let line = 1;
  let column = 0;
  let depth = 0;
  let tokens = 0;
  let isText = false;
  for (const token of new Lexer().lex(text)) {
    tokens += 1;
    if (tokens > MAX_TOKENS) return fault(line, `more than ${MAX_TOKENS} tokens of YAML: split the plan`);
    const type: CST.TokenType | 'text' | null = isText ? 'text' : CST.tokenType(token);
    isText = type === 'scalar';
    if (type === 'flow-map-start' || type === 'flow-seq-start') depth += 1;
    if (type === 'flow-map-end' || type === 'flow-seq-end') depth = Math.max(0, depth - 1);
    const end = column + token.length;
    const opensBlock =
      type === 'seq-item-ind' || type === 'explicit-key-ind' || (type === 'space' && column === 0);
    if (depth > MAX_FLOW_DEPTH || (depth === 0 && opensBlock && end > MAX_COLUMN)) {
      return fault(line, 'nested more deeply than any plan needs');
    }
    if (type === 'doc-mode' || type === 'scalar' || type === 'flow-error-end') continue;
    const breaks = token.split('\n').length - 1;
    line += breaks;
    column = breaks > 0 ? token.length - token.lastIndexOf('\n') - 1 : end;
  }
  return null;
}
