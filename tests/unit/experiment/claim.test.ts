import fc from 'fast-check';
import { deflateSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { Failure } from '@/lib/core/failure';
import { claimBounds, compareClaim, countSame, longestClaim, readClaim } from '@/lib/experiment/claim';
import { claimIn, decodeLink, withClaim } from '@/lib/experiment/link';
import type { ResultTable } from '@/lib/experiment/panel';
import { encodeClaim } from '@/lib/experiment/write-claim';
import { encodeLink, toBase64Url } from '@/lib/experiment/write-link';
import { validExperiment } from './arbitrary';
import { sums } from './sums';

const day = Date.UTC(2026, 10, 30, 23);
const table: ResultTable = {
  keys: 2,
  columns: ['Strategy', 'Digits', 'n', 'Correct %'],
  rows: [
    ['IO', '4', '20', '5.0'],
    ['Divide and conquer', '4', '20', '95.0'],
    ['Divide and conquer', '8', '20', '60.0'],
  ],
};

const encoded = (from: ResultTable) => encodeClaim(from, day) ?? '';
const written = (value: unknown) => toBase64Url(deflateSync(new TextEncoder().encode(JSON.stringify(value))));
const honest = { day: '2026-11-30', keys: 1, columns: ['n'], rows: [['1']], leftOut: 0 };

describe('what a link claims of a result', () => {
  it('is the table with the day of its run', () => {
    expect(readClaim(encoded(table))).toEqual({ day: '2026-11-30', leftOut: 0, table });
  });

  it('leaves the experiment of the link as it is', () => {
    fc.assert(
      fc.property(validExperiment, experiment => {
        const link = encodeLink(experiment, sums);
        const whole = withClaim(link, encoded(table));
        expect(decodeLink(whole, sums)).toEqual(experiment);
        expect([claimIn(whole), claimIn(link)]).toEqual([encoded(table), null]);
      }),
      { numRuns: 20 },
    );
  });

  it('keeps to 2 KB whatever the table: the last rows are left out and counted', () => {
    const cell = fc.string({ maxLength: 300 });
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell, cell), { maxLength: 150 }), rows => {
        const text = encodeClaim({ columns: ['a', 'b', 'c'], rows }, day);
        if (text === null) return;
        expect(text.length).toBeLessThanOrEqual(longestClaim);
        const { table: read, leftOut } = readClaim(text);
        expect(read.rows).toEqual(rows.slice(0, read.rows.length).map(row => row.map(each => each.slice(0, 200))));
        expect(read.rows.length + leftOut).toBe(rows.length);
      }),
      { numRuns: 50 },
    );
  });

  it('of a table that repeats itself is read back too, however small it becomes', () => {
    const columns = Array.from({ length: 14 }, (_, at) => `column ${at}`);
    const rows = Array.from({ length: 100 }, () => columns.map(() => '0 of 1,000'));
    const { table: read, leftOut } = readClaim(encoded({ columns, rows }));
    expect(read.rows.length).toBeGreaterThan(50);
    expect(read.rows.length + leftOut).toBe(100);
  });

  it('is none of more columns than a claim may have', () => {
    const row = Array.from({ length: claimBounds.columns + 1 }, () => '1');
    expect(encodeClaim({ columns: row, rows: [row] }, day)).toBeNull();
  });

  it('is none where the table has no row, or the first finds no room', () => {
    expect(encodeClaim({ ...table, rows: [] }, day)).toBeNull();
    const noise = Array.from({ length: 40 }, (_, at) =>
      Array.from({ length: 100 }, (_, place) =>
        String.fromCodePoint(0x4e00 + ((at * 7919 + place * 104729) % 20000)),
      ).join(''),
    );
    expect(encodeClaim({ columns: noise, rows: [noise] }, day)).toBeNull();
  });

  it.each([
    ['nothing', ''],
    ['what is no base64url', '<script>'],
    ['random bytes', 'q1Y_-abc'],
    ['more than 2 KB', 'A'.repeat(longestClaim + 1)],
    ['JSON of another kind', written([1, 2])],
    ['a row of another length', written({ ...honest, rows: [['1', '2']] })],
    ['a cell that is no text', written({ ...honest, rows: [[1]] })],
    ['a very long cell', written({ ...honest, rows: [['1'.repeat(201)]] })],
    ['a day that is none', written({ ...honest, day: 'today' })],
    ['a member that no claim has', written({ ...honest, html: '<b>' })],
    [
      'more JSON than a claim may unfold to',
      written({ ...honest, rows: Array.from({ length: 400 }, () => ['1'.repeat(190)]) }),
    ],
  ])('with %s is refused by name', (_what, text) => {
    expect(() => readClaim(text)).toThrow(expect.objectContaining({ kind: 'claim-malformed' }) as Failure);
  });

  it('takes an honest claim, from which the refused ones differ in one thing', () => {
    expect(readClaim(written(honest)).table.rows).toEqual([['1']]);
  });
});

describe('a claim beside the table of this browser', () => {
  const claim = readClaim(encoded(table));

  it('finds the same figures by the names of rows and columns, wherever they stand', () => {
    const here: ResultTable = {
      keys: 2,
      columns: ['Strategy', 'Digits', 'Not answered', 'n', 'Correct %'],
      rows: [
        ['Divide and conquer', '8', '0', '20', '55.0'],
        ['IO', '4', '1', '20', '5.0'],
      ],
    };
    const rows = compareClaim(claim, here);
    expect(rows.map(row => row.slice(2).map(({ here }) => here))).toEqual([
      ['20', '5.0'],
      [undefined, undefined],
      ['20', '55.0'],
    ]);
    expect(countSame(rows, 2)).toEqual({ compared: 4, same: 3 });
  });

  it('is compared with no other row, also where it names its rows by fewer columns', () => {
    const rows = compareClaim({ ...claim, table: { ...claim.table, keys: 1 } }, table);
    expect(rows.map(row => row.map(({ here }) => here))).toEqual(table.rows);
  });

  it('compares nothing before there is one', () => {
    expect(countSame(compareClaim(claim, null), 2)).toEqual({ compared: 0, same: 0 });
  });
});
