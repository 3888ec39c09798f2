import { httpSource } from './http';
import { deleteKept, keptOf, listKept } from './part-store';
import type { Kept } from './part-store';
import { browserDependencies, remoteSource } from './remote';
import type { FileSource } from './source';

/** The source for a folder's absolute address, in a browser: this site's own through the HTTP cache, others kept in parts. */
export const openSource = (folder: string): FileSource =>
  new URL(folder).origin === globalThis.location.origin ? httpSource(folder) : remoteSource(folder);

/** What this browser keeps of another server's folder. Never throws. */
export const keptOfFolder = (folder: string): Promise<Kept> => keptOf(browserDependencies().caches, folder);

/** Addresses of all folders of which this browser keeps something. Never throws. */
export const keptFolders = (): Promise<string[]> => listKept(browserDependencies().caches);

/** Deletes what is kept of a folder. A load under way goes on without keeping what comes. */
export const deleteFolder = (folder: string): Promise<void> => deleteKept(browserDependencies().caches, folder);
