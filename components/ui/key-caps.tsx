import type { Shortcut } from './shortcuts';

/** The keys of a shortcut as they are printed on a keyboard. */
export function KeyCaps({ keys, shown }: Pick<Shortcut, 'keys' | 'shown'>) {
  const caps = shown === undefined ? keys.map(nameOfKey) : [shown];
  return (
    <span className="inline-flex flex-wrap gap-1">
      {caps.map(cap => (
        <kbd
          key={cap}
          className="rounded border border-line-strong bg-sunken px-1.5 font-mono text-caption whitespace-nowrap text-ink"
        >
          {cap}
        </kbd>
      ))}
    </span>
  );
}

const names: Readonly<Record<string, string>> = {
  ' ': 'Space',
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Escape: 'Esc',
};

/** `Shift ←`, `K`. */
export function nameOfKey(key: string): string {
  const plain = key.replace(/^Shift /, '');
  const name = names[plain] ?? (plain.length === 1 ? plain.toUpperCase() : plain);
  return plain === key ? name : `Shift ${name}`;
}
