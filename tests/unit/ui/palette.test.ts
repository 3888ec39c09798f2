import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { tones } from '@/components/trace/token-strip';
import { seriesColor, seriesCount, seriesShape } from '@/components/ui/palette';

const css = readFileSync(new URL('../../../app/globals.css', import.meta.url), 'utf8');

/** The colours of one block of the style sheet, by token. */
function tokens(name: string): Record<string, string> {
  const block = css.slice(css.indexOf(`${name} {`));
  const pairs = block.slice(0, block.indexOf('\n}')).matchAll(/--([\w-]+): (#[0-9a-f]{6});/g);
  return Object.fromEntries([...pairs].map(([, name = '', value = '']) => [name, value]));
}

/** As `color-mix(in srgb, ...)` mixes `share` per cent of `a` into `b`. */
function mixed(a: string, share: number, b: string): string {
  const channels = [1, 3, 5].map(i => {
    const value = (parseInt(a.slice(i, i + 2), 16) * share + parseInt(b.slice(i, i + 2), 16) * (100 - share)) / 100;
    return Math.round(value).toString(16).padStart(2, '0');
  });
  return `#${channels.join('')}`;
}

/** WCAG 2 relative luminance and contrast. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map(i => {
    const c = parseInt(hex.slice(i, i + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
const contrast = (a: string, b: string): number => {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
};

describe.each([
  [':root', 'series-light'],
  ['.dark', 'series-dark'],
])('the colours of %s', (selector, series) => {
  const theme = { ...tokens(selector), ...tokens(`@utility ${series}`) };
  const at = (name: string) => theme[name] ?? '';

  it.each([
    ['ink', 'paper'],
    ['ink', 'sunken'],
    ['muted', 'paper'],
    ['muted', 'sunken'],
    ['muted', 'surface'],
    ['accent', 'paper'],
    ['accent', 'accent-soft'],
    ['accent-ink', 'accent'],
    ['danger', 'paper'],
    ['danger', 'danger-soft'],
    ['warning', 'warning-soft'],
    ['good', 'good-soft'],
    ['muted', 'danger-soft'],
  ])('let %s be read on %s (4.5:1)', (text, ground) => {
    expect(contrast(at(text), at(ground))).toBeGreaterThanOrEqual(4.5);
  });

  it.each(Array.from({ length: seriesCount }, (_, i) => `series-${i + 1}`))('let %s be seen on paper (3:1)', name => {
    expect(contrast(at(name), at('paper'))).toBeGreaterThanOrEqual(3);
  });

  it.each(tones)('let ink be read on a token of probability below $below (4.5:1)', ({ share }) => {
    expect(contrast(at('ink'), mixed(at('warning'), share, at('warning-soft')))).toBeGreaterThanOrEqual(4.5);
  });

  it('outline controls so that they are seen (3:1)', () => {
    expect(contrast(at('line-strong'), at('surface'))).toBeGreaterThanOrEqual(3);
    expect(contrast(at('line-strong'), at('paper'))).toBeGreaterThanOrEqual(3);
  });
});

describe('forced colours', () => {
  it('replace every token of the interface', () => {
    const forced = css.slice(css.indexOf('@media (forced-colors: active)'));
    for (const name of Object.keys(tokens(':root'))) {
      expect(forced).toMatch(new RegExp(`--${name}: (Canvas|CanvasText|Highlight|HighlightText);`));
    }
  });
});

describe('a series', () => {
  it('has a colour and a shape of its own among eight', () => {
    const all = Array.from({ length: seriesCount }, (_, i) => i);
    expect(new Set(all.map(seriesColor)).size).toBe(seriesCount);
    expect(new Set(all.map(seriesShape)).size).toBe(seriesCount);
  });
});
