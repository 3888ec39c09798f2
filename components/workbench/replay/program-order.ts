import { stage } from '@/components/trace/stages';
import { strategies } from '@/lib/panels/divide-and-conquer/strategies/registry';

const collator = new Intl.Collator('en', { numeric: true });

const placeOf = (strategy: string): number => {
  const place = strategies.findIndex(({ id }) => id === strategy);
  return place < 0 ? strategies.length : place;
};

/**
 * Orders the paths of one problem as its program stands, whatever order the answers came in: by strategy, and inside it splits before
 * the parts, the parts by their names, and what is made of them behind. Every entry comes after all that it can depend on.
 */
export function inProgramOrder(a: readonly string[], b: readonly string[]): number {
  const shared = Math.min(a.length, b.length);
  for (let depth = 0; depth < shared; depth++) {
    const [left, right] = [a[depth] ?? '', b[depth] ?? ''];
    const [isLast, isOtherLast] = [depth === a.length - 1, depth === b.length - 1];
    if (left === right && isLast === isOtherLast) continue;
    const order =
      (depth === 1 && placeOf(left) - placeOf(right)) ||
      rank(left, isLast) - rank(right, isOtherLast) ||
      collator.compare(left, right) ||
      (left < right ? -1 : Number(left > right));
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

/** Scopes stand between the steps that come before the parts and those that come after; each kind by its stage. */
function rank(name: string, isStep: boolean): number {
  if (!isStep) return 1 + stage(name);
  return stage(name) < 1 ? 0 : 4 + stage(name);
}
