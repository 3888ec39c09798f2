import { Failure } from '@/lib/core/failure';
import type { Network, RangeRequest } from './download';
import { download } from './download';
import { httpSource } from './http';
import { hubOrigin } from './hub';
import type { FetchText, Manifest } from './manifest';
import { fetchManifest } from './manifest';
import type { Kept } from './part-store';
import { deleteKept, keptOf, listKept, PartStore } from './part-store';
import { RemoteFile } from './remote-file';
import type { FileSource } from './source';
import { NotGiven } from './web-page';

/** What a remote folder depends on; tests supply their own. */
export interface RemoteDependencies {
  network: Network;
  /** Undefined where the browser has none (insecure pages): everything is then downloaded each time. */
  caches: CacheStorage | undefined;
  /** Size of the stored parts. */
  partBytes: number;
  hubOrigin: string;
}

export const browserDependencies = (): RemoteDependencies => ({
  network: { fetch: (...request) => fetch(...request), delays: [500, 1000, 2000, 4000], stallTimeout: 30_000 },
  caches: globalThis.caches as CacheStorage | undefined,
  partBytes: 16 * 2 ** 20,
  hubOrigin,
});

/** Maximum length of a list of files. */
const maxListLength = 20e6;

const manifestNote = 'manifest';
/** Names of files that a complete model does not have. They are not requested again, so that it loads offline. */
const absentNote = 'absent';

/**
 * A folder on another server, stored in the browser as it downloads. An interrupted download resumes; a complete one
 * loads without a network. Every file with a published hash is verified.
 */
export function remoteSource(address: string, dependencies: RemoteDependencies = browserDependencies()): FileSource {
  const folder = address.endsWith('/') ? address : `${address}/`;
  let store: Promise<PartStore> | undefined;
  let manifest: Promise<Manifest> | undefined;
  const absent = new Set<string>();
  const openStore = () => (store ??= PartStore.open(dependencies.caches, folder));

  async function findManifest(signal: AbortSignal): Promise<Manifest> {
    const parts = await openStore();
    const kept = await parts.readNote<Manifest>(manifestNote);
    if (kept) return kept;
    const found = await fetchManifest(folder, dependencies.hubOrigin, textFetcher(dependencies.network, signal));
    await parts.writeNote(manifestNote, found);
    return found;
  }

  return {
    async open(name, signal) {
      manifest ??= findManifest(signal);
      const { base, files, isComplete } = await manifest.catch((error: unknown) => {
        manifest = undefined;
        throw error;
      });
      const listed = Object.hasOwn(files, name) ? files[name]! : null;
      if (!listed && isComplete) return null;
      const parts = await openStore();
      if ((await parts.readNote<string[]>(absentNote))?.includes(name)) return null;
      const file = await RemoteFile.open(
        { url: `${base}${encodeURIComponent(name)}`, name, size: listed?.size ?? null, digest: listed?.digest ?? null },
        { store: parts, network: dependencies.network, partBytes: dependencies.partBytes },
        signal,
      ).catch((error: unknown) => {
        // A file that is listed is known to exist, so nobody may go on without it.
        if (error instanceof NotGiven && listed)
          throw new Failure(error.kind === 'model-file' ? 'integrity-failed' : error.kind, error.detail, {
            cause: error,
          });
        if (error instanceof NotGiven) absent.add(name);
        throw error;
      });
      if (!file) absent.add(name);
      return file;
    },
    async commit() {
      const parts = await openStore();
      if (absent.size > 0) await parts.writeNote(absentNote, [...absent]);
      await parts.markComplete();
    },
    async invalidate() {
      const parts = await openStore();
      for (const file of await parts.files()) {
        const record = await parts.readRecord(file);
        if (!record?.digest || !record.parts) await parts.deleteFile(file);
      }
      await parts.deleteNote(manifestNote);
      await parts.deleteNote(absentNote);
      manifest = undefined;
    },
  };
}

/** Fetches small texts with the same retries as files. */
const textFetcher =
  (network: Network, signal: AbortSignal): FetchText =>
  async (url, name) => {
    const wanted: RangeRequest = { url, name, from: 0, to: null, size: null, validator: null };
    const file = await download(wanted, network, signal);
    if (typeof file === 'string') return null;
    const decoder = new TextDecoder();
    let text = '';
    try {
      for await (const piece of file.pieces) {
        text += decoder.decode(piece, { stream: true });
        if (text.length > maxListLength)
          throw new Failure('download-failed', `${name}: the list of its files is too long.`);
      }
    } finally {
      file.close();
    }
    return text + decoder.decode();
  };

/**
 * The source for a folder's absolute URL in a browser: this site's folders use the HTTP cache, others are stored in
 * parts.
 */
export const openSource = (folder: string): FileSource =>
  new URL(folder).origin === globalThis.location.origin ? httpSource(folder) : remoteSource(folder);

/** What this browser stores of another server's folder. Never throws. */
export const keptOfFolder = (folder: string): Promise<Kept> => keptOf(browserDependencies().caches, folder);

/** URLs of all folders of which this browser stores something. Never throws. */
export const keptFolders = (): Promise<string[]> => listKept(browserDependencies().caches);

/** Deletes what is stored of a folder. A running load continues without storing. */
export const deleteFolder = (folder: string): Promise<void> => deleteKept(browserDependencies().caches, folder);
