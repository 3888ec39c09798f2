/** A lock manager as the pages of one browser share it: exclusive locks, `ifAvailable`, `steal` and `query`. */
export function fakeLocks(): Pick<LockManager, 'request' | 'query'> {
  const held = new Map<string, { lose: (error: unknown) => void }>();

  async function request<T>(
    name: string,
    { ifAvailable = false, steal = false }: LockOptions,
    body: (lock: Lock | null) => Promise<T>,
  ): Promise<T> {
    const before = held.get(name);
    if (before && ifAvailable) return body(null);
    if (before && !steal) throw new Error('This fake has no queue.');
    before?.lose(new DOMException('The lock was stolen.', 'AbortError'));
    let lose: (error: unknown) => void = () => {};
    const lost = new Promise<never>((_resolve, reject) => (lose = reject));
    const own = { lose };
    held.set(name, own);
    try {
      return await Promise.race([body({ name, mode: 'exclusive' }), lost]);
    } finally {
      if (held.get(name) === own) held.delete(name);
    }
  }

  return {
    request: request as LockManager['request'],
    query: async () => ({ held: [...held.keys()].map(name => ({ name })), pending: [] }),
  };
}
