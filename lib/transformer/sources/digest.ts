import { sha1 } from '@noble/hashes/legacy.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/**
 * The expected hash of a file, in hexadecimal. `git` is the SHA-1 of a git blob object: the word "blob", the length,
 * a zero byte, the content.
 */
export interface Digest {
  kind: 'sha256' | 'git';
  hex: string;
}

/** An incremental hash of a file; Web Crypto can only hash whole buffers. */
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

/** SHA-256 by Web Crypto. Works only where {@link crypto.subtle} exists, in secure contexts. */
export const hashWhole = async (bytes: Uint8Array<ArrayBuffer>): Promise<string> =>
  bytesToHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
