import type { TracedCall } from './call';

/** Milliseconds from the first call sent to the last answer; null unless every call was watched as it ran. */
export function elapsedTime(calls: Iterable<TracedCall>): number | null {
  let [first, last] = [Infinity, -Infinity];
  for (const { entry, began, ended } of calls) {
    if (entry?.kind !== 'call') continue;
    if (began === undefined || ended === undefined) return null;
    first = Math.min(first, began);
    last = Math.max(last, ended);
  }
  return last < first ? null : last - first;
}
