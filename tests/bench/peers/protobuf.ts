import { bytesOf, utf8 } from './bytes';

/** Encoded pieces of a message, in order: large ones are referred to, not copied. */
export type Message = readonly Uint8Array[];

/** Protocol Buffers' wire format (protobuf.dev/programming-guides/encoding), as much as ONNX needs. */
export const field = {
  /** int32, int64, enum: zero or above. */
  integer: (number: number, value: number): Message => [varint(number << 3), varint(value)],
  float: (number: number, value: number): Message => [varint((number << 3) | 5), bytesOf(Float32Array.of(value))],
  text: (number: number, value: string): Message => bytes(number, [utf8(value)]),
  bytes: (number: number, value: Uint8Array): Message => bytes(number, [value]),
  message: (number: number, parts: readonly Message[]): Message => bytes(number, parts.flat()),
};

function bytes(number: number, parts: Message): Message {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  return [varint((number << 3) | 2), varint(length), ...parts];
}

/** Seven bits a byte, the lowest first; the top bit says that more follow. */
function varint(value: number): Uint8Array {
  const groups: number[] = [];
  let rest = value;
  while (rest >= 128) {
    groups.push((rest % 128) | 128);
    rest = Math.floor(rest / 128);
  }
  return Uint8Array.of(...groups, rest);
}
