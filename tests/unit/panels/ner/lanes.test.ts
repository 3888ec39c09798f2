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
      { text: '👩‍🚒 saw ', covering: [], ending: [] },
      { text: 'New', covering: [0, 1], ending: [1] },
      { text: ' York', covering: [0], ending: [0] },
    ]);
    expect(lanes).toEqual([0, 1]);
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
