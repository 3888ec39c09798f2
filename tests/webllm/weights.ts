import { random } from '@/lib/core/random';
import type { Parameter } from './library-metadata';

/** Bytes of a shard at least: as the real ones, which have about 32 MB. A larger tensor has a shard of its own. */
const shardBytes = 24e6;

interface Placed extends Parameter {
  byteOffset: number;
  nbytes: number;
}

export interface Shard {
  /** The name of its file. */
  dataPath: string;
  nbytes: number;
  records: Placed[];
}

/** Places all tensors in shards, in their order. */
export function planShards(params: readonly Parameter[]): Shard[] {
  const shards: Shard[] = [];
  let open: Shard | undefined;
  for (const param of params) {
    const nbytes = param.shape.reduce((product, length) => product * length, 4);
    if (!open || open.nbytes + nbytes > shardBytes) {
      open = { dataPath: `params_shard_${shards.length}.bin`, nbytes: 0, records: [] };
      shards.push(open);
    }
    open.records.push({ ...param, byteOffset: open.nbytes, nbytes });
    open.nbytes += nbytes;
  }
  return shards;
}

/** The list of weights, as the runtime reads it. */
export const weightList = (shards: readonly Shard[]): string =>
  JSON.stringify({
    metadata: { ParamSize: shards.reduce((sum, { records }) => sum + records.length, 0) },
    records: shards.map(shard => ({
      ...shard,
      format: 'raw-shard',
      records: shard.records.map(record => ({ ...record, format: 'raw' })),
    })),
  });

/** Random bytes that are repeated: drawing each of 300 million would take longer than the run. */
const noise = (() => {
  const { next } = random(1).fork('weights');
  return Uint32Array.from({ length: 65_521 }, () => Math.floor(next() * 2 ** 32));
})();

/** The bytes of a shard. Four-bit weights are noise, each scale and each bias is small, and a norm multiplies by one. */
export function shardData({ nbytes, records }: Shard): Buffer {
  const data = Buffer.alloc(nbytes);
  for (const { name, dtype, byteOffset, nbytes } of records) {
    const [floats, words] = [
      new Float32Array(data.buffer, data.byteOffset + byteOffset, nbytes / 4),
      new Uint32Array(data.buffer, data.byteOffset + byteOffset, nbytes / 4),
    ];
    if (dtype === 'uint32') for (let at = 0; at < words.length; at++) words[at] = noise[at % noise.length] ?? 0;
    else if (name.endsWith('q_scale')) floats.fill(0.01);
    else if (/norm/.test(name)) floats.fill(1);
  }
  return data;
}
