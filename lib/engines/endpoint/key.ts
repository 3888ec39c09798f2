import { Failure } from '@/lib/core/failure';

const place = 'loupe.endpoint.key';

/** The part of `Storage` that is used; null where a browser offers none. */
export type KeyStore = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** `sessionStorage`, which a tab forgets when it closes; null in Node and where a browser forbids it. */
export function sessionKeyStore(): KeyStore | null {
  try {
    return globalThis.sessionStorage ?? null;
  } catch {
    return null;
  }
}

/** Keeps the key until the tab closes. Call it only when the user asked for that; otherwise a key lives in memory alone. */
export function rememberKey(key: string, store: KeyStore | null = sessionKeyStore()): void {
  try {
    store?.setItem(place, key);
  } catch {
    // A full or forbidden storage only means that the key must be typed again.
  }
}

/** The remembered key, or null. */
export function rememberedKey(store: KeyStore | null = sessionKeyStore()): string | null {
  return store?.getItem(place) ?? null;
}

/** Forgets the key. */
export function forgetKey(store: KeyStore | null = sessionKeyStore()): void {
  store?.removeItem(place);
}

/**
 * A key as it can stand in a header, or undefined for none.
 *
 * Checked here because `fetch` repeats an impossible header value, hence the key, in its error message.
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
