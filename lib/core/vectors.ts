import { decodeBytes, encodeBytes } from './base64';
import { Failure } from './failure';

/** A vector as base64 of its float32 values, little-endian: the same text on every machine. */
export function encodeVector(vector: ArrayLike<number>): string {
  const bytes = new Uint8Array(vector.length * 4);
  const view = new DataView(bytes.buffer);
  for (let index = 0; index < vector.length; index++) view.setFloat32(index * 4, vector[index] ?? 0, true);
  return encodeBytes(bytes);
}

/** What {@link encodeVector} wrote. @throws Failure `file-malformed` */
export function decodeVector(text: string): Float32Array {
  const bytes = decodeBytes(text);
  if (bytes.length % 4 !== 0) throw new Failure('file-malformed', 'A vector ends in the middle of a number.');
  const view = new DataView(bytes.buffer);
  return Float32Array.from({ length: bytes.length / 4 }, (_, index) => view.getFloat32(index * 4, true));
}

/** Whole numbers below 65,536 as base64, little-endian. */
export function encodeUint16s(values: Uint16Array): string {
  const bytes = new Uint8Array(values.length * 2);
  const view = new DataView(bytes.buffer);
  values.forEach((value, index) => view.setUint16(index * 2, value, true));
  return encodeBytes(bytes);
}

/** What {@link encodeUint16s} wrote. @throws Failure `file-malformed` */
export function decodeUint16s(text: string): Uint16Array {
  const bytes = decodeBytes(text);
  if (bytes.length % 2 !== 0) throw new Failure('file-malformed', 'A list of numbers ends in the middle of one.');
  const view = new DataView(bytes.buffer);
  return Uint16Array.from({ length: bytes.length / 2 }, (_, index) => view.getUint16(index * 2, true));
}
