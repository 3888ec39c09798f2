import { Failure } from '@/lib/core/failure';

/** Bytes that are converted at a time: a call with more arguments could overflow the stack. */
const chunk = 0x8000;

/** A vector as base64 of its float32 values, little-endian: the same text on every machine. */
export function encodeVector(vector: Float32Array): string {
  const bytes = new Uint8Array(vector.length * 4);
  const view = new DataView(bytes.buffer);
  vector.forEach((value, index) => view.setFloat32(index * 4, value, true));
  let text = '';
  for (let at = 0; at < bytes.length; at += chunk) text += String.fromCharCode(...bytes.subarray(at, at + chunk));
  return btoa(text);
}

/** What {@link encodeVector} wrote. @throws Failure `file-malformed` */
export function decodeVector(text: string): Float32Array {
  let bytes: Uint8Array;
  try {
    bytes = Uint8Array.from(atob(text), character => character.charCodeAt(0));
  } catch (error) {
    throw new Failure('file-malformed', 'An embedding is not base64.', { cause: error });
  }
  if (bytes.length % 4 !== 0) throw new Failure('file-malformed', 'An embedding ends in the middle of a number.');
  const view = new DataView(bytes.buffer);
  return Float32Array.from({ length: bytes.length / 4 }, (_, index) => view.getFloat32(index * 4, true));
}
