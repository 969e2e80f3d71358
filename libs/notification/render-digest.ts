import type { Title } from '../domain/organisation/organisation.js';
import type { Instant } from '../domain/time.js';
import type { Digest, DigestItem } from './digest.js';
import { headlineOf } from './headlines.js';

export interface RenderedDigest {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** Writes a digest in Chinese and English, as plain text and as HTML in which whatever came from outside is escaped. */
export function renderDigest({ items, zone }: Pick<Digest, 'items' | 'zone'>): RenderedDigest {
  const first = items[0];
  const more = items.length > 1 ? `（共 ${items.length} 条 · ${items.length} notices）` : '';
  const subject = first
    ? `[履责 Luze] ${both(headlineOf(first))}：${both(first.obligation)}${more}`
    : '[履责 Luze]';
  const notices = items.map((item) => ({ heading: headingOf(item), lines: linesOf(item, zone) }));
  return {
    subject: oneLine(subject),
    text: [
      ...notices.map(
        ({ heading, lines }, i) => `${i + 1}. ${heading}\n${lines.map((l) => `   ${l}\n`).join('')}`,
      ),
      FOOTER,
    ].join('\n'),
    html: [
      '<!doctype html><html><head><meta charset="utf-8"></head><body><ol>',
      ...notices.map(
        ({ heading, lines }) =>
          `<li><strong>${escape(heading)}</strong><br>${lines.map(escape).join('<br>')}</li>`,
      ),
      `</ol><p>${escape(FOOTER)}</p></body></html>`,
    ].join('\n'),
  };
}

const FOOTER = '本邮件由系统自动发送。This mail was sent by Luze; nobody reads answers to it.';

const headingOf = (item: DigestItem): string =>
  oneLine(`${both(headlineOf(item))}：${both(item.obligation)}`);

function linesOf(item: DigestItem, zone: string): string[] {
  return [
    ...(item.stage ? [`环节 Stage: ${both(item.stage)}`] : []),
    ...(item.party ? [`责任人 Owed by: ${both(item.party)}`] : []),
    ...(item.due ? [`截止 Due: ${timeIn(zone, item.due)}`] : []),
    `时间 At: ${timeIn(zone, item.at)}`,
    `编号 Number: ${item.obligationId}`,
  ].map(oneLine);
}

const both = ({ zh, en }: Title): string => (zh === en ? zh : `${zh} ${en}`);

/** A title may hold anything; a line break in it must not look like ours. */
const oneLine = (text: string): string => text.replaceAll(/\s+/gu, ' ').trim();

const timeIn = (zone: string, instant: Instant): string =>
  `${new Date(instant).toLocaleString('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' })} (${zone})`;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escape = (text: string): string => text.replaceAll(/[&<>"']/g, (char) => ENTITIES[char] as string);
