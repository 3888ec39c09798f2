const encoder = new TextEncoder();

/** The bytes of a text, in UTF-8. */
export const utf8 = (text: string): Uint8Array => encoder.encode(text);

/** The bytes that numbers lie in, without a copy. Little-endian, as every machine is that runs the peers. */
export const bytesOf = (values: ArrayBufferView): Uint8Array =>
  new Uint8Array(values.buffer, values.byteOffset, values.byteLength);

/** One array of all parts. */
export function join(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
