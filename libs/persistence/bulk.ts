import type { EntityManager } from 'typeorm';

type ColumnType = 'text' | 'int' | 'boolean' | 'date' | 'timestamptz' | 'uuid' | 'jsonb';

export interface BulkTable<Row> {
  readonly table: string;
  readonly columns: { readonly [K in keyof Row]: ColumnType };
  readonly key: readonly (keyof Row & string)[];
  /** What becomes of a row that is there already. */
  readonly onConflict: 'update' | 'keep';
}

/** Writes any number of rows of a table with one statement. */
export type BulkWriter<Row> = (manager: EntityManager, rows: readonly Row[]) => Promise<void>;

const snakeCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Prepares the statement that writes rows of a table; the names of the columns are those of the row, in snake case. */
export function bulkWriter<Row extends object>({
  table,
  columns,
  key,
  onConflict,
}: BulkTable<Row>): BulkWriter<Row> {
  const names = Object.keys(columns) as (keyof Row & string)[];
  const list = names.map(snakeCase).join(', ');
  const arrays = names.map((name, index) => `$${index + 1}::${columns[name]}[]`).join(', ');
  const keyList = key.map(snakeCase).join(', ');
  const changes = names
    .filter((name) => !key.includes(name))
    .map((name) => `${snakeCase(name)} = excluded.${snakeCase(name)}`)
    .join(', ');
  const sql = `
    INSERT INTO ${table} (${list}) SELECT * FROM unnest(${arrays})
    ON CONFLICT (${keyList}) DO ${onConflict === 'update' ? `UPDATE SET ${changes}` : 'NOTHING'}`;
  const valuesOf = (rows: readonly Row[], name: keyof Row): unknown[] =>
    columns[name] === 'jsonb'
      ? rows.map((row) => (row[name] === null ? null : JSON.stringify(row[name])))
      : rows.map((row) => row[name]);
  return async (manager, rows) => {
    if (rows.length === 0) return;
    await manager.query(
      sql,
      names.map((name) => valuesOf(rows, name)),
    );
  };
}
