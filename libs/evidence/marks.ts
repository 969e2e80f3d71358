/*
 * What counts as a classification mark (密级标志), and what is ordinary prose about secrets. The rules for marking (密级 ★ 期限, at the top
 * of the first page) leave a mark standing by itself or followed by a star, and prose leaves the word inside a sentence. So the words
 * 秘密, 机密 and 绝密, with any spaces between their characters, count
 *   - with a star or a term of secrecy behind: 机密★, 秘密★1年, 绝密 长期, also inside other text;
 *   - behind the label 密级 (定密, 保密级别...) and a colon or a space: 密级：机密;
 *   - in brackets of their own: 【机密】, （秘密）;
 *   - alone in their line, cell, or column, also as 机密级 or 绝密文件;
 *   - in the name of a file, unless it is one of the compounds below.
 * 保守秘密, 国家秘密, 绝密、机密、秘密三级 in a sentence do not. In doubt it is a mark: who is refused can give the evidence by reference.
 */

const WORD = '(?:秘密|[机機]密|[绝絕]密)';
const STAR = '[★☆✩✪✫✬✭✮✯✰⭐🌟*※﹡✱✲✳]';
const TERM = '(?:\\d{1,2}|[一二三四五六七八九十]{1,3})(?:年|个月)|长期|長期';
const OPEN = '[\\[(【〔〖{]';
const CLOSE = '[\\])】〕〗}]';
const KIND = '(?:级|級|文件|材料|资料|資料|件|档案)?';

const STARRED = new RegExp(`${WORD}${KIND}${STAR}`, 'u');
const WITH_TERM = new RegExp(`${WORD}${KIND}[·・.:、\\-—]?(?:${TERM})(?![以之前后内])`, 'u');
const LABELLED = new RegExp(
  `(?:密级|密級|保密等级|保密级别|涉密等级|涉密级别|秘密等级)(?:${CLOSE})?[:：]?${OPEN}?${WORD}`,
  'u',
);
const BRACKETED = new RegExp(`${OPEN}${WORD}${KIND}${CLOSE}`, 'u');
const ALONE = new RegExp(`^[\\p{P}\\p{S}]*${WORD}${KIND}[\\p{P}\\p{S}\\d]*$`, 'u');
const LABELLED_LOOSELY = new RegExp(`(?:密级|密級)[:：]\\s*${WORD}`, 'u');

/** What has no width, and soft hyphens: nobody sees them, so they part nothing. */
const UNSEEN = /[\p{Cf}\u00ad\u034f\ufe00-\ufe0f]/gu;

/** Compounds that name secrets in general, or what is done about them. */
const ORDINARY =
  /(?:国家|工作|商业|审判|个人|军事|技术|党和国家|保守|保护|泄露|泄漏|侵犯|涉及|含有|知悉|知晓)秘密|秘密(?:级别)?(?:载体|投票|法|管理|保护|事项)|机密(?:性|计算)/gu;

/** Whether a line of a document (a paragraph, a cell) bears a mark. */
export function bearsMark(line: string): boolean {
  const shown = line.normalize('NFKC').replace(UNSEEN, '');
  // Most lines have nothing of the kind, and need no more of a look.
  if (!/[秘机機绝絕]\s*密/u.test(shown)) return false;
  const joined = shown.replace(/\s+/gu, '');
  if ([STARRED, WITH_TERM, BRACKETED].some((pattern) => pattern.test(joined))) return true;
  if (LABELLED.test(joined) || LABELLED_LOOSELY.test(shown)) return true;
  return ALONE.test(joined) || columnsOf(shown).some((column) => ALONE.test(column));
}

/** Whether the name of a file says that it is classified. */
export function nameBearsMark(name: string): boolean {
  const joined = name.normalize('NFKC').replace(UNSEEN, '').replace(/\s+/gu, '');
  return bearsMark(name) || new RegExp(WORD, 'u').test(joined.replace(ORDINARY, ''));
}

/** A line parted at its spaces, where single characters with spaces between them (保 守 秘 密) are one word. */
function columnsOf(line: string): string[] {
  const columns: string[] = [];
  let isSpaced = false;
  for (const part of line.trim().split(/\s+/u)) {
    const isSingle = [...part].length === 1;
    if (isSingle && isSpaced) columns.push((columns.pop() ?? '') + part);
    else columns.push(part);
    isSpaced = isSingle;
  }
  return columns;
}
