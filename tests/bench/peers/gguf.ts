import { bytesOf, join, utf8 } from './bytes';

/** What a GGUF file says about itself; the type of the number is part of the format. */
export type GgufValue =
  | { u32: number }
  | { f32: number }
  | { flag: boolean }
  | { text: string }
  | { texts: readonly string[] }
  | { f32s: Float32Array }
  | { i32s: Int32Array };

export type GgufType = 'F32' | 'Q8_0';

export interface GgufTensor {
  name: string;
  /** Row-major, as elsewhere in this repository: `[outputs, inputs]`. The file has them the other way round. */
  shape: readonly number[];
  type: GgufType;
  values: Float32Array;
}

/** Values per block that shares a scale in Q8_0. */
const block = 32;
const alignment = 32;
const typeCodes: Record<GgufType, number> = { F32: 0, Q8_0: 8 };

/** Writes a GGUF file, version 3 (ggml's `docs/gguf.md`). Rows of Q8_0 tensors are multiples of 32 long. */
export function writeGguf(
  about: Readonly<Record<string, GgufValue>>,
  tensors: readonly GgufTensor[],
): Uint8Array<ArrayBuffer> {
  const header: Uint8Array[] = [utf8('GGUF'), u32(3), u64(tensors.length), u64(Object.keys(about).length)];
  for (const [key, value] of Object.entries(about)) header.push(text(key), ...encode(value));
  const data: Uint8Array[] = [];
  let offset = 0;
  for (const { name, shape, type, values } of tensors) {
    const extents = [...shape].reverse().map(u64);
    header.push(text(name), u32(shape.length), ...extents, u32(typeCodes[type]), u64(offset));
    const bytes = type === 'F32' ? bytesOf(values) : quantise(values);
    const padding = new Uint8Array(-bytes.length & (alignment - 1));
    data.push(bytes, padding);
    offset += bytes.length + padding.length;
  }
  const length = header.reduce((sum, part) => sum + part.length, 0);
  return join([...header, new Uint8Array(-length & (alignment - 1)), ...data]);
}

const u32 = (value: number) => bytesOf(Uint32Array.of(value));
const u64 = (value: number) => bytesOf(BigUint64Array.of(BigInt(value)));

function text(value: string): Uint8Array {
  const bytes = utf8(value);
  return join([u64(bytes.length), bytes]);
}

/** Its type's code, then the value. */
function encode(value: GgufValue): Uint8Array[] {
  if ('u32' in value) return [u32(4), u32(value.u32)];
  if ('f32' in value) return [u32(6), bytesOf(Float32Array.of(value.f32))];
  if ('flag' in value) return [u32(7), Uint8Array.of(value.flag ? 1 : 0)];
  if ('text' in value) return [u32(8), text(value.text)];
  if ('texts' in value) return [u32(9), u32(8), u64(value.texts.length), ...value.texts.map(text)];
  if ('f32s' in value) return [u32(9), u32(6), u64(value.f32s.length), bytesOf(value.f32s)];
  return [u32(9), u32(5), u64(value.i32s.length), bytesOf(value.i32s)];
}

/** Q8_0: of every 32 values a half-precision step, then the values in steps, one signed byte each. */
function quantise(values: Float32Array): Uint8Array {
  const blocks = values.length / block;
  const bytes = new Uint8Array(blocks * (2 + block));
  const view = new DataView(bytes.buffer);
  for (let b = 0; b < blocks; b++) {
    const from = b * block;
    let peak = 0;
    for (let i = 0; i < block; i++) peak = Math.max(peak, Math.abs(values[from + i]!));
    const step = peak / 127;
    const at = b * (2 + block);
    view.setUint16(at, toHalf(step), true);
    for (let i = 0; i < block; i++) view.setInt8(at + 2 + i, step > 0 ? Math.round(values[from + i]! / step) : 0);
  }
  return bytes;
}

/** Bits of the nearest half-precision number (IEEE 754 binary16) to a positive one below 65504. */
function toHalf(value: number): number {
  if (value < 2 ** -14) return Math.round(value * 2 ** 24);
  const exponent = Math.floor(Math.log2(value));
  // A fraction that rounds up to 1024 carries into the exponent, as it should.
  return ((exponent + 15) << 10) + Math.round((value / 2 ** exponent - 1) * 1024);
}
