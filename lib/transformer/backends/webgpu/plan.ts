import type { PagedSequence } from '../../cache/paged';
import type { ModelConfig } from '../../config';
import type { Draw, Span } from '../../contract';
import { drawKey } from '../../sampling';
import type { Layout } from './layout';

/** One token on its way through the layers. */
export interface Row {
  span: number;
  /** Tokens of its sequence before it in this plan. */
  ahead: number;
  /** Which of its span's tokens, or beyond them. */
  token: number;
  /** Place in `drawn` of the token, where it is drawn before; else null, and `token` is the token. */
  drawn: number | null;
}

/** A row whose logits are wanted; for a draw, how to draw. */
export interface Pick {
  row: number;
  span: number;
  draw: { key: number; temperature: number; top_p: number } | null;
}

/** What goes through the layers at once. */
export interface Pass {
  rows: Row[];
  /** Draws first. */
  picks: Pick[];
  draws: number;
  firstDrawn: number;
  /** Slots that a row may see at most. */
  slots: number;
  /** Whether neighbouring rows mostly see the same pages: a prompt's rows do, and forks of one prompt. */
  together: boolean;
}

export interface Plan {
  passes: Pass[];
  /** Of each span: how many tokens it appends. */
  counts: number[];
  /** Of each span: places in `drawn` of its tokens. */
  drawn: number[][];
  draws: number;
}

/** Rows of a pass at most; long prompts take several. */
const mostRows = 128;
/** Bytes of logits, scores or what is read back, in a pass. */
const mostBytes = 64 * 2 ** 20;

/** How many rows a pass may have, so that no buffer of it grows beyond reason. */
export function rowsAtOnce(spans: readonly Span[], slots: number, config: ModelConfig, layout: Layout): number {
  const scores = config.heads * slots * 4;
  const looks = spans.map(({ observe }) => new Set(observe?.attention?.map(({ layer }) => layer)).size);
  const logits = spans.some(({ want }) => want === 'every') ? layout.vocabulary4 * 16 : 0;
  const bytes = Math.max(scores * Math.max(1, ...looks), logits);
  return Math.max(1, Math.min(mostRows, Math.floor(mostBytes / bytes)));
}

const isDraw = (want: Span['want']): want is Draw => typeof want === 'object';

/** How many tokens each span draws: what it asks for, as far as the context reaches. */
export function drawCounts(
  spans: readonly Span[],
  positions: readonly number[],
  most: number,
  context: number,
): number[] {
  return spans.map(({ want, tokens }, i) =>
    isDraw(want) ? Math.max(1, Math.min(want.count, most, context - positions[i]! - tokens.length + 1)) : 0,
  );
}

/** Lists of slots at their longest, before the plan. */
export const longest = (sequence: PagedSequence): number =>
  sequence.heads.reduce((most, head) => Math.max(most, head.length), 0);

/**
 * Cuts spans into passes: all tokens first, then the drawn ones, one pass for each further token of all spans that draw.
 * @param lengths longest list of each span's sequence
 * @param firstPages page with which each span's sequence begins: those that begin with the same one have more in common
 */
export function makePlan(
  spans: readonly Span[],
  lengths: readonly number[],
  firstPages: readonly (number | undefined)[],
  draws: readonly number[],
  rowLimit: number,
): Plan {
  const plan: Plan = { passes: [], counts: [], drawn: spans.map(() => []), draws: 0 };
  let open: { row: Row; pick: Omit<Pick, 'row'> | null }[] = [];

  const close = () => {
    if (open.length === 0) return;
    const picks = open.flatMap(({ pick }, row) => (pick ? [{ ...pick, row }] : []));
    picks.sort((a, b) => Number(a.draw === null) - Number(b.draw === null) || a.row - b.row);
    const count = picks.filter(({ draw }) => draw).length;
    const slots = Math.max(...open.map(({ row }) => lengths[row.span]! + row.ahead + 1));
    const rows = open.map(({ row }) => row);
    const alike = rows.filter(({ span }, i) => i > 0 && firstPages[span] === firstPages[rows[i - 1]!.span]).length;
    const together = rows.length > 2 && alike * 2 > rows.length;
    plan.passes.push({ rows, picks, draws: count, firstDrawn: plan.draws, slots, together });
    for (const { span } of picks.slice(0, count)) plan.drawn[span]!.push(plan.draws++);
    open = [];
  };
  const add = (row: Row, pick: Omit<Pick, 'row'> | null) => {
    if (open.length === rowLimit) close();
    open.push({ row, pick });
  };
  const drawAt = ({ seed, index, temperature, top_p }: Draw, step: number) => ({
    key: drawKey(seed, index + step),
    temperature: Math.max(0, temperature),
    top_p,
  });

  spans.forEach(({ tokens, want }, span) => {
    tokens.forEach((token, ahead) => {
      const isLast = ahead === tokens.length - 1;
      const isWanted = want === 'every' || (isLast && want !== 'nothing');
      const draw = isDraw(want) ? drawAt(want, 0) : null;
      add({ span, ahead, token, drawn: null }, isWanted ? { span, draw } : null);
    });
    plan.counts.push(tokens.length + Math.max(0, draws[span]! - 1));
  });
  close();
  for (let step = 1; step < Math.max(...draws); step++) {
    spans.forEach(({ tokens, want }, span) => {
      if (step >= draws[span]! || !isDraw(want)) return;
      const row = { span, ahead: tokens.length + step - 1, token: 0, drawn: plan.drawn[span]![step - 1]! };
      add(row, { span, draw: drawAt(want, step) });
    });
    close();
  }
  return plan;
}
