import { setTimeout as sleep } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { createDataSource } from '../../libs/persistence/data-source.js';
import { appendTo } from '../support/sealing.js';
import { startEmbeddedInstance, type EmbeddedInstance } from './support/embedded-instance.js';

const WRITERS = 8;
const ROWS_AT_A_TIME = 100;
/** Two runs of the schedule that seals fall into it at least. */
const APPENDING_MS = 65_000;
const PLAIN_MS = 15_000;
/** How long sealing is watched afterwards, when nothing else goes on. */
const SEALING_MS = 15_000;

let instance: EmbeddedInstance;
let dataSource: DataSource;
let owner: DataSource;

beforeAll(async () => {
  instance = await startEmbeddedInstance();
  dataSource = await createDataSource({ url: instance.applicationUrl, poolSize: WRITERS }).initialize();
  owner = createDataSource({ url: instance.adminUrl, applicationRole: false, poolSize: WRITERS });
  await owner.initialize();
}, 120_000);
afterAll(async () => {
  await dataSource?.destroy();
  await owner?.destroy();
  await instance?.stop();
}, 60_000);

it(`${WRITERS} connections append as fast as they can while a worker seals`, async () => {
  await owner.query('CREATE TABLE plain_entry (LIKE ledger_entry INCLUDING ALL)');
  const first = await rowsPerSecond(PLAIN_MS, insertPlain('a'));
  const appended = await rowsPerSecond(APPENDING_MS, (writer, rows) =>
    appendTo(dataSource, `obligation/bench-${writer}`, rows, ROWS_AT_A_TIME),
  );
  const sealedMeanwhile = await count('ledger_leaf');
  const rows = await count('ledger_entry');
  const second = await rowsPerSecond(PLAIN_MS, insertPlain('b'));
  const before = await count('ledger_leaf');
  await sleep(SEALING_MS);
  const sealedPerSecond = ((await count('ledger_leaf')) - before) / (SEALING_MS / 1000);

  const ratio = appended / ((first + second) / 2);
  const result = {
    bench: 'ledger-append',
    writers: WRITERS,
    rowsAtATime: ROWS_AT_A_TIME,
    rows,
    appendedRowsPerSecond: Math.round(appended),
    plainRowsPerSecond: [first, second].map(Math.round),
    ratioToPlainInserts: Number(ratio.toFixed(2)),
    sealedMeanwhile,
    sealedPerSecondAfterwards: Math.round(sealedPerSecond),
  };
  process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
  expect(sealedMeanwhile).toBeGreaterThan(0);
  expect(ratio).toBeGreaterThanOrEqual(0.5);
}, 400_000);

/** Writes for so long with every writer, each the next rows of its own as soon as the last are committed. */
async function rowsPerSecond(
  durationMs: number,
  write: (writer: number, rowsBefore: number) => Promise<unknown>,
): Promise<number> {
  const startMs = performance.now();
  const written = await Promise.all(
    Array.from({ length: WRITERS }, async (_, writer) => {
      let rows = 0;
      while (performance.now() - startMs < durationMs) {
        await write(writer, rows);
        rows += ROWS_AT_A_TIME;
      }
      return rows;
    }),
  );
  const sum = written.reduce((total, rows) => total + rows, 0);
  return (sum * 1000) / (performance.now() - startMs);
}

/** The same rows into a table with the same indexes, and nobody looks at them: no trigger, no sealing. */
const insertPlain = (part: string) => (writer: number, rowsBefore: number) => {
  const column = <T>(value: T) => Array.from({ length: ROWS_AT_A_TIME }, () => value);
  return owner.query(
    `INSERT INTO plain_entry (subject, seq, kind, at, actor, body, run_id, organisation_version)
     SELECT $1, $2 + place, kind, at, actor, body, $3, $4
     FROM ROWS FROM (unnest($5::text[], $6::timestamptz[], $7::text[]), json_array_elements($8::json))
       WITH ORDINALITY AS new (kind, at, actor, body, place)`,
    [
      `obligation/plain-${part}-${writer}`,
      rowsBefore,
      'run',
      7,
      column('tested'),
      column('2027-01-04T01:00:00.000Z'),
      column('clerk'),
      `[${column('{"a":[1,"二"]}').join(',')}]`,
    ],
  );
};

const count = async (table: string): Promise<number> =>
  (await owner.query<[{ count: number }]>(`SELECT count(*) FROM ${table}`))[0].count;
