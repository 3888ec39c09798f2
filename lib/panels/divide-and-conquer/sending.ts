import type { EngineRef } from '@/lib/engines/contract';
import { findStrategy, type Registry, registry as everything } from './registry';

/** Calls that the embedded engine decodes together at most (`can.batch`). */
export const embeddedBatch = 32;

/**
 * How the calls of a strategy reach its engine, in one sentence. `concurrency` is the limit that the user set for an endpoint; not known
 * of a run from elsewhere. Empty where one call is all there is.
 */
export function sendingOf(
  strategy: string,
  { engine }: Pick<EngineRef, 'engine'>,
  concurrency?: number,
  registry: Registry = everything,
): string {
  const calls = findStrategy(strategy, registry)?.calls;
  if (calls === 'one') return '';
  if (calls === 'chain') return 'Each call waits for the one before it.';
  switch (engine) {
    case 'embedded':
      return `Independent calls go in batches of up to ${embeddedBatch}; shared prompt prefixes are processed once.`;
    case 'endpoint':
      return `Independent calls go ${concurrency === undefined ? 'several' : `up to ${concurrency}`} at the same time.`;
    case 'webllm':
      return 'Independent calls go one after another: WebLLM answers one at a time.';
    case 'recorded':
      return '';
  }
}
