import fc from 'fast-check';
import { deflateSync } from 'fflate';
import { describe, expect, it, vi } from 'vitest';
import { Failure } from '@/lib/core/failure';
import { decodeLink } from '@/lib/experiment/link';
import { parseExperiment } from '@/lib/experiment/spec';
import { encodeLink } from '@/lib/experiment/write-link';
import { validExperiment, writtenExperiment } from './arbitrary';
import { sumExperiment, sums } from './sums';

const base64Url = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url');
/** A link whose content is what one likes. */
const linkOf = (content: string | Uint8Array) =>
  `#1${base64Url(deflateSync(typeof content === 'string' ? new TextEncoder().encode(content) : content, { level: 9 }))}`;
const small = (settings: string) => `{"version":1,"panel":"sums","settings":${settings}}`;

const named = new Set(['link-malformed', 'link-too-large', 'link-version', 'experiment-invalid', 'other-panel']);

/** How a link ends: `valid`, or the name of its failure. Anything but a named failure is thrown on. */
function ending(link: string): string {
  try {
    decodeLink(link, sums);
    return 'valid';
  } catch (error) {
    if (error instanceof Failure && named.has(error.kind)) return error.kind;
    throw error;
  }
}

describe('a link', () => {
  it('brings back every experiment', () => {
    fc.assert(
      fc.property(validExperiment, experiment => {
        expect(decodeLink(encodeLink(experiment, sums), sums)).toEqual(experiment);
      }),
    );
  });

  it('is the same for equal experiments, defaults written or left out, keys in any order', () => {
    fc.assert(
      fc.property(writtenExperiment, written => {
        const full = parseExperiment(written, sums);
        const reversed = Object.fromEntries(Object.entries(full).reverse()) as unknown as typeof full;
        const bare = written as unknown as typeof full;
        expect(encodeLink(reversed, sums)).toBe(encodeLink(full, sums));
        expect(encodeLink(bare, sums)).toBe(encodeLink(full, sums));
      }),
    );
  });

  it('differs for different experiments', () => {
    fc.assert(
      fc.property(validExperiment, validExperiment, (a, b) => {
        const same = JSON.stringify(a) === JSON.stringify(b);
        expect(encodeLink(a, sums) === encodeLink(b, sums)).toBe(same);
      }),
    );
  });

  it('keeps its form: links that were given away stay valid', () => {
    const link = encodeLink(sumExperiment({ problems: 7 }), sums);
    expect(link).toBe('#1q1YqSMxLzVGyUiouzS1W0lEqTi0pycxLL1ayAkoV5SflpAKFrcxrdZTKUouKM_PzlKwMawE');
    expect(link.length).toBeLessThan(100);
  });

  it('refuses to be made of an experiment that it could not bring back', () => {
    const bad = { ...sumExperiment(), seed: -1 };
    expect(() => encodeLink(bad, sums)).toThrow(expect.objectContaining({ kind: 'experiment-invalid' }));
  });

  it.each([
    ['nothing', '#', 'link-malformed'],
    ['no content', '#1', 'link-malformed'],
    ['not base64url', '#1%7B%7D', 'link-malformed'],
    ['an unknown first character', '#x1234', 'link-malformed'],
    ['a newer link', '#2abcd', 'link-version'],
    ['a newer experiment', linkOf('{"version":2,"panel":"sums"}'), 'link-version'],
    ['no JSON', linkOf('hello'), 'link-malformed'],
    ['no UTF-8', linkOf(new Uint8Array([0x22, 0xff, 0x22])), 'link-malformed'],
    ['too long a text', `#1${'A'.repeat(9000)}`, 'link-too-large'],
    ['a deflate bomb', linkOf(new Uint8Array(5_000_000)), 'link-too-large'],
    ['a value out of bounds', linkOf(small('{"problems":21}')), 'experiment-invalid'],
    ['a huge number', linkOf(small('{"problems":1e308}')), 'experiment-invalid'],
    ['an infinite number', linkOf(small('{"problems":1e999}')), 'experiment-invalid'],
    ['an unknown setting', linkOf(small('{"api_key":"x"}')), 'experiment-invalid'],
    ['a prototype', linkOf(small('{"__proto__":{"polluted":1}}')), 'experiment-invalid'],
    ['a prototype outside', linkOf('{"__proto__":{"panel":"sums"},"version":1}'), 'experiment-invalid'],
    ['a constructor', linkOf(small('{"constructor":{"prototype":{"polluted":1}}}')), 'experiment-invalid'],
    ['another panel, named like a prototype', linkOf('{"version":1,"panel":"constructor"}'), 'other-panel'],
    ['deep nesting', linkOf(small('['.repeat(14_000) + ']'.repeat(14_000))), 'experiment-invalid'],
    ['many values', linkOf(small(`[${'0,'.repeat(14_000)}0]`)), 'experiment-invalid'],
    ['markup for a model', linkOf('{"version":1,"panel":"sums","model":{"model":"<img>"}}'), 'experiment-invalid'],
  ])('with %s is refused by name', (_what, link, kind) => {
    expect(ending(link)).toBe(kind);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('of random bytes, or cut, or with a bit flipped, is refused by name or is a valid experiment', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.uint8Array({ maxLength: 2000 }).map(bytes => `#1${base64Url(bytes)}`),
      fc.string({ maxLength: 500 }).map(linkOf),
      fc.json().map(linkOf),
      fc.json().map(json => linkOf(small(json))),
      fc.tuple(validExperiment, fc.nat(200)).map(([experiment, at]) => encodeLink(experiment, sums).slice(0, at)),
      fc.tuple(validExperiment, fc.nat(200), fc.integer({ min: 0, max: 6 })).map(([experiment, at, bit]) => {
        const link = encodeLink(experiment, sums);
        const place = at % link.length;
        return link.slice(0, place) + String.fromCharCode(link.charCodeAt(place) ^ (1 << bit)) + link.slice(place + 1);
      }),
    );
    fc.assert(
      fc.property(text, link => {
        ending(link);
      }),
      { numRuns: 400 },
    );
  }, 30_000);

  it.each<[string, Uint8Array]>([
    // 1032 to 1 is the most that deflate unfolds to: this one is cut off at the longest link.
    ['one long repeat', deflateSync(new Uint8Array(8_000_000), { level: 9 }).slice(0, 6000)],
    ['a list of empty objects', deflateSync(new TextEncoder().encode(`[${'{},'.repeat(10_000)}{}]`))],
    ['many empty blocks', new Uint8Array(6000).fill(2)],
    ['many blocks with codes of their own', manyCodes()],
  ])('needs no memory but that of the largest JSON: %s', (_what, bytes) => {
    const sizes: number[] = [];
    const Original = globalThis.Uint8Array;
    class Counted extends Original {
      constructor(...given: unknown[]) {
        super(...(given as [number]));
        sizes.push(this.byteLength);
      }
    }
    vi.stubGlobal('Uint8Array', Counted);
    const parsed = vi.spyOn(JSON, 'parse');
    try {
      ending(`#1${base64Url(bytes)}`);
    } finally {
      vi.unstubAllGlobals();
    }
    expect(sizes.length).toBeGreaterThan(0);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(1e6);
    expect(parsed).not.toHaveBeenCalled();
    parsed.mockRestore();
  });
});

/** Blocks that each define the longest codes there are, as often as a link has room for them. */
function manyCodes(): Uint8Array {
  const bits: number[] = [];
  const put = (value: number, count: number) => {
    for (let bit = 0; bit < count; bit++) bits.push((value >> bit) & 1);
  };
  while (bits.length < 6000 * 8) {
    put(0, 1);
    put(2, 2);
    put(0, 5);
    put(0, 5);
    // Lengths of the length code: 18 and 1 have one bit each.
    put(14, 4);
    for (const symbol of [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1])
      put(Number(symbol === 18 || symbol === 1), 3);
    // 256 zeros, then lengths 1 for the end of the block and for one distance; then that end.
    put(1, 1);
    put(127, 7);
    put(1, 1);
    put(107, 7);
    put(0, 1);
    put(0, 1);
    put(0, 1);
  }
  return Uint8Array.from({ length: 6000 }, (_, at) =>
    bits.slice(at * 8, at * 8 + 8).reduce((byte, bit, place) => byte | (bit << place), 0),
  );
}
