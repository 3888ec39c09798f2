import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codePointLength, offsetsOf } from '@/lib/panels/ner/text/offsets';
import { lineSegments } from '@/lib/panels/ner/text/segment';
import { locate, placeIn } from '@/lib/panels/ner/text/units';
import { anyText, covered } from './texts';

const fireFighter = '\u{1f469}\u{1f3fd}\u200d\u{1f692} firemen drive firetrucks at work';

describe('offsets', () => {
  it('tell 19 code points, 22 UTF-16 units and 16 graphemes before the same word', () => {
    const at = fireFighter.indexOf('firetrucks');
    expect(at).toBe(22);
    expect(offsetsOf(fireFighter).toCodePoint(at)).toBe(19);
    expect(offsetsOf(fireFighter).toUtf16(19)).toBe(22);
    expect(placeIn(fireFighter, 'graphemes')(19)).toBe(16);
    expect(offsetsOf(fireFighter).slice(19, 29)).toBe('firetrucks');
  });

  it('know no place inside of a pair or outside of the text', () => {
    const offsets = offsetsOf('a\u{1f4a9}b');
    expect([0, 1, 2, 3, 4, 5, -1, 0.5].map(offsets.toCodePoint)).toEqual([0, 1, null, 2, 3, null, null, null]);
    expect([0, 1, 2, 3, 4, -1].map(offsets.toUtf16)).toEqual([0, 1, 3, 4, null, null]);
    expect(offsets.slice(2, 1)).toBeNull();
  });

  it('agree with the iterator of strings for any text, lone surrogates included', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, fc.string({ unit: 'binary' })), text => {
        const offsets = offsetsOf(text);
        const points = [...text];
        expect(offsets.length).toBe(points.length);
        expect(codePointLength(text)).toBe(points.length);
        let unit = 0;
        for (const [index, point] of points.entries()) {
          expect(offsets.toUtf16(index)).toBe(unit);
          expect(offsets.toCodePoint(unit)).toBe(index);
          if (point.length === 2) expect(offsets.toCodePoint(unit + 1)).toBeNull();
          unit += point.length;
        }
        expect(offsets.toUtf16(points.length)).toBe(text.length);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('ranges of an unknown unit', () => {
  it.each([
    [19, 29, 'code-points'],
    [22, 32, 'utf-16'],
    [16, 26, 'graphemes'],
  ] as const)('are read by the text that they cover: %d to %d count %s', (start, end, unit) => {
    const range = { start, end, covered: 'firetrucks' };
    expect(locate(fireFighter, [range], 'code-points')).toEqual([{ start: 19, end: 29, unit, joinsLineEnds: false }]);
  });

  it('are none where their text stands elsewhere', () => {
    expect(locate(fireFighter, [{ start: 18, end: 28, covered: 'firetrucks' }], 'code-points')).toEqual([null]);
  });

  it('may count CR LF as one', () => {
    const text = 'one\r\ntwo\r\n\u{1f4a9} Paris';
    const found = { start: 12, end: 17, unit: 'utf-16', joinsLineEnds: true };
    expect(locate(text, [{ start: 11, end: 16, covered: 'Paris' }], 'code-points')).toEqual([found]);
    expect(covered(text, found)).toBe('Paris');
  });

  it('have one reading in one text, because a single one may fit by chance', () => {
    const text = '\u{1f4a9} aaa Paris';
    const ranges = [
      { start: 4, end: 5, covered: 'a' },
      { start: 7, end: 12, covered: 'Paris' },
    ];
    expect(locate(text, ranges, 'code-points').map(found => [found?.start, found?.unit])).toEqual([
      [3, 'utf-16'],
      [6, 'utf-16'],
    ]);
    expect(locate(text, ranges.slice(0, 1), 'code-points').map(found => found?.unit)).toEqual(['code-points']);
  });

  it('are not moved by the white space at their ends', () => {
    const text = '\u{1f4a9} a  b';
    expect(locate(text, [{ start: 3, end: 5, covered: 'a ' }], 'code-points')[0]).toMatchObject({ start: 2, end: 4 });
  });
});

describe('one sentence a line', () => {
  it('keeps its place over all kinds of line ends and does not cut lines', () => {
    const text = '\r\nDr. Smith met J. R. Jones.\r\n  \n\u{1f4a9} two\rthree\u2028four';
    const segments = lineSegments(text);
    expect(segments.map(segment => segment.text)).toEqual([
      'Dr. Smith met J. R. Jones.',
      '\u{1f4a9} two',
      'three\u2028four',
    ]);
    for (const segment of segments) expect(covered(text, segment)).toBe(segment.text);
  });
});
