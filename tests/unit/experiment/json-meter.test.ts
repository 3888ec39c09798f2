import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { Failure } from '@/lib/core/failure';
import { importFile } from '@/lib/experiment/import';
import { createJsonMeter } from '@/lib/experiment/json-meter';
import { largestFile } from '@/lib/experiment/limits';
import { panels } from './sums';

const none = { depth: Infinity, values: Infinity, text: Infinity };

/** Values and keys of a value. */
function count(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 1;
  const inside = Array.isArray(value) ? value.map(count) : Object.values(value).map(item => 1 + count(item));
  return 1 + inside.reduce((sum, size) => sum + size, 0);
}

describe('a meter of JSON', () => {
  it('counts the values and keys of any JSON, however its text is cut', () => {
    fc.assert(
      fc.property(
        fc.jsonValue(),
        fc.constantFrom(undefined, 1),
        fc.integer({ min: 1, max: 9 }),
        (value, indent, size) => {
          const text = JSON.stringify(value, null, indent);
          const run = (values: number) => {
            const meter = createJsonMeter({ ...none, values });
            for (let at = 0; at < text.length; at += size) meter.add(text.slice(at, at + size));
          };
          const exact = count(value);
          expect(() => run(exact)).not.toThrow();
          expect(() => run(exact - 1)).toThrow(expect.objectContaining({ kind: 'file-too-large' }));
        },
      ),
    );
  });

  it('measures texts as they are read, not as they are written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => {
        const run = (most: number) => createJsonMeter({ ...none, text: most }).add(JSON.stringify(text));
        expect(() => run(text.length)).not.toThrow();
        if (text !== '') expect(() => run(text.length - 1)).toThrow(Failure);
      }),
    );
  });

  it.each([
    ['depth', '[[[1]]]', { ...none, depth: 2 }, 'nested more than 2'],
    ['a long text', '["a\\"bc"]', { ...none, text: 3 }, 'longer than 3'],
    ['a long key', '{"abcd":1}', { ...none, text: 3 }, 'longer than 3'],
    ['values in what is no JSON', '1 2 3', { ...none, values: 2 }, 'more than 2 values'],
  ])('ends at its limit: %s', (_what, text, limits, detail) => {
    expect(() => createJsonMeter(limits).add(text)).toThrow(
      expect.objectContaining({ kind: 'file-too-large', detail: expect.stringContaining(detail) }),
    );
  });
});

describe('a file that would fill the memory', () => {
  const zeros = `[${'0,'.repeat(9_000_000)}0]`;
  it.each([
    ['a list of zeros', zeros],
    ['the same inside a run', `{"loupe":1,"kind":"run","entries":${zeros}}`],
    ['the same over many lines', `{"loupe":1,"kind":"run",\n"entries":[${'0,\n'.repeat(6_000_000)}0]}`],
    ['lists in lists', '['.repeat(1_000_000)],
    ['a line of lines', `{"loupe":2,"kind":"run"}\n${zeros}\n`],
    ['one long text', `{"loupe":1,"kind":"run","title":"${'x'.repeat(2_000_000)}"}`],
  ])('is refused by name before any value is made of it: %s', async (_what, text) => {
    expect(text.length).toBeLessThan(largestFile);
    const parse = vi.spyOn(JSON, 'parse');
    await expect(importFile(text, panels)).rejects.toMatchObject({
      kind: expect.stringMatching(/^(file-too-large|experiment-invalid)$/),
    });
    for (const [parsed] of parse.mock.calls) expect(parsed.length).toBeLessThan(1000);
    parse.mockRestore();
  });
});
