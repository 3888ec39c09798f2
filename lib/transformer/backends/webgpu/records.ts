import { passFields, passStride } from './bindings';
import type { Gpu } from './device';
import type { Fills } from './fills';
import type { Layout } from './layout';
import type { PageTable } from './page-table';
import type { Plan } from './plan';
import type { Scratch } from './scratch';
import { maskWords } from './shaders/sample';

/**
 * Uploads what the kernels need to know of a plan: rows, logit rows, angles and pass records, of all passes at once,
 * so that a pass costs nothing beyond its own commands.
 * @param entries page table entry of each span's sequence
 * @param positions position of each span's first token
 * @param fills empty where no sequence has a format
 */
export function uploadRecords(
  plan: Plan,
  entries: readonly number[],
  positions: readonly number[],
  frequencies: Float64Array,
  fills: Fills,
  { gpu, scratch, pageTable, layout }: { gpu: Gpu; scratch: Scratch; pageTable: PageTable; layout: Layout },
): void {
  const all = plan.passes.reduce((sum, { rows }) => sum + rows.length, 0);
  const logitRowCount = plan.passes.reduce((sum, { logitRows }) => sum + logitRows.length, 0);
  const width = layout.head4 * 4;
  const rows = new Uint32Array(all * 4);
  const logitRows = new Uint32Array(logitRowCount * 4);
  const floats = new Float32Array(logitRows.buffer);
  const angles = new Float32Array(all * width);
  const passes = new Uint32Array((plan.passes.length * passStride) / 4);

  let row = 0;
  let logitRow = 0;
  plan.passes.forEach((pass, index) => {
    const record = {
      rows: pass.rows.length,
      firstRow: row,
      logitRows: pass.logitRows.length,
      firstLogitRow: logitRow,
      samples: pass.samples,
      firstSampled: pass.firstSampled,
      scores4: Math.ceil(pass.slots / 4),
      tables: pageTable.tables,
      tablePages: pageTable.tablePages,
      fills: index * (fills.counts[index]?.length ?? 0),
    };
    passes.set(passFields.map(field => record[field]), (index * passStride) / 4); // prettier-ignore
    for (const { span, ahead, token, sampled } of pass.rows) {
      rows.set([token, sampled === null ? 0 : sampled + 1, entries[span]!, ahead], row * 4);
      const position = positions[span]! + ahead;
      frequencies.forEach((frequency, i) => {
        angles[row * width + i] = Math.cos(position * frequency);
        angles[row * width + width / 2 + i] = Math.sin(position * frequency);
      });
      row++;
    }
    for (const { row: index, sampling } of pass.logitRows) {
      logitRows.set([index, sampling?.key ?? 0], logitRow * 4);
      if (sampling) floats.set([sampling.temperature, sampling.top_p], logitRow * 4 + 2);
      logitRow++;
    }
  });

  const upload = (
    name: 'rows' | 'logitRows' | 'angles' | 'passes' | 'allowed' | 'fills',
    data: Uint32Array<ArrayBuffer> | Float32Array<ArrayBuffer>,
  ) => gpu.device.queue.writeBuffer(scratch.ensure(name, data.byteLength), 0, data);
  upload('rows', rows);
  upload('logitRows', logitRows);
  upload('angles', angles);
  upload('passes', passes);
  if (fills.list.length > 0) upload('fills', fills.list);
  const masks = masksOf(plan, logitRowCount, maskWords(layout));
  if (masks) upload('allowed', masks);
  scratch.ensure('sampled', plan.samples * 4);
}

/** The allowed tokens of all logit rows, all of them where a row has no mask; null where none has one. */
function masksOf({ passes }: Plan, rows: number, words: number): Uint32Array<ArrayBuffer> | null {
  const allowed = passes.flatMap(({ logitRows }) => logitRows.map(({ sampling }) => sampling?.allowed));
  if (!allowed.some(Boolean)) return null;
  const masks = new Uint32Array(rows * words).fill(0xffffffff);
  allowed.forEach((mask, row) => {
    if (mask) masks.fill(0, row * words, (row + 1) * words).set(mask, row * words);
  });
  return masks;
}
