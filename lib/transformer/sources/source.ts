import { Failure, throwIfCancelled } from '@/lib/core/failure';

/** Called as bytes arrive: bytes so far, total bytes if known, and whether they came from this machine. */
export type OnBytes = (loaded: number, total: number | null, isLocal: boolean) => void;

/** An open file, which can be read once from its beginning. */
export interface OpenFile {
  /** In bytes, if known before the end. */
  size: number | null;
  /** Whether the whole file is on this machine. */
  isLocal: boolean;
  /**
   * The content piece by piece as it arrives. A piece may be overwritten when the next is requested.
   * @throws Failure `download-failed`; `integrity-failed` where the bytes are not the published ones (known at the
   *   end at the latest); `cancelled`
   */
  pieces: AsyncIterable<Uint8Array>;
  /** Ends the download, whether or not it was read to its end. */
  close(): Promise<void>;
}

/** The source of a model folder's files: a server, a disk, a test. */
export interface FileSource {
  /**
   * Opens a file; null where there is none.
   * @throws Failure as its pieces do; {@link NotGiven} where a server refuses it or sends a web page in its place
   */
  open(name: string, signal: AbortSignal): Promise<OpenFile | null>;
  /** Whether files may be opened before it is known that they are needed: they are small, and nobody pays for them. */
  mayOpenAhead?: boolean;
  /** Called when everything needed has been read. A source that stores files marks the model as complete. */
  commit?(): Promise<void>;
  /** Called when the content made no sense. A source that stores files deletes those that it cannot verify. */
  invalidate?(): Promise<void>;
}

/**
 * Reads a whole small file; null where there is none.
 * @throws Failure as the source does; `model-file` for a file of more than `limit` bytes
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
