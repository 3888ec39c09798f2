import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '@/lib/ground/failure';
import type { FileSource } from './folder';

/** A folder on disk, for Node. In a file of its own so that `node:fs` never reaches a browser's bundle. */
export function directorySource(path: string): FileSource {
  return {
    async read(name, limit, onBytes, signal) {
      const file = await open(join(path, name)).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return null;
        throw new Failure('model-file', `${name}: ${error.message}`, { cause: error });
      });
      if (!file) return null;
      try {
        const { size } = await file.stat();
        if (size > limit)
          throw new Failure('model-file', `${name} is larger than the ${limit} bytes that are allowed.`);
        onBytes(0, size);
        const bytes = await file.readFile({ signal });
        onBytes(size, size);
        return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      } catch (error) {
        if (signal.aborted) throw new Failure('cancelled', '', { cause: error });
        throw error;
      } finally {
        await file.close();
      }
    },
  };
}
