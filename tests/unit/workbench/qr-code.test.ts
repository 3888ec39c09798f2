import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import fc from 'fast-check';
import jsQR from 'jsqr';
import { describe, expect, it } from 'vitest';
import { longestForPhones, QrCode } from '@/components/workbench/share/qr-code';

/** Pixels along a module: a decoder needs more than one. */
const scale = 4;

/** What a camera would see of the drawing, as RGBA. */
function pixelsOf(svg: string): { pixels: Uint8ClampedArray; width: number } {
  const size = Number(/viewBox="0 0 (\d+) \d+"/.exec(svg)?.[1]);
  const width = size * scale;
  const pixels = new Uint8ClampedArray(width * width * 4).fill(255);
  for (const [, x, y] of svg.matchAll(/M(\d+) (\d+)h1v1h-1z/g))
    for (let row = 0; row < scale; row++)
      for (let column = 0; column < scale; column++) {
        const at = ((Number(y) * scale + row) * width + Number(x) * scale + column) * 4;
        pixels.fill(0, at, at + 3);
      }
  return { pixels, width };
}

function decoded(text: string): string | undefined {
  const { pixels, width } = pixelsOf(
    renderToStaticMarkup(createElement(QrCode, { text, label: 'QR code of the link' })),
  );
  return jsQR(pixels, width, width)?.data;
}

describe('the QR code of a link', () => {
  const characters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'];

  it('is read back as the link by a decoder that is not ours', () => {
    const fragment = fc.string({ unit: fc.constantFrom(...characters), maxLength: 900 });
    fc.assert(
      fc.property(fragment, fragment, (experiment, claim) => {
        const link = `https://loupe.example/divide-and-conquer/#1${experiment}.${claim}`.slice(0, longestForPhones);
        expect(decoded(link)).toBe(link);
      }),
      { numRuns: 15 },
    );
  });

  it('is read back at the longest that phones read, and with letters of any script in the address', () => {
    const longest = `https://loupe.example/#1${'aZ0_'.repeat(300)}`.slice(0, longestForPhones);
    expect(decoded(longest)).toBe(longest);
    expect(decoded('https://loupe.example/übung/#1abc')).toBe('https://loupe.example/übung/#1abc');
  });

  it('has a name for those who do not see it', () => {
    const svg = renderToStaticMarkup(createElement(QrCode, { text: 'x', label: 'QR code of the link' }));
    expect(svg).toMatch(/^<svg role="img" aria-label="QR code of the link"/);
  });
});
