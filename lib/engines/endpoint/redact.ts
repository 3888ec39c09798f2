const longestDetail = 300;
const mask = '[key]';

/** Makes text from a server or the network safe to show: removes the key and control characters, then cuts it to 300 characters. */
export function plainWords(text: string, key: string | undefined): string {
  const withoutKey = key ? text.replaceAll(key, mask) : text;
  // Control characters could corrupt a terminal or hide text. A message has one line.
  const plain = withoutKey.replace(/[\p{Cc}\s]+/gu, ' ').trim();
  return plain.length > longestDetail ? `${plain.slice(0, longestDetail - 1)}\u2026` : plain;
}

/** Servers without keys are given words such as `none` or `EMPTY`. Those are no secrets, and a model may write them in an answer. */
const isSecret = (key: string): boolean => key.length >= 16 || (key.length >= 8 && /\d/.test(key));

/** Removes the key from a text that comes in pieces. */
export interface Redactor {
  /** The part of the text that is known to hold no part of the key. */
  push(piece: string): string;
  /** What was held back, at the end of the text. */
  flush(): string;
  /** Whether text is held back, because it may be the beginning of the key. */
  readonly holds: boolean;
  /** Whether the text so far held the key. */
  readonly found: boolean;
}

export function createRedactor(key: string | undefined): Redactor {
  const secret = key && isSecret(key) ? key : undefined;
  let held = '';
  let found = false;
  return {
    push(piece) {
      if (!secret) return piece;
      held += piece;
      found ||= held.includes(secret);
      held = held.replaceAll(secret, mask);
      const keep = beginningAtEnd(held, secret);
      const text = held.slice(0, held.length - keep);
      held = held.slice(held.length - keep);
      return text;
    },
    flush() {
      const text = held;
      held = '';
      return text;
    },
    get holds() {
      return held !== '';
    },
    get found() {
      return found;
    },
  };
}

/** Length of the longest end of a text with which the key begins. */
function beginningAtEnd(text: string, key: string): number {
  for (let size = Math.min(key.length - 1, text.length); size > 0; size--)
    if (text.endsWith(key.slice(0, size))) return size;
  return 0;
}
