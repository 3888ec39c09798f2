import type { SequenceId } from '../../cache/contract';
import { pageSlots } from '../../cache/pages';
import type { Backend } from '../../contract';

/**
 * Bytes of a cache that holds every token that a sequence has read. They are measured, except for a model that compresses its own cache: it
 * has no full one, so they are computed, as the pages that a full cache would fill times the bytes of a page that this one holds.
 */
export function fullBytes({ cache, config }: Backend, sequence: SequenceId): number {
  const held = cache.bytesOf(sequence);
  if (!config.learned) return held;
  const heads = Array.from({ length: config.layers * config.kvHeads }, (_, i) => ({
    sequence,
    layer: Math.floor(i / config.kvHeads),
    head: i % config.kvHeads,
  }));
  const pages = heads.reduce((sum, head) => sum + Math.ceil(cache.length(head) / pageSlots), 0);
  const all = heads.length * Math.ceil(cache.position(sequence) / pageSlots);
  return pages === 0 ? held : (held / pages) * all;
}
