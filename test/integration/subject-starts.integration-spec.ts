import { setTimeout as sleep } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { SubjectStarts } from '../../apps/api/subjects/subject-starts.js';
import { createDataSource } from '../../libs/persistence/data-source.js';
import { addSubjects, unstartedSubjects } from '../../libs/persistence/repositories/subject.repository.js';
import { TemporalUnavailable } from '../../libs/temporal/errors.js';
import type { SubjectStarter } from '../../libs/temporal/subject-starter.js';
import { createTestDatabase, type TestDatabase } from '../support/postgres.js';

let database: TestDatabase;
let dataSource: DataSource;

beforeAll(async () => {
  database = await createTestDatabase();
  dataSource = await createDataSource({ url: database.applicationUrl, poolSize: 2 }).initialize();
  const cycle = (id: string, opener: string) => ({ id, brief: {}, workflow: 'cycleWorkflow', opener });
  await addSubjects(dataSource.manager, [
    cycle('cycle/a', 'plan/one'),
    cycle('cycle/b', 'plan/one'),
    cycle('cycle/c', 'plan/two'),
  ]);
}, 60_000);

afterAll(async () => {
  await dataSource.destroy();
  await database.drop();
});

/** A way to Temporal that is away for the first `failures` asks. */
function starterAwayFor(failures: number): { starter: SubjectStarter; started: string[] } {
  const started: string[] = [];
  let left = failures;
  const start = ({ id }: { id: string }): Promise<void> => {
    left -= 1;
    if (left >= 0) return Promise.reject(new TemporalUnavailable('away'));
    started.push(id);
    return Promise.resolve();
  };
  return { starter: { start } as unknown as SubjectStarter, started };
}

it('what was put on record is started once Temporal is there again, and nothing else', async () => {
  const { starter, started } = starterAwayFor(1);
  const starts = new SubjectStarts(dataSource, starter);
  await starts.start('plan/one');
  while ((await unstartedSubjects(dataSource.manager, 'plan/one')).length > 0) await sleep(20);
  expect(started.sort()).toEqual(['cycle/a', 'cycle/b']);
  expect((await unstartedSubjects(dataSource.manager)).map(({ id }) => id)).toEqual(['cycle/c']);
  await starts.onApplicationShutdown();
}, 10_000);

it('nobody waits long for Temporal, and a process that ends leaves the rest to the next worker', async () => {
  const { starter, started } = starterAwayFor(1_000);
  const starts = new SubjectStarts(dataSource, starter);
  const before = performance.now();
  await starts.start('plan/two');
  await starts.onApplicationShutdown();
  expect(performance.now() - before).toBeLessThan(3_000);
  expect(started).toEqual([]);
  expect(await unstartedSubjects(dataSource.manager, 'plan/two')).toHaveLength(1);
}, 10_000);
