import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eventData } from '@/lib/engines/endpoint/sse';

const read = async (chunks: Uint8Array[]): Promise<string[]> => {
  const source = async function* () {
    yield* chunks;
  };
  const events: string[] = [];
  for await (const data of eventData(source())) events.push(...data);
  return events;
};

/** Cuts bytes at the given places. */
const cut = (bytes: Uint8Array, places: number[]): Uint8Array[] => {
  const at = [...new Set(places.map(place => place % (bytes.length + 1)))].sort((a, b) => a - b);
  return [...at, bytes.length].map((end, i) => bytes.subarray(at[i - 1] ?? 0, end));
};

const line = fc
  .string({ unit: 'binary', maxLength: 30 })
  .map(text => text.replace(/[\r\n\ud800-\udfff\ufeff]/g, '').trimStart());
const lineEnd = fc.constantFrom('\n', '\r\n', '\r');

describe('an event stream', () => {
  it('gives the same events however its bytes are cut, with any line ends, comments and other fields', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(line, { minLength: 1, maxLength: 3 }), { maxLength: 6 }),
        lineEnd,
        fc.boolean(),
        fc.array(fc.nat()),
        async (events, end, space, places) => {
          const text = events
            .map(lines =>
              [': comment', 'event: message', ...lines.map(data => `data:${space ? ' ' : ''}${data}`), '', ''].join(
                end,
              ),
            )
            .join('');
          expect(await read(cut(new TextEncoder().encode(text), places))).toEqual(
            events.map(lines => lines.join('\n')),
          );
        },
      ),
      { numRuns: 200 },
    ));

  it('reads a last event without the empty line after it', async () => {
    expect(await read([new TextEncoder().encode('data: a\n\ndata: b')])).toEqual(['a', 'b']);
  });

  it('never throws anything but a named failure, whatever the bytes', () =>
    fc.assert(
      fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 40 })), async chunks => {
        expect(Array.isArray(await read(chunks))).toBe(true);
      }),
    ));
});
