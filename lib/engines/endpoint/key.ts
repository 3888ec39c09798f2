import { Failure } from '@/lib/core/failure';

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

/** A server's key; empty where there is none. `remember`: whether the tab stores it until it closes. */
export interface HeldKey {
  key: string;
  remember: boolean;
}

/**
 * Keys, each under the origin of the server that it was given for. A key is found under no other origin, so that it cannot be sent to
 * another server when the user changes the address.
 */
export interface Keyring {
  get(origin: string): HeldKey;
  /** Holds a key in memory. Stores it only if the user requested it, and otherwise deletes what was stored for this origin. */
  set(origin: string, held: HeldKey): void;
}

export function createKeyring(store: () => KeyStore | null = sessionKeyStore): Keyring {
  const held = new Map<string, HeldKey>();
  const itemOf = (origin: string) => `loupe.endpoint.key ${origin}`;
  return {
    get(origin) {
      const known = held.get(origin);
      if (known) return known;
      const key = store()?.getItem(itemOf(origin)) ?? '';
      return { key, remember: key !== '' };
    },
    set(origin, { key, remember }) {
      held.set(origin, { key, remember });
      try {
        if (remember && key) store()?.setItem(itemOf(origin), key);
        else store()?.removeItem(itemOf(origin));
      } catch {
        // Without storage, the user has to enter the key again after a reload.
      }
    },
  };
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
