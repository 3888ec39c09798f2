import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Failure } from '@/lib/ground/failure';
import { readConfig } from '@/lib/transformer/config';
import { halfToNumber } from '@/lib/transformer/floats';
import { parseSafetensors, readTensor } from '@/lib/transformer/safetensors';
import { countParameters, openWeights } from '@/lib/transformer/weights';
import { readTiny, tinyPath } from './tiny';

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

describe('safetensors', () => {
  it('reads float32, float16 and bfloat16, wherever they lie', () => {
    const data = new Uint8Array(4 + 6 + 4);
    const view = new DataView(data.buffer);
    view.setFloat32(0, -1.5, true);
    [0x3c00, 0xc000, 0x0001].forEach((bits, i) => view.setUint16(4 + 2 * i, bits, true)); // 1, -2, 2^-24
    [0x3f80, 0xc040].forEach((bits, i) => view.setUint16(10 + 2 * i, bits, true)); // 1, -3
    const header = {
      __metadata__: { format: 'pt' },
      a: tensor('F32', [1], 0, 4),
      b: tensor('F16', [3], 4, 10),
      c: tensor('BF16', [2, 1], 10, 14),
    };
    const tensors = parseSafetensors(file(JSON.stringify(header) + ' ', data));
    expect([...tensors.keys()]).toEqual(['a', 'b', 'c']);
    expect(tensors.get('c')!.shape).toEqual([2, 1]);
    expect([...readTensor(tensors.get('a')!)]).toEqual([-1.5]);
    expect([...readTensor(tensors.get('b')!)]).toEqual([1, -2, 2 ** -24]);
    expect([...readTensor(tensors.get('c')!)]).toEqual([1, -3]);
  });

  it('knows the corners of half precision', () => {
    expect(halfToNumber(0x7bff)).toBe(65504);
    expect(halfToNumber(0x0400)).toBe(2 ** -14);
    expect(halfToNumber(0x03ff)).toBe(1023 * 2 ** -24);
    expect(halfToNumber(0xfc00)).toBe(-Infinity);
    expect(halfToNumber(0x7e00)).toBeNaN();
    expect(halfToNumber(0x8000)).toBe(-0);
  });

  it.each([
    ['nothing', new Uint8Array(0), /only 0 bytes/],
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
      'an end outside of the file',
      file(JSON.stringify({ a: tensor('F32', [2], 0, 8) }), 4),
      /ends at 8, the data has 4/,
    ],
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
  ])('refuses %s and says so', (_what, bytes, detail) => {
    expect(() => parseSafetensors(bytes)).toThrow(refused(detail));
  });

  it('gives a named failure, or tensors within the file, for any bytes', () => {
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
      .map(([header, data, claimed]) =>
        file(JSON.stringify(header), data, claimed === null ? undefined : BigInt(claimed)),
      );
    fc.assert(
      fc.property(fc.oneof(lying, fc.uint8Array({ maxLength: 64 })), bytes => {
        try {
          let covered = 0;
          for (const stored of parseSafetensors(bytes).values())
            covered += readTensor(stored).length * 0 + stored.bytes.length;
          expect(covered).toBeLessThanOrEqual(bytes.length);
        } catch (error) {
          expect(error).toBeInstanceOf(Failure);
          expect(error).toMatchObject({ kind: 'model-file' });
        }
      }),
      { numRuns: 300 },
    );
  });

  const config = readConfig(readTiny('config.json'));
  const whole = new Uint8Array(readFileSync(`${tinyPath}/model.safetensors`));

  it('refuses a real file cut anywhere', () => {
    fc.assert(
      fc.property(fc.nat(whole.length - 1), length => {
        expect(() => openWeights(whole.subarray(0, length), config)).toThrow(refused(/./));
      }),
      { numRuns: 60 },
    );
  });

  it('gives the weights that the config asks for', () => {
    const weights = openWeights(whole, config);
    expect(weights.get('model.embed_tokens.weight')).toHaveLength(264 * 16);
    expect(weights.has('lm_head.weight')).toBe(false);
    expect(countParameters(config)).toBe(
      (whole.length - 8 - Number(new DataView(whole.buffer, 0, 8).getBigUint64(0, true))) / 4,
    );
  });

  it('names a tensor that is missing, of another shape, or too many', () => {
    expect(() => openWeights(whole, { ...config, layers: 3 })).toThrow(
      refused(/model\.layers\.2\.input_layernorm\.weight" is missing/),
    );
    expect(() => openWeights(whole, { ...config, tiedEmbedding: false })).toThrow(
      refused(/lm_head\.weight" is missing/),
    );
    expect(() => openWeights(whole, { ...config, intermediateSize: 20 })).toThrow(
      refused(/gate_proj.*\[40,16\].*\[20,16\]/),
    );
    expect(() => openWeights(whole, { ...config, layers: 1 })).toThrow(
      expect.objectContaining({ kind: 'model-unsupported', detail: expect.stringMatching(/model\.layers\.1/) }),
    );
  });
});
