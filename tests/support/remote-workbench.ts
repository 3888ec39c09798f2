import { afterEach, beforeEach, expect } from 'vitest';
import { loadFolder } from '@/lib/transformer/folder/load-folder';
import type { RemoteDependencies } from '@/lib/transformer/sources/remote';
import { remoteSource } from '@/lib/transformer/sources/remote';
import type { FileSource } from '@/lib/transformer/sources/source';
import { expectedTensors } from '@/lib/transformer/weights';
import { never } from '../unit/transformer/tiny';
import { Collector } from './collector';
import { FakeCaches } from './fake-caches';
import { FileServer } from './file-server';
import { modelFiles, sha256, smallShape } from './model-folder';
import { randomWeights } from './random-model';

export const weights = 'model.safetensors';
export const partBytes = 2000;

/** A server with a small model and a browser's cache, new for each test. */
export class RemoteBench {
  server = new FileServer();
  caches = new FakeCaches();
  origin = '';

  constructor() {
    beforeEach(async () => {
      this.server = new FileServer();
      this.server.files = modelFiles(smallShape);
      this.caches = new FakeCaches();
      this.origin = (await this.server.start()).slice(0, -1);
    });
    afterEach(() => this.server.stop());
  }

  get folder(): string {
    return `${this.origin}/models/tiny/`;
  }

  get storage(): CacheStorage {
    return this.caches as unknown as CacheStorage;
  }

  tools(changes: Partial<RemoteDependencies> = {}): RemoteDependencies {
    return {
      network: { fetch, delays: [1, 1, 1], stallTimeout: 500 },
      caches: this.storage,
      partBytes,
      hubOrigin: 'https://hub.invalid',
      ...changes,
    };
  }

  source(changes: Partial<RemoteDependencies> = {}): FileSource {
    return remoteSource(this.folder, this.tools(changes));
  }

  /** A whole load; what comes must be what was published. */
  async load(
    from: FileSource = this.source(),
    signal: AbortSignal = never,
    onBytes: (loaded: number, total: number | null) => void = () => {},
  ): Promise<void> {
    const collector = new Collector();
    await loadFolder(from, collector.start, onBytes, signal);
    const published = randomWeights(smallShape, 5);
    // One by one, since comparing arrays of thousands takes the runner long.
    for (const [name, values] of collector.tensors)
      expect(values.every((value, i) => value === published.get(name)[i])).toBe(true);
    expect(collector.tensors.size).toBe(expectedTensors(smallShape).size);
  }

  /** Stops a load when so much of all files has come. */
  async stopAt(share: number): Promise<void> {
    const controller = new AbortController();
    const stopped = this.load(this.source(), controller.signal, (loaded, total) => {
      if (total !== null && loaded > share * total) controller.abort();
    });
    await expect(stopped).rejects.toMatchObject({ kind: 'cancelled' });
  }

  /** Kept parts of a file. */
  parts(name = weights) {
    return this.caches.entries().filter(({ url }) => url.includes(`/part/${name}/`));
  }

  /** Sends the weights slowly enough for a reader to stop in the middle. */
  sendInPieces(): void {
    this.server.mischief = (request, response, name) => {
      const file = this.server.files[name];
      if (name !== weights || request.headers.range || !file) return false;
      const etag = this.server.etags && { etag: `"${sha256(file).slice(0, 16)}"` };
      response.writeHead(200, { 'content-length': file.length, ...etag });
      let at = 0;
      const next = () => {
        if (at >= file.length) return void response.end();
        response.write(file.subarray(at, (at += 1500)));
        setImmediate(next);
      };
      next();
      return true;
    };
  }
}

export const refused = (kind: string, detail: RegExp) => ({ kind, detail: expect.stringMatching(detail) as string });
