import { buffer } from 'node:stream/consumers';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { writeTable } from './write-table.js';

async function* pages(count: number): AsyncGenerator<string[][]> {
  for (let page = 0; page < count; page++)
    yield await Promise.resolve(
      Array.from({ length: 50 }, (_, at) => [`${page * 50 + at}`, '某县人民法院 履责', 'x'.repeat(at)]),
    );
}

it('writes a table over many pages, with a font of its own for Chinese', async () => {
  const columns = ['序号', '事项 What', 'More'].map((heading) => ({ heading, share: 1 }));
  const data = new Uint8Array(await buffer(await writeTable('履责日志', columns, pages(4))));
  const { numPages, ...pdf } = await getDocument({ data }).promise.then(async (doc) => ({
    numPages: doc.numPages,
    texts: await Promise.all(
      [1, doc.numPages].map(async (page) => {
        const { items } = await (await doc.getPage(page)).getTextContent();
        return items.map((item) => ('str' in item ? item.str : '')).join(' ');
      }),
    ),
  }));
  expect(numPages).toBeGreaterThan(4);
  expect(pdf.texts[0]).toContain('某县人民法院 履责');
  expect(pdf.texts[1]).toMatch(/履责日志 · [0-9]+/);
  expect(pdf.texts[1]).toContain('199');
  // Only what is used of the font is in it.
  expect(data.length).toBeLessThan(200_000);
}, 20_000);
