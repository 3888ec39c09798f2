/**
 * FNV-1a over UTF-16 code units, 32 bits, with a final avalanche (murmur3's `fmix32`), so that a difference in the
 * last character changes every bit with equal chance. Not cryptographic: it names requests in a journal, seeds random
 * streams and splits problems.
 */
export function hash32(text: string, seed = 0): number {
  let h = (0x811c9dc5 ^ seed) >>> 0;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** The same hash with 64 bits, as 16 hexadecimal digits: short enough to read, long enough for the calls of one run. */
export function hash64(text: string): string {
  return [hash32(text), hash32(text, 0x9e3779b9)].map(part => part.toString(16).padStart(8, '0')).join('');
}
