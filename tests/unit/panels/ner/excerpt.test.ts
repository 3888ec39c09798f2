import { describe, expect, it } from 'vitest';
import { excerptOf } from '@/lib/panels/ner/text/excerpt';

const span = (start: number, end: number) => ({ start, end });

describe('an excerpt', () => {
  it('is the text itself where that is short enough', () => {
    expect(excerptOf('Nell left.', [span(0, 4)], 10)).toEqual({
      text: 'Nell left.',
      spans: [span(0, 4)],
      left: 0,
      leftSpans: 0,
    });
  });

  it('ends behind a word, and counts what it leaves out', () => {
    const found = excerptOf('Nell Voss left the harbour', [span(0, 9), span(19, 26)], 16);
    expect(found).toEqual({ text: 'Nell Voss left', spans: [span(0, 9)], left: 12, leftSpans: 1 });
  });

  it('counts code points, and cuts none', () => {
    const { text, left } = excerptOf('🚢'.repeat(100), [], 60);
    expect([[...text].length, left]).toEqual([60, 40]);
    expect(text).toBe('🚢'.repeat(60));
    expect(excerptOf('🚢'.repeat(50), [], 60).left).toBe(0);
  });
});
