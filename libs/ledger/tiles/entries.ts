/** Entry bundles of C2SP tlog-tiles: each record behind its length as two bytes, big-endian. */

const LENGTH_BYTES = 2;

/** @throws RangeError for a record of more than 65,535 bytes */
export const encodeBundle = (records: readonly Uint8Array[]): Buffer =>
  Buffer.concat(
    records.flatMap((record) => {
      const length = Buffer.alloc(LENGTH_BYTES);
      length.writeUInt16BE(record.length);
      return [length, record];
    }),
  );

/** @throws RangeError where the bytes end within a record */
export function decodeBundle(bytes: Uint8Array): Buffer[] {
  const bundle = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const records: Buffer[] = [];
  let at = 0;
  while (at < bundle.length) {
    const from = at + LENGTH_BYTES;
    const end = from > bundle.length ? Infinity : from + bundle.readUInt16BE(at);
    if (end > bundle.length) throw new RangeError('the bundle ends within a record');
    records.push(bundle.subarray(from, end));
    at = end;
  }
  return records;
}
