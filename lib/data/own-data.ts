import { asFailure, Failure } from '@/lib/core/failure';
import type { ContentKind, ContentStore } from './content-store';

/** The store of this page or process, and whether what is put into it outlives both. */
export interface OpenedData<D, H> {
  store: ContentStore<D, H>;
  isLasting: boolean;
}

/** Users' data of one kind, for a page or a process. */
export interface OwnData<D extends { hash: string }, H> {
  /** Where it is: in this browser, or in memory where there is no browser or it keeps nothing. @throws Failure `script-lost` */
  open(): Promise<OpenedData<D, H>>;
  /** Keeps one for {@link OwnData.get}. @throws Failure `store-unavailable` */
  keep(data: D): Promise<void>;
  /** Deletes one. @throws Failure `store-unavailable` */
  remove(hash: string): Promise<void>;
  /**
   * What an experiment names: nothing else may stand in for it. The ones that were asked for last are remembered, because large ones take
   * seconds to read and every run asks again.
   *
   * @throws Failure `data-missing` if it is not here, and `store-unavailable`
   */
  get(hash: string): Promise<D>;
}

/** An experiment names two at most. */
const remembered = 2;

/**
 * @param load the kind, when it is first needed
 * @param mayKeep whether the page may open a database; asked when the data is first needed
 */
export function ownData<D extends { hash: string }, H extends { hash: string; addedAt: number }>(
  load: () => Promise<ContentKind<D, H>>,
  mayKeep: () => boolean = () => true,
): OwnData<D, H> {
  let opened: Promise<OpenedData<D, H>> | undefined;
  /** The latest stand last. */
  const latest = new Map<string, Promise<D>>();

  async function open(): Promise<OpenedData<D, H>> {
    const [kind, { openContentStore, memoryContentStore }] = await Promise.all([load(), import('./content-store')]);
    if (mayKeep() && typeof indexedDB !== 'undefined') {
      try {
        return { store: await openContentStore(kind), isLasting: true };
      } catch (error) {
        if (asFailure(error).kind === 'script-lost') throw error;
        // A private window, a full disk: the data lasts as long as the page, which says so.
      }
    }
    return { store: memoryContentStore(kind), isLasting: false };
  }
  const opening = () => (opened ??= open());

  async function read(hash: string): Promise<D> {
    const [{ store }, { noun }] = await Promise.all([opening(), load()]);
    const data = await store.get(hash);
    if (data) return data;
    throw new Failure('data-missing', `This experiment uses the ${noun} ${hash}, which is not in this browser.`);
  }

  return {
    open: opening,
    async keep(data) {
      await (await opening()).store.put(data);
      latest.delete(data.hash);
    },
    async remove(hash) {
      await (await opening()).store.remove(hash);
      latest.delete(hash);
    },
    get(hash) {
      const data = latest.get(hash) ?? read(hash);
      latest.delete(hash);
      latest.set(hash, data);
      for (const oldest of [...latest.keys()].slice(0, -remembered)) latest.delete(oldest);
      data.catch(() => latest.get(hash) === data && latest.delete(hash));
      return data;
    },
  };
}
