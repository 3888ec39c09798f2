import type { PagedSequence } from '../../cache/paged';
import type { ModelConfig } from '../../config';
import type { Sampling, Span } from '../../contract';
import { noiseKey } from '../../sampling';
import type { Layout } from './layout';

/** One token on its way through the layers. */
export interface Row {
  span: number;
  /** Tokens of its sequence before it in this plan. */
  ahead: number;
  /** Which of its span's tokens, or beyond them. */
  token: number;
  /** Place in `sampled` of the token, where it is sampled before; else null, and `token` is the token. */
  sampled: number | null;
}

/** A row whose logits are wanted; for a draw, how to draw. */
export interface LogitRow {
  row: number;
  span: number;
  sampling: { key: number; temperature: number; top_p: number } | null;
}

/** What goes through the layers at once. */
export interface Pass {
  rows: Row[];
  /** Draws first. */
  logitRows: LogitRow[];
  samples: number;
  firstSampled: number;
  /** Slots that a row may see at most. */
  slots: number;
  /** Whether neighbouring rows mostly see the same pages: a prompt's rows do, and forks of one prompt. */
  sharesPages: boolean;
}

export interface Plan {
  passes: Pass[];
  /** Of each span: how many tokens it appends. */
  counts: number[];
  /** Of each span: places in `sampled` of its tokens. */
  sampled: number[][];
  samples: number;
}

/** Rows of a pass at most; long prompts take several. */
const maxRows = 128;
/** Bytes of logits, scores or what is read back, in a pass. */
const maxBytes = 64 * 2 ** 20;

/** How many rows a pass may have, so that no buffer of it grows beyond reason. */
export function rowLimitOf(spans: readonly Span[], slots: number, config: ModelConfig, layout: Layout): number {
  const scores = config.heads * slots * 4;
  const capturedLayers = spans.map(({ capture }) => new Set(capture?.attention?.map(({ layer }) => layer)).size);
  const logits = spans.some(({ want }) => want === 'every') ? layout.vocabulary4 * 16 : 0;
  const bytes = Math.max(scores * Math.max(1, ...capturedLayers), logits);
  return Math.max(1, Math.min(maxRows, Math.floor(maxBytes / bytes)));
}

const isSampling = (want: Span['want']): want is Sampling => typeof want === 'object';

/** How many tokens each span samples: what it asks for, as far as the context reaches. */
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

/** Lists of slots at their longest, before the plan. */
export const longest = (sequence: PagedSequence): number =>
  sequence.heads.reduce((most, head) => Math.max(most, head.length), 0);

/**
 * Cuts spans into passes: all tokens first, then the sampled ones, one pass for each further token of all spans that draw.
 * @param lengths longest list of each span's sequence
 * @param firstPages page with which each span's sequence begins: those that begin with the same one have more in common
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
  const samplingAt = ({ seed, index, temperature, top_p }: Sampling, step: number) => ({
    key: noiseKey(seed, index + step),
    temperature: Math.max(0, temperature),
    top_p,
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
