import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Failure } from '@/lib/core/failure';
import { type Frame, frames } from '@/lib/engines/endpoint/frames';
import { failureOf } from './requests';

const encode = (text: string) => new TextEncoder().encode(text);

async function read(chunks: Uint8Array[]): Promise<Frame[]> {
  const source = async function* () {
    yield* chunks;
  };
  const all: Frame[] = [];
  for await (const found of frames(source(), undefined)) all.push(...found);
  return all;
}

const bodies = async (text: string) =>
  (await read([encode(text)])).map(frame => (frame === 'done' ? frame : frame.body));

/** Cuts bytes at the given places. */
const cut = (bytes: Uint8Array, places: number[]): Uint8Array[] => {
  const at = [...new Set(places.map(place => place % (bytes.length + 1)))].sort((a, b) => a - b);
  return [...at, bytes.length].map((end, i) => bytes.subarray(at[i - 1] ?? 0, end));
};

/** A value as a server would send it. */
const value = fc.dictionary(fc.string({ maxLength: 5 }), fc.jsonValue({ maxDepth: 2 }), { maxKeys: 3 }).map(
  body =>
    // What JSON cannot hold (negative zero) is no matter here.
    JSON.parse(JSON.stringify(body)) as Record<string, unknown>,
);
const lineEnd = fc.constantFrom('\n', '\r\n', '\r');

describe('the frames of a reply', () => {
  it('are the same however its bytes are cut, whatever its form, its line ends and what keeps it alive', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(value, { minLength: 1, maxLength: 5 }),
        fc.constantFrom('events', 'events without empty lines', 'laid out', 'a value a line', 'one value laid out'),
        lineEnd,
        fc.constantFrom('', ': ping', 'data:', 'data: \n', 'event: ping\ndata: alive\n', 'id: 1', 'retry: 5'),
        fc.array(fc.nat()),
        async (values, form, end, alive, places) => {
          const sent = form === 'one value laid out' ? values.slice(0, 1) : values;
          const text = textOf(sent, form, alive).replaceAll('\n', end);
          const found = await read(cut(encode(text), places));
          expect(found.map(frame => (frame === 'done' ? frame : frame.body))).toEqual(sent);
        },
      ),
      { numRuns: 300 },
    ));

  it('hold the last event without the empty line after it, and no half value', async () => {
    expect(await bodies('data: {"a":1}\n\ndata: {"b":2}')).toEqual([{ a: 1 }, { b: 2 }]);
    expect(await bodies('data: {"a":1}\n\ndata: {"b":')).toEqual([{ a: 1 }]);
    expect(await bodies('{"a":')).toEqual([]);
  });

  it.each([
    ['error: {"message":"no memory"}\n\n', { error: { message: 'no memory' } }],
    ['error: no memory\n\n', { error: 'no memory' }],
    ['event: error\ndata: {"message":"no memory"}\n\n', { error: { message: 'no memory' } }],
    ['event: error\ndata: {"error":"no memory"}\n\n', { error: 'no memory' }],
    ['event: error\ndata: no memory\n\n', { error: 'no memory' }],
  ])('tell an error apart: %j', async (text, error) => {
    expect(await bodies(text)).toEqual([error]);
  });

  it('hold the mark of the end', async () => {
    expect(await bodies('data: {}\n\ndata: [DONE]\n\n')).toEqual([{}, 'done']);
    expect(await bodies('{}\n[DONE]\n')).toEqual([{}, 'done']);
  });

  it.each([
    ['endpoint-address', '<!doctype html>\n<title>hello</title>'],
    ['endpoint-protocol', 'upstream is away'],
    ['endpoint-protocol', 'data: {"a": [\n\n'],
  ] as const)('are %s for %j', async (kind, text) => {
    expect((await failureOf(bodies(text))).kind).toBe(kind);
  });

  it('never throw anything but a named failure, whatever the bytes', () =>
    fc.assert(
      fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 40 })), async chunks => {
        const error: unknown = await read(chunks).then(
          () => null,
          (error: unknown) => error,
        );
        expect(error === null || error instanceof Failure).toBe(true);
      }),
    ));
});

function textOf(values: Record<string, unknown>[], form: string, alive: string): string {
  const plain = values.map(item => JSON.stringify(item));
  switch (form) {
    case 'events':
      return plain.map(data => `${alive}\n\ndata: ${data}\n\n`).join('');
    case 'events without empty lines':
      return plain.map(data => `data:${data}\n`).join('');
    case 'laid out':
      return values
        .map(item => JSON.stringify(item, null, 1).split('\n'))
        .map(lines => `${lines.map(line => `data: ${line}\n`).join('')}\n`)
        .join('');
    case 'a value a line':
      return plain.map(line => `${line}\n`).join('');
    default:
      return `\n${JSON.stringify(values[0], null, 2)}\n`;
  }
}
