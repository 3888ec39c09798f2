import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { laned } from '@/lib/panels/ner/text/lanes';

const spans = fc.array(
  fc
    .record({ start: fc.nat(14), length: fc.integer({ min: 1, max: 6 }) })
    .map(({ start, length }) => ({ start, end: start + length })),
  { maxLength: 6 },
);

describe('lanes', () => {
  it('cuts a text at the borders of its spans', () => {
    const { segments, lanes } = laned('👩‍🚒 saw New York', [
      { start: 8, end: 16 },
      { start: 8, end: 11 },
    ]);
    expect(segments).toEqual([
      { text: '👩‍🚒 saw ', from: 0, covering: [], ending: [] },
      { text: 'New', from: 8, covering: [0, 1], ending: [1] },
      { text: ' York', from: 11, covering: [0], ending: [0] },
    ]);
    expect(lanes).toEqual([0, 1]);
  });

  it('cuts at further places, and keeps the spans whole', () => {
    const { segments } = laned('abcdef', [{ start: 1, end: 5 }], [3, 99]);
    expect(segments.map(({ text, from, covering, ending }) => [text, from, covering, ending])).toEqual([
      ['a', 0, [], []],
      ['bc', 1, [0], []],
      ['de', 3, [0], [0]],
      ['f', 5, [], []],
    ]);
  });

  it('cuts a text with very many spans', () => {
    const all = Array.from({ length: 20_000 }, (_, at) => ({ start: at, end: at + 2 }));
    const { segments, lanes } = laned('x'.repeat(20_001), all);
    expect(segments).toHaveLength(20_001);
    expect(Math.max(...lanes)).toBe(1);
  });

  it('keeps every character, and no two spans of one lane overlap', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }), spans, (text, all) => {
        const { segments, lanes } = laned(text, all);
        expect(segments.map(segment => segment.text).join('')).toBe(text);
        for (const segment of segments)
          expect(new Set(segment.covering.map(one => lanes[one])).size).toBe(segment.covering.length);
        const size = [...text].length;
        all.forEach((span, one) => {
          const held = segments.filter(({ covering }) => covering.includes(one));
          expect([...held.map(segment => segment.text).join('')].length).toBe(
            Math.max(0, Math.min(size, span.end) - Math.min(size, span.start)),
          );
        });
      }),
    );
  });
});
