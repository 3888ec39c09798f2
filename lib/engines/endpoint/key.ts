import { Failure } from '@/lib/core/failure';

const storageKey = 'loupe.endpoint.key';

/** The used part of `Storage`. */
export type KeyStore = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** `sessionStorage`, which lasts until the tab closes; null in Node and where the browser forbids it. */
export function sessionKeyStore(): KeyStore | null {
  try {
    return globalThis.sessionStorage ?? null;
  } catch {
    return null;
  }
}

/** Stores the key until the tab closes. Only call this if the user requests it; otherwise the key stays in memory only. */
export function rememberKey(key: string, store: KeyStore | null = sessionKeyStore()): void {
  try {
    store?.setItem(storageKey, key);
  } catch {
    // Without storage, the user has to enter the key again.
  }
}

/** The stored key, or null. */
export function rememberedKey(store: KeyStore | null = sessionKeyStore()): string | null {
  return store?.getItem(storageKey) ?? null;
}

/** Deletes the stored key. */
export function forgetKey(store: KeyStore | null = sessionKeyStore()): void {
  store?.removeItem(storageKey);
}

/**
 * Trims a key and checks that it is valid in a header; undefined for no key. `fetch` would repeat an invalid value, hence the key, in its
 * error message.
 *
 * @throws Failure `endpoint-unauthorised`
 */
export function checkKey(key: string | undefined): string | undefined {
  const trimmed = key?.trim();
  if (!trimmed) return undefined;
  if (trimmed.length > 1_000 || !/^[\x21-\x7e]+$/.test(trimmed))
    throw new Failure('endpoint-unauthorised', 'The key holds characters that no key has.');
  return trimmed;
}
