import { sha1 } from '@noble/hashes/legacy.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/**
 * What the bytes of a file are to hash to, in hexadecimal. `git` is the SHA-1 of git's own file objects: the word "blob", the length, a
 * zero byte, the file.
 */
export interface Digest {
  kind: 'sha256' | 'git';
  hex: string;
}

/** Hashes a file as it comes: Web Crypto wants it whole. */
export interface FileHash {
  update(piece: Uint8Array): void;
  hex(): string;
}

/** @param size of the file, in bytes */
export function createHash(kind: Digest['kind'], size: number): FileHash {
  const hash = kind === 'sha256' ? sha256.create() : sha1.create().update(utf8ToBytes(`blob ${size}\0`));
  return {
    update: piece => void hash.update(piece),
    hex: () => bytesToHex(hash.digest()),
  };
}

/** SHA-256 of bytes that are all there, by the browser's own code. Only where {@link crypto.subtle} is: in secure contexts. */
export const hashWhole = async (bytes: Uint8Array<ArrayBuffer>): Promise<string> =>
  bytesToHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
