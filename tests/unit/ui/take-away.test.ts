import fc from 'fast-check';
import papaparse from 'papaparse';
import { describe, expect, it } from 'vitest';
import { fileName, lastPart, shownLink } from '@/components/ui/take-away/origin';
import { csvOf, harmless, markdownCell, markdownOf } from '@/components/ui/take-away/table-text';

const texts = fc.string({ unit: fc.constantFrom(...'aZ09 ,;"\'|\\`*_[]<>~&$=+-@\u2212\u202f%é'), maxLength: 12 });
const tables = fc.array(fc.array(texts, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 });

/** The texts of a line of a Markdown table, after the rules of GitHub: bars separate, a backslash makes a sign plain. */
function cellsOf(line: string): string[] {
  const cells = line.match(/(?:\\.|[^\\|])+/gs) ?? [];
  return cells.map(cell => cell.replace(/^ | $/g, '').replace(/\\([!-/:-@[-`{-~])/g, '$1'));
}

describe('a table as CSV', () => {
  it('comes back from a parser as it went, but for cells that a spreadsheet would compute', async () => {
    await fc.assert(
      fc.asyncProperty(tables, async rows => {
        const { data } = papaparse.parse<string[]>((await csvOf(rows)).replace(/\r\n$/, ''), { delimiter: ',' });
        expect(data).toEqual(rows.map(row => row.map(harmless)));
      }),
    );
  });

  it('holds no cell that a spreadsheet takes for a formula', () => {
    fc.assert(
      fc.property(texts, text => {
        const cell = harmless(text);
        expect(/^[=@]/.test(cell) || (/^[+-]/.test(cell) && !/^[+-]\d[^(!|"'[@&/*^]*$/.test(cell))).toBe(false);
        const written = text.replace(/\u2212(?=\d)/g, '-');
        expect([written, `'${written}`]).toContain(cell);
      }),
    );
  });

  it.each([
    ['=1+1', "'=1+1"],
    ['+1+cmd|calc', "'+1+cmd|calc"],
    ['-1+SUM(A1)', "'-1+SUM(A1)"],
    ['-1+A1', "'-1+A1"],
    ['\u221212 + 30', "'-12 + 30"],
    ['+2=A1', "'+2=A1"],
    ['-1:3', "'-1:3"],
    ['@SUM(1)', "'@SUM(1)"],
    ['-', "'-"],
    ['\uff1d1+1', "'\uff1d1+1"],
    ['-4.2', '-4.2'],
    ['\u22124.2; \u22128.0 to +0.4, n = 100', '-4.2; -8.0 to +0.4, n = 100'],
    ['+4.2 points', '+4.2 points'],
    ['\u22124.2\u202f%, n = 100', '-4.2\u202f%, n = 100'],
    ['-0.30 to +0.10', '-0.30 to +0.10'],
    ['a = b', 'a = b'],
  ])('%j is written as %j', (text, written) => {
    expect(harmless(text)).toBe(written);
  });
});

describe('a table as Markdown', () => {
  it('has the texts of the cells, whatever signs are in them', () => {
    fc.assert(
      fc.property(texts, text => {
        // White space around a cell has no meaning.
        expect(cellsOf(`|${markdownCell(text)}|`).join('')).toBe(text.replace(/^ | $/g, ''));
      }),
    );
  });

  it('has a line for the names, one for their sides, and one for every row', () => {
    const rows = [['Name', 'n'], ['a|b', '1'], ['<i>*c*</i>', '20']]; // prettier-ignore
    const lines = markdownOf(rows, [false, true]).split('\n');
    expect(lines[1]).toBe('| --- | ---: |');
    expect(lines.toSpliced(1, 1).map(cellsOf)).toEqual(rows);
  });
});

describe('what is said beside a figure', () => {
  it('names the settings where they fit, and says where they do not', () => {
    const place = { origin: 'https://example.org', pathname: '/loupe/kv-cache/' };
    const page = 'https://example.org/loupe/kv-cache/';
    const short = `${page}#e=${'x'.repeat(1000)}`;
    expect(shownLink(short, place)).toEqual({ link: short, isCut: false });
    for (const long of [`${page}?run=a#e=${'x'.repeat(2000)}`, null])
      expect(shownLink(long, place)).toEqual({ link: page, isCut: true });
  });

  it('is named after the page where nothing else names it', () => {
    expect(['/loupe/divide-and-conquer/theory/', '/theory', '/'].map(lastPart)).toEqual(['theory', 'theory', 'home']);
  });

  it('makes a file name of any title', () => {
    expect(fileName('ner', 'F1 by label, 95\u202f% (Wilson)', 'csv')).toBe('loupe-ner-f1-by-label-95-wilson.csv');
    expect(fileName('ner', '../../\u0000', 'svg')).toBe('loupe-ner-figure.svg');
    expect(fileName('ner', 'word '.repeat(40), 'svg').length).toBeLessThan(80);
  });
});
