import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { readFirstSheet } from './read-sheet.js';
import { withoutFormula, writeSheet } from './write-sheet.js';

const folder = await mkdtemp(join(tmpdir(), 'luze-sheet-'));
afterAll(() => rm(folder, { recursive: true }));

async function* pages(...rows: (string | number | null)[][]): AsyncGenerator<(string | number | null)[][]> {
  for (const row of rows) yield await Promise.resolve([row]);
}

it('writes a sheet that is read as it was written', async () => {
  const path = join(folder, 'sheet.xlsx');
  const columns = ['事项 What', 'Number'].map((heading) => ({ heading, width: 20 }));
  const rows = pages(['值班表 <a> & "b"', 3], ['=HYPERLINK("x")', null], ['line\nbreak\u0000', 0]);
  await pipeline(writeSheet('日志', columns, rows), createWriteStream(path));
  const { name, rows: read } = await readFirstSheet(path);
  expect(name).toBe('日志');
  expect(read.map(({ cells }) => [...cells.values()].map(({ value }) => value))).toEqual([
    ['事项 What', 'Number'],
    ['值班表 <a> & "b"', 3],
    [`'=HYPERLINK("x")`],
    ['line\nbreak\ufffd', 0],
  ]);
});

it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', ' =1'])('takes %j for no formula', (text) => {
  expect(withoutFormula(text)).toBe(`'${text}`);
});

it('leaves other text as it is', () => {
  expect(withoutFormula('obligation/a-b=c')).toBe('obligation/a-b=c');
});
