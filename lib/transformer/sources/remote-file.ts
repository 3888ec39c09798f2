import { Failure, throwIfCancelled } from '@/lib/core/failure';
import { createHash } from './digest';
import type { Digest, FileHash } from './digest';
import { download } from './download';
import type { Download, Network } from './download';
import type { FileRecord, PartStore } from './part-store';
import type { OpenFile } from './source';

/** A file on a server, and what has been published about it. */
export interface RemoteName {
  url: string;
  name: string;
  size: number | null;
  digest: Digest | null;
}

interface Means {
  store: PartStore;
  network: Network;
  partBytes: number;
}

/** Kept parts are handed on in pieces of this size, so that progress moves and a cancel is heard between them. */
const pieceBytes = 2 ** 20;

/** One reading of a file: its kept parts from the store, the others over the network and into the store. */
export class RemoteFile implements OpenFile {
  /** SHA-256 of each part; null where there is no store. */
  private readonly digests: (string | null)[] = [];
  private readonly hash: FileHash | null;
  private at = 0;
  private line: Download | null = null;

  private constructor(
    private readonly file: RemoteName,
    private readonly means: Means,
    private readonly signal: AbortSignal,
    readonly size: number | null,
    private readonly validator: string | null,
    private readonly record: FileRecord | null,
    private readonly present: Set<number>,
    /** A download that has begun, and its first byte. */
    private begun: { from: number; download: Download } | null,
  ) {
    // The parts of a file that was whole and right vouch for themselves.
    this.hash = file.digest && !record?.parts ? createHash(file.digest.kind, size ?? 0) : null;
  }

  /**
   * Finds a file. Where parts of it are missing the server is asked at once, so that parts of an older file are found out before the
   * first byte is read. Null where there is none.
   */
  static async open(file: RemoteName, means: Means, signal: AbortSignal): Promise<RemoteFile | null> {
    const { store, network, partBytes } = means;
    const kept = await store.record(file.name);
    const fits = kept && kept.partBytes === partBytes && isSame(kept.digest, file.digest);
    let record = fits ? kept : null;
    if (!record) await store.drop(file.name);
    let present = record ? await store.present(file.name) : new Set<number>();
    const from = firstMissing(record, present);
    if (record && from === null)
      return new RemoteFile(file, means, signal, record.size, record.validator, record, present, null);

    const stretch = { url: file.url, name: file.name, from: from ?? 0, to: null };
    // A published hash decides in the end; without one, whether it is still the same file has to be seen from what the server says.
    const validator = file.digest ? null : (record?.validator ?? null);
    const known = { size: file.size ?? record?.size ?? null, validator };
    let found = await download({ ...stretch, ...known }, network, signal);
    if (found === 'changed' && record) {
      await store.drop(file.name);
      [record, present, stretch.from] = [null, new Set(), 0];
      found = await download({ ...stretch, size: file.size, validator: null }, network, signal);
    }
    if (found === 'missing') return null;
    if (found === 'changed')
      throw new Failure(
        'integrity-failed',
        `${file.name}: the server sends a file of another size than the published one.`,
      );
    const { size } = found;
    if (size !== null && !record)
      await store.keepRecord(file.name, {
        size,
        validator: found.validator,
        digest: file.digest,
        partBytes,
        parts: null,
      });
    const begun = { from: stretch.from, download: found };
    return new RemoteFile(file, means, signal, size, found.validator, record, present, begun);
  }

  get isHere(): boolean {
    return firstMissing(this.record, this.present) === null;
  }

  get pieces(): AsyncIterable<Uint8Array> {
    return this.read();
  }

  async close(): Promise<void> {
    this.begun?.download.close();
    this.line?.close();
  }

  private async *read(): AsyncGenerator<Uint8Array> {
    const { store, partBytes } = this.means;
    while (this.size === null || this.at < this.size) {
      const index = this.at / partBytes;
      const length = Math.min(partBytes, (this.size ?? Infinity) - this.at);
      const part = this.present.has(index) ? await store.part(this.file.name, index, length) : null;
      throwIfCancelled(this.signal);
      if (part) {
        this.digests[index] = part.digest;
        for (let i = 0; i < length; i += pieceBytes) yield this.pass(part.bytes.subarray(i, i + pieceBytes));
      } else {
        this.present.delete(index);
        yield* this.fetchRun();
        if (this.size === null) break;
      }
    }
    await this.judge();
  }

  /** Fetches from here to the next kept part, or to the end, and keeps what comes. */
  private async *fetchRun(): AsyncGenerator<Uint8Array> {
    const stops = [...this.present].map(part => part * this.means.partBytes).filter(start => start > this.at);
    if (this.begun && this.begun.from > this.at) stops.push(this.begun.from);
    const to = stops.length > 0 ? Math.min(...stops) : null;
    const line = (this.line = await this.take(to));
    const keeper = new Keeper(this.means, this.file.name, this.at / this.means.partBytes, this.digests);
    for await (const piece of line.pieces) {
      const rest = to === null ? piece : piece.subarray(0, to - this.at);
      yield this.pass(rest);
      await keeper.add(rest);
      if (this.at === to) break;
    }
    await keeper.flush();
    line.close();
    if (this.size !== null && this.at < (to ?? this.size))
      throw new Failure('download-failed', `${this.file.name}: it ended early.`);
  }

  /** The download that has begun where it begins here, else one of its own. */
  private async take(to: number | null): Promise<Download> {
    const { begun, at, size, validator } = this;
    if (begun?.from === at) {
      this.begun = null;
      return begun.download;
    }
    const { url, name, digest } = this.file;
    const known = { size, validator: digest ? null : validator };
    const found = await download({ url, name, from: at, to, ...known }, this.means.network, this.signal);
    if (typeof found === 'string')
      throw new Failure('download-failed', `${name}: it changed on the server since parts of it were kept.`);
    return found;
  }

  /** Counts and hashes what is about to be handed on. */
  private pass(piece: Uint8Array): Uint8Array {
    this.at += piece.byteLength;
    this.hash?.update(piece);
    return piece;
  }

  /** The file has come to its end: is it the right one? */
  private async judge(): Promise<void> {
    const { store, partBytes } = this.means;
    const { name, digest } = this.file;
    const isOther =
      (this.size !== null && this.at !== this.size) ||
      (this.hash && this.hash.hex() !== digest!.hex) ||
      this.record?.parts?.some((part, index) => this.digests[index] !== part);
    if (isOther) {
      await store.drop(name);
      throw new Failure('integrity-failed', `${name}: its bytes are not those that were published.`);
    }
    if (this.record?.parts || !store.keepsAll) return;
    const parts = this.digests.filter(part => part !== null);
    await store.keepRecord(name, { size: this.at, validator: this.validator, digest, partBytes, parts });
  }
}

/** Collects what comes into parts, and keeps them. */
class Keeper {
  private buffer: Uint8Array<ArrayBuffer> | null = null;
  private filled = 0;

  constructor(
    private readonly means: Means,
    private readonly name: string,
    private index: number,
    private readonly digests: (string | null)[],
  ) {}

  async add(piece: Uint8Array): Promise<void> {
    let rest = piece;
    while (rest.byteLength > 0) {
      const { partBytes, store } = this.means;
      const taken = rest.subarray(0, partBytes - this.filled);
      if (store.exists) (this.buffer ??= new Uint8Array(partBytes)).set(taken, this.filled);
      this.filled += taken.byteLength;
      rest = rest.subarray(taken.byteLength);
      if (this.filled === partBytes) await this.flush();
    }
  }

  /** Ends the part, full or not. */
  async flush(): Promise<void> {
    if (this.filled === 0) return;
    const bytes = this.buffer?.subarray(0, this.filled);
    this.digests[this.index] = bytes ? await this.means.store.keepPart(this.name, this.index, bytes) : null;
    this.index++;
    this.filled = 0;
  }
}

const isSame = (a: Digest | null, b: Digest | null): boolean => a?.kind === b?.kind && a?.hex === b?.hex;

/** First byte that is not kept; null where all are. */
function firstMissing(record: FileRecord | null, present: ReadonlySet<number>): number | null {
  if (!record) return 0;
  for (let at = 0; at < record.size; at += record.partBytes) if (!present.has(at / record.partBytes)) return at;
  return null;
}
