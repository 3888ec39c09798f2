import type { HandAnnotation } from './annotation';
import type { HandStore } from './store';

/** A store that lasts as long as the page: where the browser has no storage to give. */
export function memoryHandStore(): HandStore {
  const kept = new Map<string, HandAnnotation>();
  const keyOf = (corpus: string, sentence: string): string => JSON.stringify([corpus, sentence]);
  return {
    async put(annotation) {
      kept.set(keyOf(annotation.corpus, annotation.sentence), structuredClone(annotation));
    },
    async remove(corpus, sentence) {
      kept.delete(keyOf(corpus, sentence));
    },
    async list(corpus) {
      return [...kept.values()].filter(one => one.corpus === corpus).map(one => structuredClone(one));
    },
    async clear(corpus) {
      for (const [key, one] of kept) if (one.corpus === corpus) kept.delete(key);
    },
  };
}
