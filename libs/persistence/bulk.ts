import type { EntityManager } from 'typeorm';

type JsonType = 'json' | 'jsonb';
/** A column of JSON or of lists takes no null. */
type ColumnType = 'text' | 'text[]' | 'int' | 'boolean' | 'date' | 'timestamptz' | 'uuid' | JsonType;

const isJson = (type: ColumnType): type is JsonType => type === 'json' || type === 'jsonb';
const isList = (type: ColumnType): type is 'text[]' => type === 'text[]';

export interface BulkTable<Row> {
  readonly table: string;
  readonly columns: { readonly [K in keyof Row]: ColumnType };
  readonly key: readonly (keyof Row & string)[];
  /** What becomes of a row that is there already. */
  readonly onConflict: 'update' | 'keep';
}

/** Writes any number of rows of a table with one statement. */
export type BulkWriter<Row> = (manager: EntityManager, rows: readonly Row[]) => Promise<void>;

/** A list as PostgreSQL writes one: `unnest` would take a list of lists apart to the last element. */
const listText = (items: readonly string[]): string =>
  `{${items.map((item) => `"${item.replace(/[\\"]/g, '\\$&')}"`).join(',')}}`;

const snakeCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/**
 * Prepares the statement that writes rows of a table; the names of the columns are those of the row, in snake case. Values of a column
 * travel as an array, lists in it as text. JSON travels as one JSON array: as elements of an array of texts every quote in it would have
 * to be escaped.
 */
export function bulkWriter<Row extends object>({
  table,
  columns,
  key,
  onConflict,
}: BulkTable<Row>): BulkWriter<Row> {
  const all = Object.keys(columns) as (keyof Row & string)[];
  const plain = all.filter((name) => !isJson(columns[name]));
  const json = all.filter((name) => isJson(columns[name]));
  const names = [...plain, ...json].map(snakeCase);
  const sources = [
    `unnest(${plain.map((name, index) => `$${index + 1}::${isList(columns[name]) ? 'text' : columns[name]}[]`).join(', ')})`,
    ...json.map((_, index) => `json_array_elements($${plain.length + index + 1}::json)`),
  ];
  const values = [...plain, ...json].map((name) =>
    isList(columns[name]) ? `${snakeCase(name)}::${columns[name]}` : snakeCase(name),
  );
  const changes = all
    .filter((name) => !key.includes(name))
    .map((name) => `${snakeCase(name)} = excluded.${snakeCase(name)}`);
  const sql = `
    INSERT INTO ${table} (${names.join(', ')})
    SELECT ${values.join(', ')} FROM ROWS FROM (${sources.join(', ')}) AS new (${names.join(', ')})
    ON CONFLICT (${key.map(snakeCase).join(', ')}) DO ${onConflict === 'update' ? `UPDATE SET ${changes.join(', ')}` : 'NOTHING'}`;
  return async (manager, rows) => {
    if (rows.length === 0) return;
    await manager.query(sql, [
      ...plain.map((name) =>
        rows.map((row) => (isList(columns[name]) ? listText(row[name] as string[]) : row[name])),
      ),
      ...json.map((name) => JSON.stringify(rows.map((row) => row[name]))),
    ]);
  };
}
