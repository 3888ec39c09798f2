import { Failure } from './failure';

/** Bytes that are converted at a time: a call with more arguments could overflow the stack. */
const chunk = 0x8000;

/** Characters of the base64 of so many bytes. */
export const base64Length = (bytes: number): number => 4 * Math.ceil(bytes / 3);

export function encodeBytes(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += chunk) text += String.fromCharCode(...bytes.subarray(at, at + chunk));
  return btoa(text);
}

/** What {@link encodeBytes} wrote. @throws Failure `file-malformed` */
export function decodeBytes(text: string): Uint8Array {
  try {
    return Uint8Array.from(atob(text), character => character.charCodeAt(0));
  } catch (error) {
    throw new Failure('file-malformed', 'What should be base64 is not.', { cause: error });
  }
}
