import { describe, expect, it } from 'vitest';
import type { HandAnnotation } from '@/lib/panels/ner/hand/annotation';
import type { HandStore } from '@/lib/panels/ner/hand/store';

export const someAnnotation = (corpus: string, sentence: string): HandAnnotation => ({
  ...{ corpus, sentence, text: 'Nell left.', at: 7 },
  entities: [{ start: 0, end: 4, label: 'Person' }],
});

/** What every store of annotations by hand must do. */
export function describeHandStore(open: () => Promise<HandStore>): void {
  describe('a store of annotations by hand', () => {
    it('keeps one annotation of each sentence, the latest, for each corpus', async () => {
      const store = await open();
      await store.put(someAnnotation('a', 'u1'));
      await store.put(someAnnotation('b', 'u1'));
      const later = { ...someAnnotation('a', 'u1'), entities: [] };
      await store.put(later);
      expect(await store.list('a')).toEqual([later]);
      expect(await store.list('b')).toEqual([someAnnotation('b', 'u1')]);
      await store.clear('a');
      await store.clear('b');
    });

    it('removes one, or all of a corpus', async () => {
      const store = await open();
      for (const sentence of ['u1', 'u2', 'u3']) await store.put(someAnnotation('c', sentence));
      await store.put(someAnnotation('d', 'u1'));
      await store.remove('c', 'u2');
      expect((await store.list('c')).map(({ sentence }) => sentence)).toEqual(['u1', 'u3']);
      await store.clear('c');
      expect(await store.list('c')).toEqual([]);
      expect(await store.list('d')).toHaveLength(1);
      await store.clear('d');
    });

    it('hands out copies', async () => {
      const store = await open();
      const annotation = someAnnotation('e', 'u1');
      await store.put(annotation);
      annotation.entities.pop();
      expect((await store.list('e'))[0]?.entities).toHaveLength(1);
      await store.clear('e');
    });
  });
}
