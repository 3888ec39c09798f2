import type { CallEntry } from '@/lib/experiment/entry';
import type { TracedCall } from './call';

/** Milliseconds as a person reads them: `38 ms`, `4.2 s`, `3 min 12 s`. */
export function duration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

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

/** Tokens a second while the answer was written, without the wait for the first; null where there is nothing to divide. */
export function writingSpeed({ usage, timings }: CallEntry): number | null {
  const written = usage.completion_tokens - 1;
  const seconds = (timings.total_ms - timings.first_token_ms) / 1000;
  return written > 0 && seconds > 0 ? written / seconds : null;
}

const count = (value: number): string => value.toLocaleString('en');

/** What is on record of a call, in the order in which the inspector lists it. */
export function factsOf(entry: CallEntry): { name: string; value: string }[] {
  const { usage, timings, request } = entry;
  const speed = writingSpeed(entry);
  return [
    { name: 'Tokens in', value: count(usage.prompt_tokens) },
    {
      name: 'Tokens out',
      value: `${count(usage.completion_tokens)}${entry.finish_reason === 'length' ? ' (cut off at the limit)' : ''}`,
    },
    { name: 'First token', value: duration(timings.first_token_ms) },
    { name: 'Total time', value: duration(timings.total_ms) },
    ...(timings.queue_ms === undefined ? [] : [{ name: 'In the queue', value: duration(timings.queue_ms) }]),
    {
      name: 'Speed',
      value:
        speed === null ? 'too short to tell' : `${speed >= 100 ? count(Math.round(speed)) : speed.toFixed(1)} tokens/s`,
    },
    { name: 'Temperature', value: request.temperature === 0 ? '0 (greedy)' : String(request.temperature) },
    { name: 'Seed', value: String(request.seed) },
    ...(request.schema ? [{ name: 'Answer held to', value: 'a JSON schema' }] : []),
    { name: 'Engine', value: entry.engine },
    { name: 'Request hash', value: entry.hash },
  ];
}
