import { duration } from '@/lib/core/duration';
import type { CallEntry } from '@/lib/experiment/entry';

/** Tokens a second while the answer was written, without the wait for the first; null where there is nothing to divide. */
export function writingSpeed({ usage, timings }: CallEntry): number | null {
  const written = usage.completion_tokens - 1;
  const seconds = (timings.total_ms - timings.first_token_ms) / 1000;
  return written > 0 && seconds > 0 ? written / seconds : null;
}

const count = (value: number): string => value.toLocaleString('en');

/** What is on record of a call, in the order in which it is listed. */
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
