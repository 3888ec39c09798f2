import type { Digest } from './digest';
import { hashWhole } from './digest';

/** The stored facts of a file, besides its parts. */
export interface FileRecord {
  size: number;
  validator: string | null;
  /** The published hash at the time of storing. */
  digest: Digest | null;
  /** Bytes of each part but the last. */
  partBytes: number;
  /** SHA-256 of each part, once the whole file has arrived and been verified; null until then. */
  parts: string[] | null;
}

/** Stored bytes of a folder, and whether the model is complete. */
export interface Kept {
  bytes: number;
  isWhole: boolean;
}

/** Each folder has a cache of its own, which can be deleted at once. */
const cachePrefix = 'loupe-model ';
const cacheName = (folder: string): string => cachePrefix + folder;

/** The note that marks a folder as completely loaded. */
const completeNote = 'whole';

/**
 * Stores the files of one folder in the Cache API, in parts, so that an interrupted download can resume. Each part
 * carries its own hash, which is checked on reading. Only the record of a file says that it is complete, not the
 * presence of parts. Storage errors (no storage, full, forbidden) are not failures: nothing is stored then.
 */
export class PartStore {
  private isFull = false;

  private constructor(
    private readonly cache: Cache | null,
    private readonly folder: string,
  ) {}

  /** @param caches undefined where the browser has none */
  static async open(caches: CacheStorage | undefined, folder: string): Promise<PartStore> {
    const cache = await orNull(() => caches?.open(cacheName(folder)));
    return new PartStore(cache ?? null, folder);
  }

  /** Whether there is any storage. */
  get exists(): boolean {
    return this.cache !== null;
  }

  /** Whether everything so far was stored. */
  get keepsAll(): boolean {
    return this.exists && !this.isFull;
  }

  readNote<T>(name: string): Promise<T | null> {
    return orNull(async () => {
      const response = await this.cache?.match(this.key('note', name));
      return response ? ((await response.json()) as T) : null;
    });
  }

  async writeNote(name: string, value: unknown): Promise<void> {
    await this.write(this.key('note', name), new Response(JSON.stringify(value)));
  }

  async deleteNote(name: string): Promise<void> {
    await orNull(() => this.cache?.delete(this.key('note', name)));
  }

  readRecord(file: string): Promise<FileRecord | null> {
    return this.readNote<FileRecord>(`file/${file}`);
  }

  async writeRecord(file: string, record: FileRecord): Promise<void> {
    await this.writeNote(`file/${file}`, record);
  }

  /** Indices of the stored parts of a file. */
  async present(file: string): Promise<Set<number>> {
    const prefix = this.key('part', `${file}/`);
    const keys = await orNull(async () => (await this.cache?.keys())?.map(({ url }) => url));
    return new Set((keys ?? []).filter(url => url.startsWith(prefix)).map(url => Number(url.slice(prefix.length))));
  }

  /** Reads a part and checks its hash. Returns null and deletes the part if it does not match. */
  async readPart(file: string, index: number, length: number): Promise<{ bytes: Uint8Array; digest: string } | null> {
    const key = this.key('part', `${file}/${index}`);
    const kept = await orNull(async () => {
      const response = await this.cache?.match(key);
      if (!response) return null;
      const bytes = new Uint8Array(await response.arrayBuffer());
      const digest = await hashWhole(bytes);
      return bytes.byteLength === length && digest === response.headers.get('digest') ? { bytes, digest } : null;
    });
    if (!kept) await orNull(() => this.cache?.delete(key));
    return kept;
  }

  /** Stores a part, if there is space, and returns its hash; null where the browser cannot hash. */
  async writePart(file: string, index: number, bytes: Uint8Array<ArrayBuffer>): Promise<string | null> {
    const digest = await orNull(() => hashWhole(bytes));
    if (digest !== null)
      await this.write(this.key('part', `${file}/${index}`), new Response(bytes, { headers: { digest } }));
    return digest;
  }

  /** Deletes a file's record and parts. */
  async deleteFile(file: string): Promise<void> {
    await this.deleteNote(`file/${file}`);
    await this.deleteNote(completeNote);
    for (const index of await this.present(file))
      await orNull(() => this.cache?.delete(this.key('part', `${file}/${index}`)));
  }

  /** Marks the folder as completely loaded. */
  async markComplete(): Promise<void> {
    await this.writeNote(completeNote, true);
  }

  /** Names of the files that have a record. */
  async files(): Promise<string[]> {
    const prefix = this.key('note', 'file/');
    const keys = await orNull(async () => (await this.cache?.keys())?.map(({ url }) => url));
    return (keys ?? []).filter(url => url.startsWith(prefix)).map(url => decodeURIComponent(url.slice(prefix.length)));
  }

  async kept(): Promise<Kept> {
    let bytes = 0;
    let isWhole = (await this.readNote<boolean>(completeNote)) === true;
    for (const file of await this.files()) {
      const record = await this.readRecord(file);
      const present = await this.present(file);
      if (!record) continue;
      for (const index of present) bytes += Math.min(record.partBytes, record.size - index * record.partBytes);
      isWhole &&= record.parts !== null && present.size === record.parts.length;
    }
    return { bytes, isWhole };
  }

  private async write(key: string, response: Response): Promise<void> {
    if (!this.keepsAll) return;
    const isKept = await orNull(async () => {
      await this.cache?.put(key, response);
      return true;
    });
    this.isFull = !isKept;
  }

  /** The Cache API requires URLs; these are never fetched. */
  private key(kind: 'note' | 'part', name: string): string {
    return `https://loupe.invalid/${kind}/${name.split('/').map(encodeURIComponent).join('/')}`;
  }
}

/** What is stored of a folder. Never throws. */
export async function keptOf(caches: CacheStorage | undefined, folder: string): Promise<Kept> {
  // Check first, because opening would create an empty cache.
  const isThere = await orNull(() => caches?.has(cacheName(folder)));
  if (!isThere) return { bytes: 0, isWhole: false };
  return (await PartStore.open(caches, folder)).kept();
}

/** URLs of the folders of which something is stored. Never throws. */
export async function listKept(caches: CacheStorage | undefined): Promise<string[]> {
  const names = (await orNull(() => caches?.keys())) ?? [];
  return names.filter(name => name.startsWith(cachePrefix)).map(name => name.slice(cachePrefix.length));
}

/** Deletes everything that is stored of a folder. */
export async function deleteKept(caches: CacheStorage | undefined, folder: string): Promise<void> {
  await caches?.delete(cacheName(folder));
}

/** The result, or null where the storage fails. */
async function orNull<T>(work: () => Promise<T> | undefined): Promise<T | null> {
  try {
    return (await work()) ?? null;
  } catch {
    return null;
  }
}
