import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Failure } from '@/lib/core/failure';
import { dataLimits } from '@/lib/data/limits';
import { readTable } from '@/lib/data/read-table';
import { delimiters, encoders, endings, fileOf, hardText, writeCsv } from './files';

const valuesOf = async (file: Blob): Promise<Record<string, string>[]> =>
  (await readTable(file)).rows.map(({ fields }) => fields);
const leftOutOf = async (text: string): Promise<[number, string][]> =>
  (await readTable(fileOf(text))).leftOut.listed.map(({ line, reason }) => [line, reason]);

/** Two to four columns, so that a row is never blank, with a first cell that is not empty. */
const tables = fc.integer({ min: 2, max: 4 }).chain(width =>
  fc.tuple(
    fc.constant(Array.from({ length: width }, (_, column) => `name ${'abcd'[column]}`)),
    fc.array(
      fc.array(hardText(), { minLength: width, maxLength: width }).map(row => [`r${row[0]}`, ...row.slice(1)]),
      { minLength: 1, maxLength: 8 },
    ),
  ),
);
const encodings = fc.constantFrom(...Object.keys(encoders));

describe('rows that were written', () => {
  it('as separated values come back the same', async () => {
    await fc.assert(
      fc.asyncProperty(
        tables,
        fc.constantFrom(...delimiters),
        fc.constantFrom(...endings),
        fc.boolean(),
        encodings,
        async ([names, rows], delimiter, ending, quotesAll, encoding) => {
          const [bytes, found] = encoders[encoding]!(writeCsv([names, ...rows], delimiter, ending, quotesAll));
          const table = await readTable(fileOf(bytes));
          expect(table).toMatchObject({ format: 'csv', delimiter, encoding: found, columns: names });
          expect(table.leftOut.total).toBe(0);
          expect(table.rows.map(({ fields }) => names.map(name => fields[name]))).toEqual(rows);
        },
      ),
      { numRuns: 300 },
    );
  });

  const records = fc.array(fc.dictionary(hardText(4), hardText(), { minKeys: 1, maxKeys: 4, noNullPrototype: true }), {
    minLength: 1,
    maxLength: 8,
  });

  it('as JSON Lines come back the same', async () => {
    await fc.assert(
      fc.asyncProperty(records, fc.constantFrom(...endings), encodings, async (rows, ending, encoding) => {
        const [bytes] = encoders[encoding]!(rows.map(row => JSON.stringify(row) + ending).join(''));
        expect(await valuesOf(fileOf(bytes))).toEqual(rows);
      }),
    );
  });

  it('as a JSON array come back the same, however it is laid out', async () => {
    await fc.assert(
      fc.asyncProperty(records, fc.constantFrom(0, 1, '\t', '\r\n'), encodings, async (rows, indent, encoding) => {
        const text = JSON.stringify(rows, null, indent === '\r\n' ? 2 : indent);
        const [bytes] = encoders[encoding]!(indent === '\r\n' ? text.replaceAll('\n', '\r\n') : text);
        const table = await readTable(fileOf(bytes));
        expect(table).toMatchObject({ format: 'json', leftOut: { total: 0 } });
        expect(table.rows.map(({ fields }) => fields)).toEqual(rows);
      }),
    );
  });

  it('come back the same when pieces end inside quotes, letters and line ends', async () => {
    const long = `"${'\u00e9"",\r\n'.repeat(3_000)}"`;
    const row = `${long},b\r\n`;
    const count = Math.ceil((dataLimits.piece * 3) / row.length);
    const table = await readTable(fileOf('one,two\r\n', row.repeat(count)));
    expect(table.rows).toHaveLength(count);
    expect(new Set(table.rows.map(({ fields }) => fields['one']))).toEqual(new Set(['\u00e9",\r\n'.repeat(3_000)]));
    expect(table.rows.map(({ line }) => line)).toEqual(table.rows.map((_, index) => 2 + index * 3_001));
  });
});

describe('any bytes', () => {
  const starts = fc.constantFrom('', '{"a":1}\n', '[{"a":1},', '["', 'a,b\n1,2\n', 'a;b\n"', '\ufeff', '{"a":"');
  const noise = fc.oneof(
    fc.uint8Array({ maxLength: 300 }),
    hardText(120).map(text => new TextEncoder().encode(text)),
  );

  it('give rows or a failure with a name', async () => {
    await fc.assert(
      fc.asyncProperty(starts, noise, async (start, bytes) => {
        const outcome = await readTable(fileOf(start, bytes as BlobPart)).catch((error: unknown) => error);
        if (outcome instanceof Error) expect(outcome).toBeInstanceOf(Failure);
        else expect(outcome).toMatchObject({ rows: expect.any(Array) });
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['quotes without an end', 'a,b\n1,2\n', '" '],
    ['brackets without an end', '[', '[{"a":'],
    ['brackets in one line', '{"a":1}\n', '{"a":['],
    ['empty lines', 'a,b\n1,2', '\n\r'],
    ['one line without an end', 'a,b\n1,2\n', 'x,'],
  ])('end: 4 MB of %s', async (_name, start, unit) => {
    const file = fileOf(start, unit.repeat(Math.ceil(4_000_000 / unit.length)));
    const outcome = await readTable(file).catch((error: unknown) => error);
    if (outcome instanceof Error) expect(outcome).toMatchObject({ kind: 'data-malformed' });
    else expect(outcome).toMatchObject({ rows: expect.any(Array) });
  });
});

describe('what cannot be read is left out by its line', () => {
  it('in JSON Lines', async () => {
    const text = ['{"a":1}', '{"a":', '', '[1]', '7', '{"a":2}', '{"a":3} {"a":4}'].join('\r\n');
    expect(await leftOutOf(text)).toEqual([
      [2, 'It is not valid JSON.'],
      [4, 'It is not a JSON object with named values.'],
      [5, 'It is not a JSON object with named values.'],
      [7, 'It is not valid JSON.'],
    ]);
    expect(await valuesOf(fileOf(text))).toEqual([{ a: '1' }, { a: '2' }]);
  });

  it('in a JSON array, where a forgotten quote costs one element', async () => {
    const text = '[\n {"a": "one"},\n {"a": "two},\n {"a": "three"},\n 4,\n {"a": "five"}\n]\n';
    expect(await valuesOf(fileOf(text))).toEqual([{ a: 'one' }, { a: 'three' }, { a: 'five' }]);
    expect((await leftOutOf(text)).map(([line]) => line)).toEqual([3, 5]);
    const closed = '[\n {"a": "one"},\n {"a": "two},\n "b": 1 },\n {"a": "three"}\n]\n';
    expect((await leftOutOf(closed)).map(([line]) => line)).toEqual([3]);
  });

  it('in a JSON array that was cut off', async () => {
    expect(await leftOutOf('[{"a":1},\n{"a":2},\n{"a"')).toEqual([
      [3, 'The object that begins here does not end. Nothing was read from here on.'],
    ]);
    expect(await leftOutOf('[{"a":1},\n')).toEqual([[2, 'The list does not end. Nothing was read from here on.']]);
    expect(await leftOutOf('[{"a":1}]\nmore')).toEqual([
      [2, 'It stands after the end of the list. Nothing was read from here on.'],
    ]);
  });

  it('in separated values', async () => {
    expect(await leftOutOf('a,b\n1,2\n3\n"x\ny",4\n5,6,7\n"8"9",0\n')).toEqual([
      [3, 'It has 1 cell; the header names 2 columns.'],
      [6, 'It has 3 cells; the header names 2 columns.'],
      [7, 'Its quotes do not pair up: inside quotes a quote is written twice.'],
    ]);
  });

  it('where a quote is never closed, and what follows is read', async () => {
    const rows = Array.from({ length: 50_000 }, (_, index) =>
      index === 3 ? '"never closed,x' : `${index},text ${index}`,
    );
    const table = await readTable(fileOf(['a,b', ...rows].join('\n')));
    expect(table.leftOut.listed.map(({ line }) => line).slice(0, 1)).toEqual([5]);
    expect(table.rows.slice(2, 5).map(({ line, fields }) => [line, fields['a']])).toEqual([
      [4, '2'],
      [6, '4'],
      [7, '5'],
    ]);
  });

  it('where quotes are wrong in many places, each at the cost of its line', async () => {
    const rows = Array.from({ length: 3_000 }, (_, index) => (index % 5 === 3 ? '"a 5" pipe,x' : `"${index}",text`));
    const table = await readTable(fileOf(['a,b', ...rows].join('\n')));
    expect(table.rows).toHaveLength(2_400);
    expect(table.leftOut.total).toBe(600);
    expect(table.leftOut.listed.every(({ line }) => line % 5 === 0)).toBe(true);
  });

  it('where too much is read in vain, from a line on', async () => {
    const table = await readTable(fileOf('a,b\n1,2\n', '"x\n'.repeat(1_300_000)));
    expect(table.leftOut.listed.at(-1)?.reason).toContain('Nothing was read from here on.');
  });

  it('where a row or the file has too much', async () => {
    const long = 'x'.repeat(dataLimits.row);
    expect(await leftOutOf(`{"a":1}\n{"a":"${long}"}\n{"a":2}`)).toEqual([
      [2, 'It is longer than 400,000 characters.'],
    ]);
    expect(await leftOutOf(`[{"a":1},\n{"a":"${long}"},\n{"a":2}]`)).toEqual([
      [2, 'It is longer than 400,000 characters.'],
    ]);
    expect(await leftOutOf(`a,b\n1,2\n${long}${long},2\n3,4`)).toEqual([[3, 'It is longer than 400,000 characters.']]);
    const many = await readTable(fileOf('{"a":1}\n'.repeat(dataLimits.rows + 5)));
    expect(many.rows).toHaveLength(dataLimits.rows);
    expect(many.leftOut).toEqual({
      total: 1,
      listed: [{ line: 20_001, reason: 'It is beyond the 20,000 rows. Nothing was read from here on.' }],
    });
  });

  it('by count where there are too many to list', async () => {
    const { leftOut } = await readTable(fileOf('{"a":1}\n', 'broken\n'.repeat(1_500)));
    expect([leftOut.total, leftOut.listed.length]).toEqual([1_500, 1_000]);
  });

  it('where bytes are wrong under the mark of UTF-8', async () => {
    const file = fileOf(new Uint8Array([0xef, 0xbb, 0xbf]), '{"a":"x"}\n{"a":"', new Uint8Array([0xe9]), '"}\n');
    const table = await readTable(file);
    expect([table.rows.length, table.leftOut.listed[0]?.line]).toEqual([1, 2]);
  });
});

describe('a header', () => {
  it('that names a column twice is read once', async () => {
    expect(await valuesOf(fileOf('a,b,a\n1,2,3'))).toEqual([{ a: '1', b: '2' }]);
    expect(await leftOutOf('a,b,a\n1,2,3')).toEqual([
      [1, 'It names the column "a" twice: only the first of them is read.'],
    ]);
  });

  it('may have an empty name and names that JavaScript knows', async () => {
    const table = await readTable(fileOf(',__proto__,constructor\n0,x,y'));
    expect(table.columns).toEqual(['column 1', '__proto__', 'constructor']);
    expect(Object.entries(table.rows[0]!.fields)).toEqual([
      ['column 1', '0'],
      ['__proto__', 'x'],
      ['constructor', 'y'],
    ]);
  });

  it.each(['The river rose,0\nThe lake fell,1\n', `${'A long document. '.repeat(10)},no\nx,yes\n`])(
    'that is missing is asked for',
    async text => {
      await expect(readTable(fileOf(text))).rejects.toMatchObject({
        kind: 'data-malformed',
        detail: expect.stringContaining('Line 1 does not name the columns'),
      });
    },
  );
});

describe('what is no table', () => {
  it.each([
    ['a web page', '<!DOCTYPE html><html></html>', 'web page'],
    ['a pointer', 'version https://git-lfs.github.com/spec/v1\noid sha256:0', 'Git LFS'],
    ['spaces', ' \n\n ', 'empty'],
    ['an object that never ends', '{\n "a": 1\n', 'Line 1: The JSON that begins here cannot be read.'],
    ['a list of texts', '["a", "b"]', 'It is not a JSON object with named values.'],
    ['a header alone', 'a,b\n', 'no row'],
  ])('%s is refused by name', async (_name, text, words) => {
    const attempt = readTable(fileOf(text));
    await expect(attempt).rejects.toMatchObject({ kind: 'data-malformed', detail: expect.stringContaining(words) });
  });
});

it('nested values become JSON, and null an empty text', async () => {
  expect(await valuesOf(fileOf('{"a":{"b":[1,true]},"c":null,"d":1.5,"e":false}'))).toEqual([
    { a: '{"b":[1,true]}', c: '', d: '1.5', e: 'false' },
  ]);
});

it('line ends may be mixed', async () => {
  expect(await valuesOf(fileOf('a,b\r\n1,2\n3,"4\r"\r\n5,6'))).toEqual([
    { a: '1', b: '2' },
    { a: '3', b: '4\r' },
    { a: '5', b: '6' },
  ]);
});

it.each(endings)('lines are counted as an editor does, at %j', async ending => {
  const linesOf = async (lines: string[]) => (await readTable(fileOf(lines.join(ending)))).rows.map(({ line }) => line);
  expect(await linesOf(['[', ' {', '  "a": 1', ' },', '', ' {"a": 2}', ']'])).toEqual([2, 6]);
  expect(await linesOf(['', '{"a":1}', '', '{"a":2}'])).toEqual([2, 4]);
  expect(await linesOf(['', 'a,b', '1,"2', '3"', '', '4,5'])).toEqual([3, 6]);
});
