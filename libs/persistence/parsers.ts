import pg from 'pg';

const INT8 = 20;
const DATE = 1082;
const TIMESTAMPTZ = 1184;

type Parser = (text: string) => unknown;

/** How values of the database are read: as the domain writes them, and without the zone of this machine. */
const parsers: ReadonlyMap<number, Parser> = new Map<number, Parser>([
  // Counts and entry ids: far below 2^53.
  [INT8, Number],
  [DATE, (text) => text],
  [TIMESTAMPTZ, (text) => new Date(text).toISOString()],
]);

/** What a `pg` client takes as its `types`. */
export const domainTypes = {
  getTypeParser: (oid: number, format?: 'text' | 'binary'): Parser =>
    (format === 'binary' ? undefined : parsers.get(oid)) ??
    (pg.types.getTypeParser(oid, format as 'text') as Parser),
};
