/** A Python dict: keys in the order of their first appearance, values of the last. */
export class PythonDict {
  private readonly entries = new Map<string, [Literal, Literal]>();

  /** @throws Unreadable where the key is not hashable */
  set(key: Literal, value: Literal): void {
    const id = hashOf(key);
    this.entries.set(id, [this.entries.get(id)?.[0] ?? key, value]);
  }

  get(key: string): Literal | undefined {
    return this.entries.get(hashOf(key))?.[1];
  }

  get size(): number {
    return this.entries.size;
  }

  pairs(): [Literal, Literal][] {
    return [...this.entries.values()];
  }
}

/** A tuple, a set, bytes or an ellipsis: legal Python, and nothing that an answer can use. */
export class OtherLiteral {
  constructor(
    readonly kind: 'tuple' | 'set' | 'bytes' | 'ellipsis' | 'complex',
    readonly items: readonly Literal[] = [],
  ) {}
}

export type Literal = string | number | boolean | null | Literal[] | PythonDict | OtherLiteral;

/** The text is not a Python literal; the message says why, in a sentence. */
export class Unreadable extends Error {}

/** Equal for keys that Python holds equal: 1, 1.0 and True are one key. @throws Unreadable where the value is not hashable */
export function hashOf(value: Literal): string {
  if (typeof value === 'string') return `s${value}`;
  if (value === null) return 'None';
  if (typeof value === 'number' || typeof value === 'boolean') return `n${Number(value)}`;
  if (Array.isArray(value) || value instanceof PythonDict || value.kind === 'set')
    throw new Unreadable('A list, a dict or a set cannot be a key.');
  return JSON.stringify([value.kind, ...value.items.map(hashOf)]);
}
