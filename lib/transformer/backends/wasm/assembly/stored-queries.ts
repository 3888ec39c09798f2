import { hadamard } from './hadamard';
import { groupWidth, StoredFormat } from './stored-format';

/**
 * Arranges queries as the keys of stored pages are: without the padding between the halves, rotated where the keys
 * are, in groups of {@link groupWidth} dimensions. queries: [count][headDim]. out: [group][count][width of the group].
 * head: scratch, [wide].
 */
export function arrangeQueries(format: StoredFormat, out: usize, queries: usize, headBytes: usize, count: u32, head: usize): void {
  const halfBytes: usize = (<usize>format.half) << 2;
  const wideBytes: usize = (<usize>format.wide) << 2;
  for (let query: u32 = 0; query < count; query++) {
    memory.copy(head, queries, halfBytes);
    memory.copy(head + halfBytes, queries + (headBytes >> 1), halfBytes);
    memory.fill(head + (halfBytes << 1), 0, wideBytes - (halfBytes << 1));
    if (format.rotated) hadamard(head, format.half);
    let group = out;
    for (let from: usize = 0; from < wideBytes; from += (<usize>groupWidth) << 2) {
      const bytes = min(wideBytes - from, (<usize>groupWidth) << 2);
      memory.copy(group + bytes * query, head + from, bytes);
      group += bytes * count;
    }
    queries += headBytes;
  }
}

/** sums[query][headDim] += the sums without padding, [count][wide]. */
export function addPadded(format: StoredFormat, sums: usize, headBytes: usize, x: usize, count: u32): void {
  const halfBytes: usize = (<usize>format.half) << 2;
  for (let query: u32 = 0; query < count; query++) {
    for (let i: usize = 0; i < halfBytes; i += 4) {
      store<f32>(sums + i, load<f32>(sums + i) + load<f32>(x + i));
      const high = sums + (headBytes >> 1) + i;
      store<f32>(high, load<f32>(high) + load<f32>(x + halfBytes + i));
    }
    sums += headBytes;
    x += (<usize>format.wide) << 2;
  }
}
