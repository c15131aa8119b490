import assert from 'node:assert/strict';

/** RFC 4180 as it stands: records end in CRLF, a cell with a quote, comma or line break is quoted, quotes are doubled. */
export function parseCsv(file: string): readonly (readonly string[])[] {
  const records: string[][] = [];
  let record: string[] = [];
  let rest = file;
  while (rest !== '') {
    const match = /^(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/.exec(rest);
    assert.ok(match !== null, `no cell at: ${rest.slice(0, 60)}`);
    record.push((match[1] ?? match[2] ?? '').replaceAll('""', '"'));
    rest = rest.slice(match[0].length);
    if (match[3] === ',') continue;
    records.push(record);
    record = [];
  }
  assert.deepEqual(record, [], 'the last record ends in CRLF');
  return records;
}
