import type pg from 'pg';
import type { DataSource, QueryRunner } from 'typeorm';
import { createDataSource } from '../../libs/persistence/data-source.js';

/** The statement around which the connection dies. */
export interface Point {
  /** Which one, counted from 0. */
  readonly at: number;
  /** After: it has been carried out, and nobody hears of it. */
  readonly when: 'before' | 'after';
}

/**
 * Does something on a database whose connection is killed by the server at one point of it.
 *
 * @param admin a connection that may kill others
 * @returns what it failed with; null where it ended well
 */
export async function killedAt(
  url: string,
  admin: pg.Client,
  point: Point,
  work: (dataSource: DataSource) => Promise<unknown>,
): Promise<unknown> {
  const kill = async (runner: QueryRunner, statement: QueryRunner['query']): Promise<void> => {
    const [{ pid }] = (await statement.call(runner, 'SELECT pg_backend_pid() AS pid')) as [{ pid: number }];
    await admin.query('SELECT pg_terminate_backend($1, 5000)', [pid]);
  };
  let count = 0;
  return onWatched(url, work, async (runner, statement, args) => {
    const isIt = count++ === point.at;
    if (!isIt) return statement.apply(runner, args);
    if (point.when === 'before') await kill(runner, statement);
    const answer: unknown = await statement.apply(runner, args);
    // A connection that has just given back its transaction is killed all the same.
    await kill(runner, statement);
    return answer;
  });
}

/** How many statements it takes. */
export async function numberOfStatements(
  url: string,
  work: (dataSource: DataSource) => Promise<unknown>,
): Promise<number> {
  let count = 0;
  await onWatched(url, work, (runner, statement, args) => {
    count += 1;
    return statement.apply(runner, args);
  });
  return count;
}

type Watch = (
  runner: QueryRunner,
  statement: QueryRunner['query'],
  args: Parameters<QueryRunner['query']>,
) => Promise<unknown>;

async function onWatched(
  url: string,
  work: (dataSource: DataSource) => Promise<unknown>,
  watch: Watch,
): Promise<unknown> {
  const dataSource = await createDataSource({ url, poolSize: 1 }).initialize();
  const create = dataSource.createQueryRunner.bind(dataSource);
  dataSource.createQueryRunner = (mode) => {
    const runner = create(mode);
    const statement = runner.query;
    runner.query = (...args: Parameters<QueryRunner['query']>) => watch(runner, statement, args) as never;
    return runner;
  };
  try {
    await work(dataSource);
    return null;
  } catch (error) {
    return error;
  } finally {
    await dataSource.destroy();
  }
}
