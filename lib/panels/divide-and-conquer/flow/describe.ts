import { counted } from '@/lib/core/in-words';
import type { Flow, FlowNode } from './flow';

/** `2 splits at once`, `1 solve and 4 splits at once`, `1 merge by code`. */
function phrase(nodes: readonly FlowNode[]): string {
  const groups = new Map<string, FlowNode[]>();
  for (const node of nodes) {
    const key = `${node.noun} ${node.byCode}`;
    groups.set(key, [...(groups.get(key) ?? []), node]);
  }
  const parts = [...groups.values()].flatMap(([first, ...rest]) =>
    first ? [`${counted(rest.length + 1, first.noun)}${first.byCode ? ' by code' : ''}`] : [],
  );
  const calls = nodes.filter(({ byCode }) => !byCode).length;
  return parts.join(' and ') + (calls > 1 ? ' at once' : '');
}

/** Steps that repeat, singly or in pairs, said once with how often. */
function shorten(phrases: readonly string[]): string[] {
  const result: string[] = [];
  for (let at = 0; at < phrases.length;) {
    const [period, times] = repeats(phrases, at);
    const once = phrases.slice(at, at + period).join(', then ');
    result.push(times === 1 ? once : `${period === 1 ? severalOf(once, times) : `${times} times (${once})`} in turn`);
    at += period * times;
  }
  return result;
}

/** `4 solves` for four times `1 solve`. */
function severalOf(phrase: string, times: number): string {
  const noun = /^1 (\w+)$/.exec(phrase)?.[1];
  return noun === undefined ? `${times} times ${phrase}` : counted(times, noun);
}

/** How long the part is that repeats from here, and how often it stands there: single steps go before pairs. */
function repeats(phrases: readonly string[], at: number): [period: number, times: number] {
  for (const period of [1, 2]) {
    const part = phrases.slice(at, at + period);
    let times = 1;
    while (part.every((item, place) => phrases[at + times * period + place] === item)) times++;
    if (times > 1) return [period, times];
  }
  return [1, 1];
}

/** A flow in words: `2 splits at once, then 4 solves at once, then 1 merge; 3 calls deep`. */
export function describeFlow({ nodes, depth }: Flow): string {
  const columns = Math.max(0, ...nodes.map(({ column }) => column + 1));
  const phrases = Array.from({ length: columns }, (_, place) => phrase(nodes.filter(({ column }) => column === place)));
  return `${shorten(phrases).join(', then ')}; ${counted(depth, 'call')} deep`;
}
