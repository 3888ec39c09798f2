import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Failure } from '@/lib/core/failure';
import { halfToNumber } from '@/lib/transformer/floats';
import { openSafetensors } from '@/lib/transformer/folder/safetensors';
import { streamTensors } from '@/lib/transformer/folder/weight-stream';
import { Collector } from '../../support/collector';
import { never, tinyPath } from './tiny';

/** A file of this header text and data; `claimed` overrides the honest header length. */
function file(header: string, data: Uint8Array | number, claimed?: bigint): Uint8Array {
  const text = new TextEncoder().encode(header);
  const body = typeof data === 'number' ? new Uint8Array(data) : data;
  const bytes = new Uint8Array(8 + text.length + body.length);
  new DataView(bytes.buffer).setBigUint64(0, claimed ?? BigInt(text.length), true);
  bytes.set(text, 8);
  bytes.set(body, 8 + text.length);
  return bytes;
}
const tensor = (dtype: string, shape: number[], begin: number, end: number) => ({
  dtype,
  shape,
  data_offsets: [begin, end],
});
const refused = (detail: RegExp) =>
  expect.objectContaining({ kind: 'model-file', detail: expect.stringMatching(detail) });

/** The file in pieces of `length` bytes. */
async function* cut(bytes: Uint8Array, length: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length);
}

/** All tensors of a file, read as it comes. */
async function read(
  bytes: Uint8Array,
  { piece = 7, isSizeKnown = true, wants = (() => true) as (name: string) => boolean } = {},
) {
  const collector = new Collector();
  const opened = await openSafetensors('a.safetensors', cut(bytes, piece), isSizeKnown ? bytes.length : null);
  await streamTensors(
    opened,
    name => (wants(name) ? name : undefined),
    rows => collector.put(rows),
    never,
  );
  return { ...collector, names: opened.tensors.map(({ name }) => name) };
}

describe('safetensors', () => {
  const data = new Uint8Array(4 + 6 + 4);
  const view = new DataView(data.buffer);
  view.setFloat32(0, -1.5, true);
  [0x3c00, 0xc000, 0x0001].forEach((bits, i) => view.setUint16(4 + 2 * i, bits, true)); // 1, -2, 2^-24
  [0x3f80, 0xc040].forEach((bits, i) => view.setUint16(10 + 2 * i, bits, true)); // 1, -3
  const three = file(
    JSON.stringify({
      __metadata__: { format: 'pt' },
      c: tensor('BF16', [2, 1], 10, 14),
      a: tensor('F32', [1], 0, 4),
      b: tensor('F16', [3], 4, 10),
    }) + ' ',
    data,
  );

  it.each([1, 3, 1000])(
    'reads float32, float16 and bfloat16, in the order of the file, from pieces of %i',
    async piece => {
      const { tensors, names } = await read(three, { piece });
      expect(names).toEqual(['a', 'b', 'c']);
      expect(Object.fromEntries(tensors)).toEqual({ a: [-1.5], b: [1, -2, 2 ** -24], c: [1, -3] });
    },
  );

  it('passes over what is not wanted', async () => {
    expect(Object.fromEntries((await read(three, { wants: name => name !== 'b' })).tensors)).toEqual({
      a: [-1.5],
      c: [1, -3],
    });
  });

  it('hands out whole rows, in blocks of at most 4 MB', async () => {
    const [rows, width] = [1100, 1000];
    const values = Float32Array.from({ length: rows * width }, (_, i) => i);
    const header = JSON.stringify({ a: tensor('F32', [rows, width], 0, values.byteLength) });
    const { blocks, tensors } = await read(file(header, new Uint8Array(values.buffer)), { piece: 65_536 });
    expect(blocks.map(block => [block.firstRow, block.rows])).toEqual([
      [0, 1048],
      [1048, 52],
    ]);
    expect(Math.max(...blocks.map(({ bytes }) => bytes))).toBeLessThanOrEqual(4 * 2 ** 20);
    expect(tensors.get('a')!.every((value, i) => value === i)).toBe(true);
  });

  it('knows the corners of half precision', () => {
    expect(halfToNumber(0x7bff)).toBe(65504);
    expect(halfToNumber(0x0400)).toBe(2 ** -14);
    expect(halfToNumber(0x03ff)).toBe(1023 * 2 ** -24);
    expect(halfToNumber(0xfc00)).toBe(-Infinity);
    expect(halfToNumber(0x7e00)).toBeNaN();
    expect(halfToNumber(0x8000)).toBe(-0);
  });

  const lies: [string, Uint8Array, RegExp][] = [
    ['nothing', new Uint8Array(0), /^a\.safetensors: only 0 bytes/],
    ['half a length', new Uint8Array(7), /only 7 bytes/],
    ['a header longer than the file', file('{}', 0, 3n), /claims 3 bytes, the file has 2/],
    ['a header of more than 10 MB', file('{}', 0, 10_000_001n), /10000001/],
    ['a header of 2^64 - 1', file('{}', 0, 2n ** 64n - 1n), /more than is allowed/],
    ['a header cut short', file('{"a":1}', 0, 5n), /not JSON/],
    ['a header that is no object', file('[]', 0), /not an object/],
    ['a header that is no UTF-8', file('{"é":1}', 0, 4n), /not JSON/],
    ['an unknown dtype', file(JSON.stringify({ a: tensor('F8_E4M3', [2], 0, 2) }), 2), /"a" has dtype "F8_E4M3"/],
    ['a dtype named like a method', file(JSON.stringify({ a: tensor('toString', [2], 0, 2) }), 2), /dtype "toString"/],
    ['no offsets', file('{"a":{"dtype":"F32","shape":[1]}}', 4), /"a" has no valid/],
    ['a negative size', file(JSON.stringify({ a: tensor('F32', [-1], 0, 4) }), 4), /"a" has no valid/],
    ['offsets as text', file('{"a":{"dtype":"F32","shape":[1],"data_offsets":["0","4"]}}', 4), /"a" has no valid/],
    [
      'too few bytes for the shape',
      file(JSON.stringify({ a: tensor('F32', [2], 0, 4) }), 4),
      /shape \[2\] needs 8 bytes and has 4/,
    ],
    ['a shape that overflows', file(JSON.stringify({ a: tensor('F32', [2 ** 40, 2 ** 40], 0, 0) }), 0), /"a" of shape/],
    ['an end before the beginning', file(JSON.stringify({ a: tensor('F32', [1], 4, 0) }), 4), /ends before it begins/],
    [
      'overlapping tensors',
      file(JSON.stringify({ a: tensor('F32', [2], 0, 8), b: tensor('F32', [1], 4, 8) }), 8),
      /"b" overlaps/,
    ],
    [
      'the same bytes twice',
      file(JSON.stringify({ a: tensor('F32', [1], 0, 4), b: tensor('F32', [1], 0, 4) }), 4),
      /overlaps/,
    ],
    ['a hole', file(JSON.stringify({ a: tensor('F32', [1], 4, 8) }), 8), /hole of 4 bytes before tensor "a"/],
    ['bytes that belong to nothing', file(JSON.stringify({ a: tensor('F32', [1], 0, 4) }), 9), /5 bytes at its end/],
    [
      'a repeated name',
      file(
        '{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}, "\\u0061":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}',
        4,
      ),
      /"a" appears twice/,
    ],
  ];
  it.each(lies)('refuses %s and says so, whether its size is known or not', async (_what, bytes, detail) => {
    await expect(read(bytes)).rejects.toEqual(refused(detail));
    await expect(read(bytes, { isSizeKnown: false })).rejects.toEqual(refused(detail));
  });

  it('refuses an end outside of the file: at once where its size is known, else where it ends', async () => {
    const short = file(JSON.stringify({ a: tensor('F32', [2], 0, 8) }), 4);
    await expect(read(short)).rejects.toEqual(refused(/ends at 8, the data has 4/));
    await expect(read(short, { isSizeKnown: false })).rejects.toEqual(refused(/ends within tensor "a"/));
    const passedOver = read(short, { isSizeKnown: false, wants: () => false });
    await expect(passedOver).rejects.toEqual(refused(/ends at 8, the data has 4/));
  });

  it('gives a named failure, or as many values as it says, for any bytes', async () => {
    const json = fc.dictionary(
      fc.string({ maxLength: 4 }),
      fc.record({
        dtype: fc.constantFrom('F32', 'F16', 'BF16', 'I8'),
        shape: fc.array(fc.nat(4), { maxLength: 3 }),
        data_offsets: fc.tuple(fc.integer({ min: -2, max: 40 }), fc.nat(40)),
      }),
      { maxKeys: 4 },
    );
    const lying = fc
      .tuple(json, fc.nat(40), fc.option(fc.nat(200)))
      .map(([header, bytes, claimed]) =>
        file(JSON.stringify(header), bytes, claimed === null ? undefined : BigInt(claimed)),
      );
    await fc.assert(
      fc.asyncProperty(fc.oneof(lying, fc.uint8Array({ maxLength: 64 })), fc.boolean(), async (bytes, isSizeKnown) => {
        try {
          const { tensors } = await read(bytes, { isSizeKnown });
          const values = [...tensors.values()].reduce((sum, one) => sum + one.length, 0);
          expect(values * 2).toBeLessThanOrEqual(bytes.length);
        } catch (error) {
          expect(error).toBeInstanceOf(Failure);
          expect(error).toMatchObject({ kind: 'model-file' });
        }
      }),
      { numRuns: 300 },
    );
  });

  it('refuses a real file cut anywhere', async () => {
    const whole = new Uint8Array(readFileSync(`${tinyPath}/model.safetensors`));
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.boolean(), async (length, isSizeKnown) => {
        const short = read(whole.subarray(0, length), { piece: 5000, isSizeKnown });
        await expect(short).rejects.toEqual(refused(/./));
      }),
      { numRuns: 60 },
    );
  });
});
