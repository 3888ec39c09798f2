import type { Table } from 'dexie';
import { guarded, openDatabase } from '@/lib/core/open-database';
import { type HandAnnotation, handAnnotationSchema } from './annotation';

/** Where annotations by hand live. All methods throw `store-unavailable` where the browser refuses. */
export interface HandStore {
  /** Takes the place of an earlier one of the same sentence. */
  put(annotation: HandAnnotation): Promise<void>;
  remove(corpus: string, sentence: string): Promise<void>;
  /** Those of a corpus; what cannot be read is left out. */
  list(corpus: string): Promise<HandAnnotation[]>;
  /** Removes all of a corpus. */
  clear(corpus: string): Promise<void>;
}

/**
 * The annotations in this browser (IndexedDB), in a database of their own: clearing runs or data sets leaves them.
 *
 * @throws Failure `store-unavailable`; go on with `memoryHandStore` then
 */
export async function openHandStore(name = 'loupe-annotations'): Promise<HandStore> {
  const { Dexie } = await import('dexie');
  const db = new Dexie(name);
  db.version(1).stores({ annotations: '[corpus+sentence], corpus' });
  const annotations = db.table('annotations') as unknown as Table<HandAnnotation, [string, string]>;
  await guarded(() => openDatabase(db));
  return {
    put: annotation => guarded(async () => void (await annotations.put(annotation))),
    remove: (corpus, sentence) => guarded(() => annotations.delete([corpus, sentence])),
    list: corpus =>
      guarded(async () =>
        (await annotations.where({ corpus }).toArray()).flatMap(stored => {
          const { data } = handAnnotationSchema.safeParse(stored);
          return data ?? [];
        }),
      ),
    clear: corpus => guarded(async () => void (await annotations.where({ corpus }).delete())),
  };
}
