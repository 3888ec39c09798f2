import type { EngineRef } from '@/lib/engines/contract';

/** Calls that the embedded engine decodes together at most (`can.batch`). */
export const embeddedBatch = 32;

/** What strategies ask: one call, calls that wait for each other, or calls that know nothing of each other. */
const shapes: Readonly<Record<string, 'one' | 'chain'>> = {
  io: 'one',
  cot: 'one',
  'least-to-most': 'chain',
  decomposed: 'chain',
};

/**
 * How the calls of a strategy reach its engine, in one sentence. `concurrency` is the limit that the user set for an endpoint; not known
 * of a run from elsewhere. Empty where one call is all there is.
 */
export function sendingOf(strategy: string, { engine }: EngineRef, concurrency?: number): string {
  const shape = shapes[strategy];
  if (shape === 'one') return '';
  if (shape === 'chain') return 'Each call waits for the one before it.';
  switch (engine) {
    case 'embedded':
      return `Independent calls go in batches of up to ${embeddedBatch}; what their prompts begin with in common is read once.`;
    case 'endpoint':
      return `Independent calls go ${concurrency === undefined ? 'several' : `up to ${concurrency}`} at the same time.`;
    case 'webllm':
      return 'Independent calls go one after another: WebLLM answers one at a time.';
    case 'recorded':
      return '';
  }
}
