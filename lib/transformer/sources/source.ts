import { Failure, throwIfCancelled } from '@/lib/core/failure';

/** Called as bytes arrive: how many so far, of how many where that is known, and whether they were on this machine already. */
export type OnBytes = (loaded: number, total: number | null, isLocal: boolean) => void;

/** A file that has been found and can be read once, from its beginning. */
export interface OpenFile {
  /** In bytes, where it is known before the end. */
  size: number | null;
  /** Whether all of it is on this machine. */
  isLocal: boolean;
  /**
   * The file, piece by piece, each as soon as it is there; a piece may be overwritten once the next is asked for. Throws
   * `download-failed`, `integrity-failed` where the bytes are not those that were published (known at the end at the latest), or
   * `cancelled`.
   */
  pieces: AsyncIterable<Uint8Array>;
  /** Ends the download, read to its end or not. */
  close(): Promise<void>;
}

/** Where the files of a model folder come from: a server, a disk, a test. */
export interface FileSource {
  /** A file, or `null` where there is none. Throws as its pieces do. */
  open(name: string, signal: AbortSignal): Promise<OpenFile | null>;
  /** All that was wanted has been read: for a source that keeps files, which can tell a whole model from parts of one then. */
  commit?(): Promise<void>;
  /** What came made no sense: a source that keeps files should not keep those of which it does not know that they are right. */
  invalidate?(): Promise<void>;
}

/**
 * A whole small file, or `null` where there is none. Throws as the source does, and `model-file` for a file of more than `limit` bytes.
 */
export async function readWhole(
  source: FileSource,
  name: string,
  { limit, onBytes, signal }: { limit: number; onBytes: OnBytes; signal: AbortSignal },
): Promise<Uint8Array | null> {
  const file = await source.open(name, signal);
  if (!file) return null;
  const kept: Uint8Array[] = [];
  let loaded = 0;
  const check = (bytes: number) => {
    if (bytes > limit) throw new Failure('model-file', `${name} is larger than the ${limit} bytes that are allowed.`);
  };
  try {
    check(file.size ?? 0);
    onBytes(0, file.size, file.isLocal);
    for await (const piece of file.pieces) {
      throwIfCancelled(signal);
      loaded += piece.byteLength;
      check(loaded);
      kept.push(piece.slice());
      onBytes(loaded, file.size, file.isLocal);
    }
  } finally {
    await file.close();
  }
  throwIfCancelled(signal);
  onBytes(loaded, loaded, file.isLocal);
  const bytes = new Uint8Array(loaded);
  let at = 0;
  for (const piece of kept) {
    bytes.set(piece, at);
    at += piece.byteLength;
  }
  return bytes;
}
