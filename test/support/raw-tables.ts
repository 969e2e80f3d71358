import type { DataSource } from 'typeorm';

/**
 * Looks for words in every row of every table, as whoever has the database alone would: as text, and in what is kept as bytes.
 * @returns where they stand, as `table: word`
 */
export async function foundInTables(dataSource: DataSource, words: readonly string[]): Promise<string[]> {
  const tables = await dataSource.query<{ name: string }[]>(
    `SELECT relname AS name FROM pg_class
     WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND has_table_privilege(oid, 'SELECT') ORDER BY relname`,
  );
  const forms = words.flatMap((word) => [
    { word, form: word },
    { word, form: Buffer.from(word).toString('hex') },
    { word, form: Buffer.from(word).toString('base64').replace(/=+$/, '').slice(0, -2) },
    { word, form: JSON.stringify(word).slice(1, -1) },
  ]);
  const found = new Set<string>();
  for (const { name } of tables) {
    const rows = await dataSource.query<{ word: string }[]>(
      `SELECT DISTINCT word FROM "${name}" t, unnest($1::text[], $2::text[]) AS w (word, form) WHERE position(form IN t::text) > 0`,
      [forms.map(({ word }) => word), forms.map(({ form }) => form)],
    );
    for (const { word } of rows) found.add(`${name}: ${word}`);
  }
  return [...found].sort();
}
