import { gather, scatter, score, softmaxRows, weightedSum } from './attend';
import { pageSlots } from './page';
import { StoredFormat } from './stored-format';
import { addPadded, arrangeQueries } from './stored-queries';
import { scoreScratch, scoreStored } from './stored-scores';
import { valueScratch, weightedSumStored } from './stored-values';

/**
 * The attention of ./attend for heads whose full pages are stored in a format: a row attends to the page of its own
 * slot in float32 and to all pages before it as they are stored.
 * stored: the tables of the stored pages (see ./stored-format), one for each head, twice `tableBytes` apart. format: address of a StoredFormat. scratch: of at least {@link
 * attendStoredScratch} bytes.
 */
export function attendStored(
  out: usize, outStride: u32, q: usize, qStride: u32, rows: u32,
  table: usize, stored: usize, tableBytes: u32, valueOffset: usize, lengths: usize, slotOffset: u32,
  kvHeads: u32, group: u32, headDim: u32, scale: f32,
  queries: usize, weightedSums: usize, scores: usize, scoreStride: u32, format: usize, scratch: usize,
): void {
  const headBytes: usize = (<usize>headDim) << 2;
  const groupBytes = headBytes * group;
  const scoreBytes: usize = (<usize>scoreStride) << 2;
  const qBytes: usize = (<usize>qStride) << 2;
  const outBytes: usize = (<usize>outStride) << 2;
  const layout = changetype<StoredFormat>(format);
  for (let head: u32 = 0; head < kvHeads; head++) {
    // Rows whose own slots are in the same page attend together.
    let some: u32 = 0;
    for (let row: u32 = 0; row < rows; row += some) {
      const slot = load<u32>(lengths) + slotOffset + row;
      const page = slot / pageSlots;
      const within = slot % pageSlots;
      some = min(rows - row, pageSlots - within);
      const count = some * group;
      const weights = scores + scoreBytes * (row * group);
      const own = table + ((<usize>page) << 2);
      const ownWeights = weights + ((<usize>(page * pageSlots)) << 2);
      gather(queries, q + qBytes * row, qBytes, groupBytes, some, scale);
      const arranged = scratch;
      const rest = arranged + ((<usize>count * layout.wide) << 2);
      if (page > 0) {
        arrangeQueries(layout, arranged, queries, headBytes, count, rest);
        scoreStored(layout, weights, scoreBytes, arranged, count, stored, page, rest);
      }
      score(ownWeights, scoreBytes, queries, headBytes, count, own, within + some);
      softmaxRows(weights, scoreBytes, slot + 1, some, group);
      weightedSum(weightedSums, headBytes, ownWeights, scoreBytes, count, own, valueOffset, within + some);
      if (page > 0) {
        weightedSumStored(layout, arranged, weights, scoreBytes, count, stored, page, rest);
        addPadded(layout, weightedSums, headBytes, arranged, count);
      }
      scatter(out + outBytes * row, outBytes, weightedSums, groupBytes, some);
    }
    q += groupBytes;
    out += groupBytes;
    table += tableBytes;
    stored += tableBytes << 1;
    lengths += 4;
  }
}

/** Bytes of scratch for `count` queries that attend together. */
export function attendStoredScratch(count: u32, wide: u32): u32 {
  return 4 * count * wide + max(4 * wide, max(scoreScratch(count, wide), valueScratch(count, wide)));
}
