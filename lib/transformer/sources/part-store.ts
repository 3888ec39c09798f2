import { hashWhole } from './digest';
import type { Digest } from './digest';

/** What is kept of a file, besides its parts. */
export interface FileRecord {
  size: number;
  validator: string | null;
  /** What the file was known to hash to when it was kept. */
  digest: Digest | null;
  /** Of each part but the last, in bytes. */
  partBytes: number;
  /** SHA-256 of each part, once the whole file has come and is right; null until then. */
  parts: string[] | null;
}

/** Bytes that are kept of a folder, and whether nothing is missing from it. */
export interface Kept {
  bytes: number;
  isWhole: boolean;
}

/** A cache of its own for each folder: it is deleted in one piece. */
const cachePrefix = 'loupe-model ';
const cacheName = (folder: string): string => cachePrefix + folder;

/** Marks a folder from which a model was loaded. */
const completeNote = 'whole';

/**
 * Files of one folder in the Cache API, in parts, so that a download can go on where it broke. A part carries its own digest and is
 * checked when it is read; a file counts as whole only by its record, never by what happens to be there. Trouble with the storage (none,
 * full, forbidden) is no failure here: nothing is kept then.
 */
export class PartStore {
  private isFull = false;

  private constructor(
    private readonly cache: Cache | null,
    private readonly folder: string,
  ) {}

  /** @param caches undefined where a browser offers none */
  static async open(caches: CacheStorage | undefined, folder: string): Promise<PartStore> {
    const cache = await orNull(() => caches?.open(cacheName(folder)));
    return new PartStore(cache ?? null, folder);
  }

  /** Whether there is a storage at all. */
  get exists(): boolean {
    return this.cache !== null;
  }

  /** Whether all that it was given is kept. */
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

  /** Which parts of a file there are. */
  async present(file: string): Promise<Set<number>> {
    const prefix = this.key('part', `${file}/`);
    const keys = await orNull(async () => (await this.cache?.keys())?.map(({ url }) => url));
    return new Set((keys ?? []).filter(url => url.startsWith(prefix)).map(url => Number(url.slice(prefix.length))));
  }

  /** A part whose bytes are those that were kept; null, and the part is gone, where they are not. */
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

  /** Keeps a part, if there is room, and answers its digest; null where digests cannot be had. */
  async writePart(file: string, index: number, bytes: Uint8Array<ArrayBuffer>): Promise<string | null> {
    const digest = await orNull(() => hashWhole(bytes));
    if (digest !== null)
      await this.write(this.key('part', `${file}/${index}`), new Response(bytes, { headers: { digest } }));
    return digest;
  }

  /** Forgets a file. */
  async deleteFile(file: string): Promise<void> {
    await this.deleteNote(`file/${file}`);
    await this.deleteNote(completeNote);
    for (const index of await this.present(file))
      await orNull(() => this.cache?.delete(this.key('part', `${file}/${index}`)));
  }

  /** Says that the folder lacks nothing. */
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

  /** The Cache API wants URLs; these are never fetched. */
  private key(kind: 'note' | 'part', name: string): string {
    return `https://loupe.invalid/${kind}/${name.split('/').map(encodeURIComponent).join('/')}`;
  }
}

/** What is kept of a folder. Never throws. */
export async function keptOf(caches: CacheStorage | undefined, folder: string): Promise<Kept> {
  // A look must not make an empty cache.
  const isThere = await orNull(() => caches?.has(cacheName(folder)));
  if (!isThere) return { bytes: 0, isWhole: false };
  return (await PartStore.open(caches, folder)).kept();
}

/** Addresses of the folders of which something is kept. Never throws. */
export async function listKept(caches: CacheStorage | undefined): Promise<string[]> {
  const names = (await orNull(() => caches?.keys())) ?? [];
  return names.filter(name => name.startsWith(cachePrefix)).map(name => name.slice(cachePrefix.length));
}

/** Deletes all that is kept of a folder. */
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
