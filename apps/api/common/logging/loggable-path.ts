/** What follows `/intake/` may be a receipt code: whoever holds it is answered, so no log may hold it. */
const RECEIPT = /(\/intake\/)[^/?]+/i;

/** The path of a request as a log may hold it: without the query, and without what opens something to whoever reads it. */
export const loggablePath = (url: string): string => (url.split('?')[0] ?? '').replace(RECEIPT, '$1…');
