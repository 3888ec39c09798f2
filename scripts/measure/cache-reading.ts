import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { backendFactories } from '@/lib/transformer/backends';
import { pageSlots } from '@/lib/transformer/cache/pages';
import { type LoadedModel, loadFolder } from '@/lib/transformer/folder/load-folder';
import { argmax, logProbability } from '@/lib/transformer/sampling';
import { directorySource } from '@/lib/transformer/sources/directory-node';
import { root } from '../tool';
import { heldOutTranscripts } from './held-out';

/** What a model made of perfect transcripts of held-out problems, and what its cache held at their ends. */
export interface CacheReading {
  tokens: number;
  /** Of a token of the answers, given the right ones before it. */
  perplexity: number;
  /** Share of transcripts of which every token of the answer is the likeliest, given the right ones before it. */
  exact: number;
  /** Tokens read for each slot held. */
  ratio: number;
  /** Bytes that a cache of all tokens would hold, for each byte held. */
  byteRatio: number;
  /** [layer][KV head]: tokens read for each slot held. */
  heads: number[][];
}

/** A transcript in tokens, of which the first are the prompt. */
export interface TokenRow {
  tokens: number[];
  prompt: number;
}

const KERNELS = path.join(root, 'lib/transformer/backends/wasm/kernels.wasm');

/** A model of the site on the backend that a visitor's machine takes for it. */
export function openInt8(model: string): Promise<LoadedModel> {
  const factories = backendFactories(async () => new Uint8Array(await readFile(KERNELS)));
  const { start } = factories.find(({ name }) => name === 'wasm-int8')!;
  const folder = directorySource(path.join(root, 'public', 'models', model));
  return loadFolder(folder, start, () => undefined, new AbortController().signal);
}

/** `count` transcripts in the tokens of a model. */
export async function tokenRows({ tokenizer, config }: LoadedModel, count: number): Promise<TokenRow[]> {
  return (await heldOutTranscripts(count)).map(({ prompt, answer }) => {
    const asked = tokenizer.encode(tokenizer.renderChat([{ role: 'user', content: prompt }]));
    return { tokens: [...asked, ...tokenizer.encode(answer), config.endTokens[0]!], prompt: asked.length };
  });
}

/** How well the tokens of answers were predicted. */
export class Scores {
  private sum = 0;
  private tokens = 0;
  private readonly isRight: boolean[] = [];

  /** A further transcript begins. */
  begin(): void {
    this.isRight.push(true);
  }

  add(logits: Float32Array, token: number): void {
    this.sum += logProbability(logits, token);
    this.tokens++;
    if (argmax(logits) !== token) this.isRight[this.isRight.length - 1] = false;
  }

  value(): { perplexity: number; exact: number } {
    const exact = this.isRight.filter(Boolean).length / this.isRight.length;
    return { perplexity: Math.exp(-this.sum / this.tokens), exact };
  }
}

/** Reads transcripts through with the int8 backend, each in a cache of its own. */
export async function readTranscripts({ backend }: LoadedModel, rows: readonly TokenRow[]): Promise<CacheReading> {
  const { layers, kvHeads, headDim } = backend.config;
  const held = new Array<number>(layers * kvHeads).fill(0);
  const scores = new Scores();
  const sums = { tokens: 0, bytes: 0, wholeBytes: 0 };
  for (const { tokens, prompt } of rows) {
    const sequence = backend.cache.open();
    const [result] = await backend.forward([{ sequence, tokens, want: 'every' }]);
    scores.begin();
    for (let at = prompt; at < tokens.length; at++) scores.add(result!.logits[at - 1]!, tokens[at]!);
    const { heads } = await backend.cache.snapshot(sequence);
    heads.forEach(({ length }, i) => (held[i] = held[i]! + length));
    sums.bytes += backend.cache.bytes().held;
    // Keys and values, 4 bytes each, in whole pages.
    sums.wholeBytes += held.length * Math.ceil(tokens.length / pageSlots) * pageSlots * 2 * 4 * headDim;
    sums.tokens += tokens.length;
    backend.cache.release(sequence);
  }
  const ratios = held.map(slots => sums.tokens / slots);
  return {
    tokens: sums.tokens,
    ...scores.value(),
    ratio: (sums.tokens * held.length) / held.reduce((a, b) => a + b, 0),
    byteRatio: sums.wholeBytes / sums.bytes,
    heads: Array.from({ length: layers }, (_, layer) => ratios.slice(layer * kvHeads, (layer + 1) * kvHeads)),
  };
}
