/** Instructions that a pattern may have, about. With the longest answer that is checked this bounds both its compilation and each check. */
export const mostInstructions = 500;

/** A class of characters is a list of ranges; without regard to case, the engine goes through all of its characters. */
const classSize = 10;
const foldedClassSize = 100;

/** A group, or the whole pattern: the instructions so far, and those of the last item, which a repetition multiplies. */
interface Group {
  size: number;
  last: number;
}

/**
 * About how many instructions a regular expression (RE2 syntax) compiles to, repetitions multiplied out. Reads the text once and compiles
 * nothing: patterns come from links, and a short one can unfold to millions of instructions. A text that is no pattern has some size, too.
 */
export function patternSize(pattern: string): number {
  const ofClass = /\(\?[a-zA-Z]*i/.test(pattern) ? foldedClassSize : classSize;
  const groups: Group[] = [{ size: 0, last: 0 }];
  const top = () => groups.at(-1) as Group;
  const add = (size: number) => {
    const group = top();
    group.size += size;
    group.last = size;
  };
  for (let at = 0; at < pattern.length;) {
    const { kind, length, least, most } = tokenAt(pattern, at);
    at += length;
    const group = top();
    switch (kind) {
      case 'open':
        groups.push({ size: 0, last: 0 });
        break;
      case 'close':
        if (groups.length > 1) groups.pop();
        add(group.size + 2);
        break;
      case 'repeat': {
        // What may be left out needs an instruction more each time.
        const size = Math.max(1, group.last) * Math.max(1, least + 2 * (most - least));
        group.size += size - group.last;
        group.last = size;
        break;
      }
      case 'class':
        add(ofClass);
        break;
      case 'quote':
        add(length);
        break;
      case 'item':
        add(1);
    }
  }
  return groups.reduce((sum, { size }) => sum + size, 0);
}

interface Token {
  kind: 'open' | 'close' | 'repeat' | 'class' | 'quote' | 'item';
  /** Characters of the pattern. */
  length: number;
  /** Of a repetition: times at least and, with a bound, at most. */
  least: number;
  most: number;
}

const token = (kind: Token['kind'], length: number, least = 0, most = 0): Token => ({ kind, length, least, most });

function tokenAt(pattern: string, at: number): Token {
  const rest = pattern.slice(at, at + 300);
  const character = rest[0] ?? '';
  if (character === '(') return token('open', /^\(\?(?:P?<\w+>|[a-zA-Z-]*:?)/.exec(rest)?.[0].length ?? 1);
  if (character === ')') return token('close', 1);
  if (character === '*' || character === '+' || character === '?') return token('repeat', 1, 1, 2);
  if (character === '[')
    return token('class', /^\[\^?\]?(?:\\.|\[:\^?\w+:\]|[^\]\\])*\]?/s.exec(rest)?.[0].length ?? 1);
  if (character === '{') {
    const [whole, least, comma, most] = /^\{(\d{1,9})(,?)(\d{0,9})\}/.exec(rest) ?? [];
    if (whole === undefined) return token('item', 1);
    const from = Number(least);
    return token('repeat', whole.length, from, most ? Math.max(from, Number(most)) : from + (comma ? 1 : 0));
  }
  if (character !== '\\') return token('item', 1);
  if (/^\\[pP]/.test(rest)) return token('class', /^\\[pP](?:\{[^}]*\}|.)?/s.exec(rest)?.[0].length ?? 2);
  if (rest.startsWith('\\Q')) {
    const end = pattern.indexOf('\\E', at);
    return token('quote', (end < 0 ? pattern.length : end + 2) - at);
  }
  return token('item', /^\\(?:x\{[^}]*\}|.)?/s.exec(rest)?.[0].length ?? 1);
}
