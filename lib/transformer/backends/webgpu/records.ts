import { passFields, passStride } from './bindings';
import type { Book } from './book';
import type { Gpu } from './device';
import type { Layout } from './layout';
import type { Plan } from './plan';
import type { Scratch } from './scratch';

/**
 * Sends what the kernels need to know of a plan: its rows, picks, angles and pass records, of all passes at once, so that a pass costs
 * no more than its own commands.
 * @param seats of each span's sequence
 * @param positions of each span's first token
 */
export function sendRecords(
  plan: Plan,
  seats: readonly number[],
  positions: readonly number[],
  frequencies: Float64Array,
  { gpu, scratch, book, layout }: { gpu: Gpu; scratch: Scratch; book: Book; layout: Layout },
): void {
  const all = plan.passes.reduce((sum, { rows }) => sum + rows.length, 0);
  const picked = plan.passes.reduce((sum, { picks }) => sum + picks.length, 0);
  const width = layout.head4 * 4;
  const rows = new Uint32Array(all * 4);
  const picks = new Uint32Array(picked * 4);
  const reals = new Float32Array(picks.buffer);
  const angles = new Float32Array(all * width);
  const passes = new Uint32Array((plan.passes.length * passStride) / 4);

  let row = 0;
  let pick = 0;
  plan.passes.forEach((pass, index) => {
    const record = {
      rows: pass.rows.length,
      firstRow: row,
      picks: pass.picks.length,
      firstPick: pick,
      draws: pass.draws,
      firstDrawn: pass.firstDrawn,
      scores4: Math.ceil(pass.slots / 4),
      tables: book.tables,
      tablePages: book.tablePages,
    };
    passes.set(passFields.map(field => record[field]), (index * passStride) / 4); // prettier-ignore
    for (const { span, ahead, token, drawn } of pass.rows) {
      rows.set([token, drawn === null ? 0 : drawn + 1, seats[span]!, ahead], row * 4);
      const position = positions[span]! + ahead;
      frequencies.forEach((frequency, i) => {
        angles[row * width + i] = Math.cos(position * frequency);
        angles[row * width + width / 2 + i] = Math.sin(position * frequency);
      });
      row++;
    }
    for (const { row: of, draw } of pass.picks) {
      picks.set([of, draw?.key ?? 0], pick * 4);
      if (draw) reals.set([draw.temperature, draw.top_p], pick * 4 + 2);
      pick++;
    }
  });

  const send = (
    name: 'rows' | 'picks' | 'angles' | 'passes',
    data: Uint32Array<ArrayBuffer> | Float32Array<ArrayBuffer>,
  ) => gpu.device.queue.writeBuffer(scratch.fit(name, data.byteLength), 0, data);
  send('rows', rows);
  send('picks', picks);
  send('angles', angles);
  send('passes', passes);
  scratch.fit('drawn', plan.draws * 4);
}
