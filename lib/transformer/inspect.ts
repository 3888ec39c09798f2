import { Failure, throwIfCancelled } from '@/lib/core/failure';
import type { Backend } from './contract';
import type { Message } from './generation/request';
import { likeliestTokens, logProbability } from './sampling';
import type { Tokenizer } from './tokenizer';

/** What to inspect while reading a text. Only what is requested is computed. */
export interface InspectRequest {
  /** A plain text, or a chat as the model reads it; a final assistant message is the model's answer. */
  text: string | Message[];
  /** Query heads whose attention to return; without `head`, all heads of the layer. */
  attention?: { layer: number; head?: number }[];
  /** Depth of the text's embedding: 0 is the token embeddings, `layers` the output of the last layer. */
  depth?: number;
  /** Whether to compute the log-probability of every token given those before it, and the perplexity. */
  perplexity?: boolean;
  /** Number of most likely next tokens to return for every token; at most 20. */
  top?: number;
}

export interface InspectResult {
  /** Number of layers of the model. */
  layers: number;
  /** Number of query heads of a layer. */
  heads: number;
  /** The text of each token. */
  tokens: string[];
  /**
   * [requested head][token]: weights over the tokens up to itself, which sum to 1. Where the model compresses its own
   * cache, a slot counts as its newest token, and tokens without a slot get 0.
   */
  attention?: Float32Array[][];
  /** [hiddenSize]: the residual stream at the requested depth, averaged over the tokens; not normalised. */
  embedding?: Float32Array;
  /** [token], natural logarithms; NaN for the first token. */
  logprobs?: Float32Array;
  /** e^(-mean log-probability); NaN for a text of one token. */
  perplexity?: number;
  /** [token]: the most likely tokens to follow it. */
  top?: { token: string; logprob: number }[][];
}

/** Tokens per pass; the signal is checked between passes. */
const tokensPerPass = 64;

/** Maximum number of attention weights in one result (256 MB). */
const maxWeights = 2 ** 26;

/**
 * Reads a text once, in a sequence of its own, and returns what was requested.
 *
 * @throws Failure `context-exceeded` for a text beyond the context; `too-large` for more attention than fits in
 *   memory; `cancelled` within a pass
 */
export async function inspect(
  backend: Backend,
  tokenizer: Tokenizer,
  question: InspectRequest,
  signal: AbortSignal,
): Promise<InspectResult> {
  const ids = encode(tokenizer, question.text);
  const attention = (question.attention ?? []).flatMap(({ layer, head }) =>
    head === undefined ? headsOf(layer, backend) : [{ layer, head }],
  );
  check(ids, { ...question, attention }, backend);
  const { depth, perplexity = false, top = 0 } = question;
  const capture = { attention, hidden: depth === undefined ? [] : [depth] };
  const inspected: InspectResult = {
    layers: backend.config.layers,
    heads: backend.config.heads,
    tokens: ids.map(id => tokenizer.name(id)),
    ...(attention.length > 0 && { attention: attention.map(() => []) }),
    ...(depth !== undefined && { embedding: new Float32Array(backend.config.hiddenSize) }),
    ...(perplexity && { logprobs: new Float32Array(ids.length).fill(NaN) }),
    ...(top > 0 && { top: [] }),
  };
  const want = perplexity || top > 0 ? 'every' : 'nothing';
  const sequence = backend.cache.open();
  try {
    for (let from = 0; from < ids.length; from += tokensPerPass) {
      throwIfCancelled(signal);
      const [result] = await backend.forward([
        { sequence, tokens: ids.slice(from, from + tokensPerPass), want, capture },
      ]);
      const { logits, captured } = result!;
      captured!.attention.forEach((rows, i) => {
        const positions = captured!.positions?.[i];
        inspected.attention![i]!.push(
          ...rows.map((weights, t) => (positions ? overTokens(weights, positions[t]!, from + t + 1) : weights)),
        );
      });
      if (inspected.embedding) addMean(inspected.embedding, captured!.hidden[0]!, ids.length);
      logits.forEach((after, i) => {
        const next = ids[from + i + 1];
        if (inspected.logprobs && next !== undefined) inspected.logprobs[from + i + 1] = logProbability(after, next);
        inspected.top?.push(
          likeliestTokens(after, top).map(({ token, logprob }) => ({ token: tokenizer.name(token), logprob })),
        );
      });
    }
  } finally {
    backend.cache.release(sequence);
  }
  if (inspected.logprobs) inspected.perplexity = perplexityOf(inspected.logprobs);
  return inspected;
}

/** The tokens of a plain text, or of a chat whose last message may be the beginning of the model's answer. */
export function encode(tokenizer: Tokenizer, text: InspectRequest['text']): number[] {
  if (typeof text === 'string') return tokenizer.encode(text);
  const last = text.at(-1);
  const answer = last?.role === 'assistant' ? last.content : '';
  return tokenizer.encode(tokenizer.renderChat(answer ? text.slice(0, -1) : text) + answer);
}

const headsOf = (layer: number, { config }: Backend) =>
  Array.from({ length: config.heads }, (_, head) => ({ layer, head }));

type CheckedRequest = Omit<InspectRequest, 'attention'> & { attention: readonly { layer: number; head: number }[] };

function check(ids: readonly number[], { attention, depth, top = 0 }: CheckedRequest, { config }: Backend): void {
  const { context, layers, heads } = config;
  if (ids.length === 0) throw new RangeError('There is no text to inspect');
  if (ids.length > context)
    throw new Failure('context-exceeded', `The text has ${ids.length} tokens; the model reads at most ${context}.`);
  for (const { layer, head } of attention)
    if (!(layer >= 0 && layer < layers && head >= 0 && head < heads))
      throw new RangeError(`There is no head ${head} in layer ${layer}`);
  if (depth !== undefined && !(depth >= 0 && depth <= layers)) throw new RangeError(`There is no depth ${depth}`);
  if (!(top >= 0 && top <= 20)) throw new RangeError('At most 20 tokens can be requested');
  if ((attention.length * ids.length * (ids.length + 1)) / 2 > maxWeights)
    throw new Failure('too-large', `The attention of ${attention.length} heads over ${ids.length} tokens.`);
}

/** weights: [slot]; returns [token]. */
function overTokens(weights: Float32Array, positions: Int32Array, tokens: number): Float32Array {
  const spread = new Float32Array(tokens);
  positions.forEach((position, slot) => (spread[position] = weights[slot]!));
  return spread;
}

function addMean(mean: Float32Array, rows: Float32Array, count: number): void {
  for (let i = 0; i < rows.length; i++) mean[i % mean.length] = mean[i % mean.length]! + rows[i]! / count;
}

function perplexityOf(logprobs: Float32Array): number {
  const known = logprobs.subarray(1);
  return known.length === 0 ? NaN : Math.exp(-known.reduce((sum, logprob) => sum + logprob, 0) / known.length);
}
