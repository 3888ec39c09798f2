/** A CacheStorage in memory, as far as the part store uses one. `room` in bytes: beyond it, writing fails as a full disk does. */
export class FakeCaches {
  room = Infinity;
  private readonly caches = new Map<string, FakeCache>();

  async open(name: string): Promise<FakeCache> {
    const cache = this.caches.get(name) ?? new FakeCache(this);
    this.caches.set(name, cache);
    return cache;
  }

  has = async (name: string): Promise<boolean> => this.caches.has(name);
  delete = async (name: string): Promise<boolean> => this.caches.delete(name);

  get bytes(): number {
    return [...this.caches.values()].reduce((sum, cache) => sum + cache.bytes, 0);
  }

  /** All entries, to look at or to harm. */
  entries(): { url: string; body: Uint8Array; remove: () => void }[] {
    return [...this.caches.values()].flatMap(cache =>
      [...cache.kept].map(([url, { body }]) => ({ url, body, remove: () => cache.kept.delete(url) })),
    );
  }
}

class FakeCache {
  readonly kept = new Map<string, { body: Uint8Array<ArrayBuffer>; headers: Headers }>();

  constructor(private readonly caches: FakeCaches) {}

  get bytes(): number {
    return [...this.kept.values()].reduce((sum, { body }) => sum + body.byteLength, 0);
  }

  async match(url: string): Promise<Response | undefined> {
    const found = this.kept.get(url);
    return found && new Response(found.body, { headers: found.headers });
  }

  async put(url: string, response: Response): Promise<void> {
    const body = new Uint8Array(await response.arrayBuffer());
    if (this.caches.bytes + body.byteLength > this.caches.room) throw new DOMException('Full', 'QuotaExceededError');
    this.kept.set(url, { body, headers: response.headers });
  }

  keys = async (): Promise<{ url: string }[]> => [...this.kept.keys()].map(url => ({ url }));
  delete = async (url: string): Promise<boolean> => this.kept.delete(url);
}
