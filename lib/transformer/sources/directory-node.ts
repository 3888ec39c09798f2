import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure, throwIfCancelled } from '@/lib/core/failure';
import type { FileSource } from './source';

/** Bytes per read. */
const pieceBytes = 2 ** 20;

/** A folder on disk, for Node. In a file of its own so that `node:fs` never enters the browser bundle. */
export function directorySource(path: string): FileSource {
  return {
    async open(name, signal) {
      const refuse = (error: unknown) => {
        throw new Failure('model-file', `${name}: ${error instanceof Error ? error.message : String(error)}`, {
          cause: error,
        });
      };
      const file = await open(join(path, name)).catch((error: NodeJS.ErrnoException) =>
        error.code === 'ENOENT' ? null : refuse(error),
      );
      if (!file) return null;
      const { size } = await file.stat();
      return {
        size,
        isLocal: true,
        pieces: (async function* () {
          const buffer = new Uint8Array(Math.min(pieceBytes, Math.max(1, size)));
          for (;;) {
            throwIfCancelled(signal);
            const { bytesRead } = await file.read(buffer).catch(refuse);
            if (bytesRead === 0) return;
            yield buffer.subarray(0, bytesRead);
          }
        })(),
        close: () => file.close(),
      };
    },
  };
}
