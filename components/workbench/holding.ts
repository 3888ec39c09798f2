import { Failure } from '@/lib/core/failure';

/** Which page of this browser runs what: a run is held by one page at a time. */
export interface Holding {
  /**
   * Runs `body` while this page holds a run. `lost` is aborted where another page takes the run over; `body` is waited for even then. A
   * page that holds the run already takes it from itself: its earlier `body` is about to end.
   *
   * @param isTaken whether the run is taken from a page that holds it
   * @throws Failure `run-elsewhere` where another page holds it and it is not taken; what `body` throws
   */
  hold<T>(id: string, body: (lost: AbortSignal) => Promise<T>, isTaken?: boolean): Promise<T>;
  /** Whether another page holds a run. */
  isElsewhere(id: string): Promise<boolean>;
}

const nameOf = (id: string): string => `loupe-run-${id}`;

/** By the locks of the browser, which end with their page, whatever ends it. */
export function holdByLocks(locks: Pick<LockManager, 'request' | 'query'>): Holding {
  const own = new Map<string, AbortController>();
  return {
    async hold(id, body, isTaken = false) {
      const loss = new AbortController();
      let going: ReturnType<typeof body> | undefined;
      const options = isTaken || own.has(id) ? { steal: true } : { ifAvailable: true };
      try {
        // Not only awaited: a stolen lock ends the request before the body has ended.
        return await locks.request(nameOf(id), options, lock => {
          if (!lock) throw new Failure('run-elsewhere');
          own.set(id, loss);
          return (going = body(loss.signal));
        });
      } catch (error) {
        if (!going) throw error;
        forget(own, id, loss);
        loss.abort();
        return await going;
      } finally {
        forget(own, id, loss);
      }
    },
    async isElsewhere(id) {
      const { held = [] } = await locks.query();
      return !own.has(id) && held.some(({ name }) => name === nameOf(id));
    },
  };
}

/** What pages say to each other about a run. */
interface Message {
  about: 'who-holds' | 'held' | 'taken';
  id: string;
}

/**
 * By messages between the pages, for a page that has no locks because it came over plain http. A page that sleeps or is very busy does not
 * answer in time and counts as gone; what it writes later is refused by the store (`RunWriter`).
 *
 * @param patience milliseconds that the other pages have to answer
 */
export function holdByMessages(channel: BroadcastChannel, patience = 300): Holding {
  const own = new Map<string, AbortController>();
  const asked = new Map<string, Set<() => void>>();
  const say = (message: Message) => channel.postMessage(message);
  channel.addEventListener('message', ({ data }: MessageEvent<Message>) => {
    const { about, id } = data;
    if (about === 'who-holds' && own.has(id)) say({ about: 'held', id });
    if (about === 'held') for (const answer of asked.get(id) ?? []) answer();
    if (about === 'taken') {
      const loss = own.get(id);
      own.delete(id);
      loss?.abort();
    }
  });

  function isElsewhere(id: string): Promise<boolean> {
    if (own.has(id)) return Promise.resolve(false);
    return new Promise(resolve => {
      const waiting = asked.get(id) ?? new Set();
      asked.set(id, waiting);
      const end = (isHeld: boolean) => {
        clearTimeout(timer);
        waiting.delete(answer);
        if (waiting.size === 0) asked.delete(id);
        resolve(isHeld);
      };
      const answer = () => end(true);
      const timer = setTimeout(() => end(false), patience);
      waiting.add(answer);
      say({ about: 'who-holds', id });
    });
  }

  return {
    isElsewhere,
    async hold(id, body, isTaken = false) {
      if (!isTaken && (await isElsewhere(id))) throw new Failure('run-elsewhere');
      const loss = new AbortController();
      own.get(id)?.abort();
      own.set(id, loss);
      if (isTaken) say({ about: 'taken', id });
      try {
        return await body(loss.signal);
      } finally {
        forget(own, id, loss);
      }
    },
  };
}

/** The page's own hold has ended, unless a later one of this page has taken its place. */
function forget(own: Map<string, AbortController>, id: string, loss: AbortController): void {
  if (own.get(id) === loss) own.delete(id);
}

let holding: Holding | undefined;

/** What this browser offers; a page without locks and messages holds its runs alone. */
export const holdingOfBrowser = (): Holding => (holding ??= choose());

function choose(): Holding {
  const locks = navigator.locks as LockManager | undefined;
  if (locks) return holdByLocks(locks);
  if (typeof BroadcastChannel === 'function') return holdByMessages(new BroadcastChannel('loupe-runs'));
  return { hold: (_id, body) => body(new AbortController().signal), isElsewhere: async () => false };
}
