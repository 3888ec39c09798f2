import type { PagedSequence } from '../../cache/paged';
import type { ModelConfig } from '../../config';
import type { Sampling, Span } from '../../contract';
import { noiseKey } from '../../sampling';
import type { Layout } from './layout';

/** One token that goes through the layers. */
export interface Row {
  span: number;
  /** Number of tokens of its sequence before it in this plan. */
  ahead: number;
  /** The token id; unused where `sampled` is set. */
  token: number;
  /** Index in `sampled` of the token, where an earlier pass samples it; else null. */
  sampled: number | null;
}

/** A row whose logits are wanted, with the sampling parameters where a token is sampled from them. */
export interface LogitRow {
  row: number;
  span: number;
  sampling: { key: number; temperature: number; top_p: number; allowed?: Uint32Array | undefined } | null;
}

/** The rows that go through the layers together. */
export interface Pass {
  rows: Row[];
  /** Rows to sample from come first. */
  logitRows: LogitRow[];
  samples: number;
  firstSampled: number;
  /** Largest number of slots that a row attends to. */
  slots: number;
  /** Whether most adjacent rows attend to the same pages, as the rows of a prompt and forks of one prompt do. */
  sharesPages: boolean;
}

export interface Plan {
  passes: Pass[];
  /** Number of tokens that each span appends. */
  counts: number[];
  /** For each span, the indices in `sampled` of its tokens. */
  sampled: number[][];
  samples: number;
}

/** Maximum rows of a pass; long prompts take several passes. */
const maxRows = 128;
/** Maximum bytes of logits, scores or captures in a pass. */
const maxBytes = 64 * 2 ** 20;

/** Limits the rows of a pass so that none of its buffers exceeds the maximum. */
export function rowLimitOf(spans: readonly Span[], slots: number, config: ModelConfig, layout: Layout): number {
  const scores = config.heads * slots * 4;
  const capturedLayers = spans.map(({ capture }) => new Set(capture?.attention?.map(({ layer }) => layer)).size);
  const logits = spans.some(({ want }) => want === 'every') ? layout.vocabulary4 * 16 : 0;
  const bytes = Math.max(scores * Math.max(1, ...capturedLayers), logits);
  return Math.max(1, Math.min(maxRows, Math.floor(maxBytes / bytes)));
}

const isSampling = (want: Span['want']): want is Sampling => typeof want === 'object';

/** Number of tokens to sample for each span: what it asks for, limited by the context. */
export function sampleCounts(
  spans: readonly Span[],
  positions: readonly number[],
  most: number,
  context: number,
): number[] {
  return spans.map(({ want, tokens }, i) =>
    isSampling(want) ? Math.max(1, Math.min(want.count, most, context - positions[i]! - tokens.length + 1)) : 0,
  );
}

/** Length of the sequence's longest list of slots before the plan. */
export const longest = (sequence: PagedSequence): number =>
  sequence.heads.reduce((most, head) => Math.max(most, head.length), 0);

/**
 * Splits spans into passes: first all given tokens, then the sampled tokens, one pass per further token of all
 * sampling spans.
 * @param lengths longest list of slots of each span's sequence
 * @param firstPages first page of each span's sequence; sequences with the same first page share a prefix
 */
export function makePlan(
  spans: readonly Span[],
  lengths: readonly number[],
  firstPages: readonly (number | undefined)[],
  samples: readonly number[],
  rowLimit: number,
): Plan {
  const plan: Plan = { passes: [], counts: [], sampled: spans.map(() => []), samples: 0 };
  let pending: { row: Row; logitRow: Omit<LogitRow, 'row'> | null }[] = [];

  const closePass = () => {
    if (pending.length === 0) return;
    const logitRows = pending.flatMap(({ logitRow }, row) => (logitRow ? [{ ...logitRow, row }] : []));
    logitRows.sort((a, b) => Number(a.sampling === null) - Number(b.sampling === null) || a.row - b.row);
    const count = logitRows.filter(({ sampling }) => sampling).length;
    const slots = Math.max(...pending.map(({ row }) => lengths[row.span]! + row.ahead + 1));
    const rows = pending.map(({ row }) => row);
    const samePage = rows.filter(({ span }, i) => i > 0 && firstPages[span] === firstPages[rows[i - 1]!.span]).length;
    const sharesPages = rows.length > 2 && samePage * 2 > rows.length;
    plan.passes.push({ rows, logitRows, samples: count, firstSampled: plan.samples, slots, sharesPages });
    for (const { span } of logitRows.slice(0, count)) plan.sampled[span]!.push(plan.samples++);
    pending = [];
  };
  const add = (row: Row, logitRow: Omit<LogitRow, 'row'> | null) => {
    if (pending.length === rowLimit) closePass();
    pending.push({ row, logitRow });
  };
  const samplingAt = ({ seed, index, temperature, top_p, allowed }: Sampling, step: number) => ({
    key: noiseKey(seed, index + step),
    temperature: Math.max(0, temperature),
    top_p,
    allowed,
  });

  spans.forEach(({ tokens, want }, span) => {
    tokens.forEach((token, ahead) => {
      const isLast = ahead === tokens.length - 1;
      const isWanted = want === 'every' || (isLast && want !== 'nothing');
      const sampling = isSampling(want) ? samplingAt(want, 0) : null;
      add({ span, ahead, token, sampled: null }, isWanted ? { span, sampling } : null);
    });
    plan.counts.push(tokens.length + Math.max(0, samples[span]! - 1));
  });
  closePass();
  for (let step = 1; step < Math.max(...samples); step++) {
    spans.forEach(({ tokens, want }, span) => {
      if (step >= samples[span]! || !isSampling(want)) return;
      const row = { span, ahead: tokens.length + step - 1, token: 0, sampled: plan.sampled[span]![step - 1]! };
      add(row, { span, sampling: samplingAt(want, step) });
    });
    closePass();
  }
  return plan;
}
