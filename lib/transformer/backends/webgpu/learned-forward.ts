import type { PagedCache } from '../../cache/paged';
import type { Span, SpanResult } from '../../contract';
import type { LearnedCompression } from '../../learned/contract';
import { Commands, type Placed } from './commands';
import type { PassContext } from './context';
import type { Fills } from './fills';
import { Forward } from './forward';
import type { KernelSet } from './kernels';
import { bytesReadBack, LearnedCapture } from './learned-capture';
import { type LearnedCommands, prepareLearned } from './learned-commands';
import { type LayerDecisions, LearnedRows, type Run, runsOf } from './learned-rows';
import type { Pass, Plan } from './plan';
import { tileRows } from './shaders/bodies';

/**
 * The forward pass of a model that compresses its own cache. In every layer the host reads back the queries, keys and
 * values of all rows, reads the decisions in them (`LearnedRows`) and uploads what they write; see `SlotChanges` for
 * how the rows then attend. A model of L layers is thus read back L + 1 times a pass.
 */
export class LearnedForward extends Forward {
  private readonly rows: LearnedRows;

  /** @param check waits for the outcome of all allocations, and throws the first error of the device */
  constructor(
    context: PassContext,
    cache: PagedCache,
    learned: LearnedCompression,
    private readonly check: () => Promise<void>,
  ) {
    super(context, cache);
    this.rows = new LearnedRows(context.config, context.layout, cache, learned);
  }

  /** Also reserves what the host and the kernels exchange. Nothing is allocated after this. */
  protected override upload(plan: Plan, spans: readonly Span[]): Fills {
    const { config, layout, scratch } = this.context;
    const { passes } = plan;
    const rows = Math.max(...passes.map(pass => pass.rows.length));
    const writes = rows * config.kvHeads;
    // Threads compute whole tiles of rows.
    scratch.ensure('projected', (rows + tileRows) * layout.qkvUnits * 32);
    scratch.ensure('written', writes * 2 * layout.head4 * 16);
    scratch.ensure('appended', (writes + 1) * 8);
    scratch.ensure('kept', (writes + 1) * 8);
    scratch.ensure('replaced', writes * 3 * 4);
    this.readback.ensure(Math.max(...passes.map(pass => bytesReadBack(pass, spans, config, layout))));
    return super.upload({ ...plan, passes: passes.map(countedFromPass) }, spans);
  }

  protected override async submit(plan: Plan, spans: readonly Span[], set: KernelSet): Promise<SpanResult[]> {
    const { context, readback } = this;
    const { captured, results } = this.emptyResults(spans);
    const capture = new LearnedCapture(context, readback, spans, captured);
    const ids = spans.map(({ sequence }) => sequence);
    const sequences = ids.map(id => this.cache.get(id));
    const prepared = await Promise.all(plan.passes.map(pass => prepareLearned(context, pass, set)));
    // Slots change from here on, so a lack of memory must be known now.
    await this.check();
    this.requireOpen();
    readback.clear();
    for (const [index, pass] of plan.passes.entries()) {
      // The lengths, which the pass before has changed.
      context.pageTable.assign(ids, sequences);
      const isLast = index === plan.passes.length - 1;
      const ends = () => [...this.logitCopies(pass, results), ...(isLast ? this.sampledCopies(plan, results) : [])];
      await this.runPass(prepared[index]!, index, runsOf(pass, sequences), pass, capture, ends);
    }
    return results;
  }

  /** @param ends reserves what is read back at the end of the pass */
  private async runPass(
    parts: LearnedCommands,
    index: number,
    runs: readonly Run[],
    pass: Pass,
    capture: LearnedCapture,
    ends: () => Placed[],
  ): Promise<void> {
    const { layers } = this.context.config;
    const begin = () => new Commands(this.context, this.bindGroups, index);
    let commands = begin();
    let copies: Placed[] = [];
    parts.embed(commands);
    for (let layer = 0; layer < layers; layer++) {
      parts.project(commands, layer);
      copies.push(...capture.hidden(layer, runs));
      const projected = await this.readProjected(commands, copies, pass.rows.length);
      const decisions = this.rows.read(layer, projected, runs, (run, head) => capture.isViewed(layer, run, head));
      capture.queries(layer, runs, decisions.queries);
      this.uploadDecisions(decisions);
      commands = begin();
      parts.attend(commands, layer);
      copies = capture.attention(layer, runs, pass, decisions);
    }
    parts.lmHead(commands);
    copies.push(...capture.hidden(layers, runs), ...ends());
    await this.send(commands, copies);
  }

  private async readProjected(commands: Commands, copies: readonly Placed[], rows: number): Promise<Float32Array> {
    const bytes = rows * this.context.layout.qkvUnits * 32;
    let projected = new Float32Array();
    const place = this.readback.reserve(bytes, raw => (projected = new Float32Array(raw)));
    await this.send(commands, [...copies, { from: 'projected', offset: 0, bytes, place }]);
    return projected;
  }

  /** Submits commands and the copies behind them, and waits until these are delivered. */
  private async send(commands: Commands, copies: readonly Placed[]): Promise<void> {
    const into = this.readback.buffer();
    for (const copy of copies) commands.copy(copy, into);
    this.context.gpu.device.queue.submit([commands.finish()]);
    await this.readback.fetch();
    this.requireOpen();
  }

  private uploadDecisions({ queries, written, slots }: LayerDecisions): void {
    const { gpu, scratch } = this.context;
    const { appended, kept, replaced } = slots.lists();
    const { queue } = gpu.device;
    queue.writeBuffer(scratch.get('query')!, 0, queries);
    queue.writeBuffer(scratch.get('written')!, 0, written);
    queue.writeBuffer(scratch.get('appended')!, 0, appended);
    queue.writeBuffer(scratch.get('kept')!, 0, kept);
    queue.writeBuffer(scratch.get('replaced')!, 0, replaced);
  }
}

/** A pass whose rows count the tokens before them from the first one of their span in the pass. */
function countedFromPass(pass: Pass): Pass {
  const first = new Map<number, number>();
  for (const { span, ahead } of pass.rows) if (!first.has(span)) first.set(span, ahead);
  return { ...pass, rows: pass.rows.map(row => ({ ...row, ahead: row.ahead - first.get(row.span)! })) };
}
