import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { probability, TokenStrip } from '@/components/trace/token-strip';

describe('TokenStrip', () => {
  it('shows each token with its probability, white space made visible, and the same in a table', () => {
    const tokens = [
      { token: '4', logprob: 0 },
      { token: ' 2\n', logprob: Math.log(0.25) },
    ];
    const html = renderToStaticMarkup(createElement(TokenStrip, { tokens }));
    expect(html).toContain('title="4: 1.00"');
    expect(html).toContain('title="·2⏎: 0.25"');
    expect(html).toMatch(/<td[^>]*>0\.25<\/td><td[^>]*>-1\.386<\/td>/);
    // Deeper tones and a line are for what was unlikely.
    expect(html.match(/underline decoration-warning/g)).toHaveLength(1);
  });

  it('says how many tokens it leaves out', () => {
    const tokens = Array.from({ length: 403 }, () => ({ token: '1', logprob: -1 }));
    expect(renderToStaticMarkup(createElement(TokenStrip, { tokens }))).toContain('and 3 more tokens');
  });

  it('tells small probabilities apart', () => {
    expect(probability(Math.log(0.98))).toBe('0.98');
    expect(probability(Math.log(0.0004))).toBe('4e-4');
    expect(probability(-Infinity)).toBe('0.00');
  });
});
