import { Failure, throwIfCancelled } from '@/lib/core/failure';
import type { Digest, FileHash } from './digest';
import { createHash } from './digest';
import type { Download, Network } from './download';
import { download } from './download';
import type { FileRecord, PartStore } from './part-store';
import type { OpenFile } from './source';

/** A file on a server, with the published facts about it. */
export interface RemoteFileInfo {
  url: string;
  name: string;
  size: number | null;
  digest: Digest | null;
}

interface Dependencies {
  store: PartStore;
  network: Network;
  partBytes: number;
}

/**
 * Stored parts are yielded in pieces of this size, so that progress advances and a cancel takes effect between them.
 */
const pieceBytes = 2 ** 20;

/** Reads a file once: stored parts from the store, the others from the network and into the store. */
export class RemoteFile implements OpenFile {
  /** SHA-256 of each part; null where there is no store. */
  private readonly digests: (string | null)[] = [];
  private readonly hash: FileHash | null;
  private position = 0;
  private activeDownload: Download | null = null;

  private constructor(
    private readonly info: RemoteFileInfo,
    private readonly dependencies: Dependencies,
    private readonly signal: AbortSignal,
    readonly size: number | null,
    private readonly validator: string | null,
    private readonly record: FileRecord | null,
    private readonly present: Set<number>,
    /** A download that has already started, and its first byte. */
    private firstDownload: { from: number; download: Download } | null,
  ) {
    // A verified file is checked by the hashes of its parts alone.
    this.hash = info.digest && !record?.parts ? createHash(info.digest.kind, size ?? 0) : null;
  }

  /**
   * Opens a file. If parts are missing, contacts the server at once, so that a changed file is detected before the
   * first byte is read. Null where there is no such file.
   * @throws Failure `download-failed`, `integrity-failed`, `cancelled`
   */
  static async open(info: RemoteFileInfo, dependencies: Dependencies, signal: AbortSignal): Promise<RemoteFile | null> {
    const { store, network, partBytes } = dependencies;
    const kept = await store.readRecord(info.name);
    const fits = kept && kept.partBytes === partBytes && isSame(kept.digest, info.digest);
    let record = fits ? kept : null;
    if (!record) await store.deleteFile(info.name);
    let present = record ? await store.present(info.name) : new Set<number>();
    const from = firstMissingByte(record, present);
    if (record && from === null)
      return new RemoteFile(info, dependencies, signal, record.size, record.validator, record, present, null);

    const range = { url: info.url, name: info.name, from: from ?? 0, to: null };
    // A published hash decides at the end. Without one, only the server's validator can tell whether the file is the
    // same.
    const validator = info.digest ? null : (record?.validator ?? null);
    const known = { size: info.size ?? record?.size ?? null, validator };
    let found = await download({ ...range, ...known }, network, signal);
    if (found === 'changed' && record) {
      await store.deleteFile(info.name);
      [record, present, range.from] = [null, new Set(), 0];
      found = await download({ ...range, size: info.size, validator: null }, network, signal);
    }
    if (found === 'missing') return null;
    if (found === 'changed')
      throw new Failure(
        'integrity-failed',
        `${info.name}: the server sends a file of another size than the published one.`,
      );
    const { size } = found;
    if (size !== null && !record)
      await store.writeRecord(info.name, {
        size,
        validator: found.validator,
        digest: info.digest,
        partBytes,
        parts: null,
      });
    const firstDownload = { from: range.from, download: found };
    return new RemoteFile(info, dependencies, signal, size, found.validator, record, present, firstDownload);
  }

  get isLocal(): boolean {
    return firstMissingByte(this.record, this.present) === null;
  }

  get pieces(): AsyncIterable<Uint8Array> {
    return this.read();
  }

  async close(): Promise<void> {
    this.firstDownload?.download.close();
    this.activeDownload?.close();
  }

  private async *read(): AsyncGenerator<Uint8Array> {
    const { store, partBytes } = this.dependencies;
    while (this.size === null || this.position < this.size) {
      const index = this.position / partBytes;
      const length = Math.min(partBytes, (this.size ?? Infinity) - this.position);
      const part = this.present.has(index) ? await store.readPart(this.info.name, index, length) : null;
      throwIfCancelled(this.signal);
      if (part) {
        this.digests[index] = part.digest;
        for (let i = 0; i < length; i += pieceBytes) yield this.consume(part.bytes.subarray(i, i + pieceBytes));
      } else {
        this.present.delete(index);
        yield* this.downloadMissing();
        if (this.size === null) break;
      }
    }
    await this.verify();
  }

  /** Downloads from the current position to the next stored part, or to the end, and stores the parts. */
  private async *downloadMissing(): AsyncGenerator<Uint8Array> {
    const stops = [...this.present]
      .map(part => part * this.dependencies.partBytes)
      .filter(start => start > this.position);
    if (this.firstDownload && this.firstDownload.from > this.position) stops.push(this.firstDownload.from);
    const to = stops.length > 0 ? Math.min(...stops) : null;
    const active = (this.activeDownload = await this.openDownload(to));
    const writer = new PartWriter(
      this.dependencies,
      this.info.name,
      this.position / this.dependencies.partBytes,
      this.digests,
    );
    for await (const piece of active.pieces) {
      const rest = to === null ? piece : piece.subarray(0, to - this.position);
      yield this.consume(rest);
      await writer.add(rest);
      if (this.position === to) break;
    }
    await writer.flush();
    active.close();
    if (this.size !== null && this.position < (to ?? this.size))
      throw new Failure('download-failed', `${this.info.name}: it ended early.`);
  }

  /** Returns the download that has already started if it starts here, else starts one. */
  private async openDownload(to: number | null): Promise<Download> {
    const { firstDownload, position, size, validator } = this;
    if (firstDownload?.from === position) {
      this.firstDownload = null;
      return firstDownload.download;
    }
    const { url, name, digest } = this.info;
    const known = { size, validator: digest ? null : validator };
    const found = await download({ url, name, from: position, to, ...known }, this.dependencies.network, this.signal);
    if (typeof found === 'string')
      throw new Failure('download-failed', `${name}: it changed on the server since parts of it were kept.`);
    return found;
  }

  /** Counts and hashes a piece before it is yielded. */
  private consume(piece: Uint8Array): Uint8Array {
    this.position += piece.byteLength;
    this.hash?.update(piece);
    return piece;
  }

  /**
   * Verifies the file at its end: size, published hash, hashes of the parts.
   * @throws Failure `integrity-failed`
   */
  private async verify(): Promise<void> {
    const { store, partBytes } = this.dependencies;
    const { name, digest } = this.info;
    const isWrong =
      (this.size !== null && this.position !== this.size) ||
      (this.hash && this.hash.hex() !== digest!.hex) ||
      this.record?.parts?.some((part, index) => this.digests[index] !== part);
    if (isWrong) {
      await store.deleteFile(name);
      throw new Failure('integrity-failed', `${name}: its bytes are not those that were published.`);
    }
    if (this.record?.parts || !store.keepsAll) return;
    const parts = this.digests.filter(part => part !== null);
    await store.writeRecord(name, { size: this.position, validator: this.validator, digest, partBytes, parts });
  }
}

/** Collects pieces into parts and stores them. */
class PartWriter {
  private buffer: Uint8Array<ArrayBuffer> | null = null;
  private filled = 0;

  constructor(
    private readonly dependencies: Dependencies,
    private readonly name: string,
    private index: number,
    private readonly digests: (string | null)[],
  ) {}

  async add(piece: Uint8Array): Promise<void> {
    let rest = piece;
    while (rest.byteLength > 0) {
      const { partBytes, store } = this.dependencies;
      const taken = rest.subarray(0, partBytes - this.filled);
      if (store.exists) (this.buffer ??= new Uint8Array(partBytes)).set(taken, this.filled);
      this.filled += taken.byteLength;
      rest = rest.subarray(taken.byteLength);
      if (this.filled === partBytes) await this.flush();
    }
  }

  /** Stores the current part, full or not. */
  async flush(): Promise<void> {
    if (this.filled === 0) return;
    const bytes = this.buffer?.subarray(0, this.filled);
    this.digests[this.index] = bytes ? await this.dependencies.store.writePart(this.name, this.index, bytes) : null;
    this.index++;
    this.filled = 0;
  }
}

const isSame = (a: Digest | null, b: Digest | null): boolean => a?.kind === b?.kind && a?.hex === b?.hex;

/** First byte that is not stored; null where all are. */
function firstMissingByte(record: FileRecord | null, present: ReadonlySet<number>): number | null {
  if (!record) return 0;
  for (let at = 0; at < record.size; at += record.partBytes) if (!present.has(at / record.partBytes)) return at;
  return null;
}
