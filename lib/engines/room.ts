import type { FailureRecord } from '@/lib/core/failure';

/** What a browser says of the room there is, in bytes. Null: it does not say. */
export interface Room {
  /** `navigator.deviceMemory`: rounded, and capped by the browser. */
  memoryBytes: number | null;
  /** What the origin may still store. */
  storageFreeBytes: number | null;
}

/** What a model needs, in bytes. */
export interface Needs {
  memoryBytes: number;
  /** 0 where it lies in the cache already. */
  downloadBytes: number;
}

const GiB = 2 ** 30;

/** The shares of the machine's memory up to which a model fits, or is tight. WebGPU does not tell how much of it the GPU has. */
const shares = { fits: 0.4, tight: 0.75 } as const;

/** Up to here a model is called fitting where the browser does not tell the memory. */
const safeWithoutKnowing = 1.5 * GiB;

const gigabytes = (bytes: number): string => `${(bytes / GiB).toFixed(1)} GB`;

/** Why there is no room for a model, or null and why it will be tight, each one sentence. */
export function checkRoom(
  { memoryBytes, downloadBytes }: Needs,
  { memoryBytes: memory, storageFreeBytes: storage }: Room,
): { problem: FailureRecord | null; notes: string[] } {
  const tooLarge = (detail: string) => ({ problem: { kind: 'too-large', detail } as const, notes: [] });
  if (storage !== null && downloadBytes > storage)
    return tooLarge(`It takes ${gigabytes(downloadBytes)} to store, and this browser leaves ${gigabytes(storage)}.`);
  if (memory !== null && memoryBytes > memory * shares.tight)
    return tooLarge(`It needs ${gigabytes(memoryBytes)} of memory, and this machine has about ${gigabytes(memory)}.`);
  const notes = [
    ...(memory !== null && memoryBytes > memory * shares.fits ? ['It takes much of this machine\u2019s memory.'] : []),
    ...(memory === null && memoryBytes > safeWithoutKnowing
      ? ['This browser does not tell how much memory there is.']
      : []),
    ...(storage !== null && downloadBytes * 1.2 > storage ? ['It takes nearly all that this browser may store.'] : []),
  ];
  return { problem: null, notes };
}
