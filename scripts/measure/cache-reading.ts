import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { backendFactories } from '@/lib/transformer/backends';
import { pageSlots } from '@/lib/transformer/cache/pages';
import { loadFolder } from '@/lib/transformer/folder/load-folder';
import { logProbability } from '@/lib/transformer/sampling';
import { directorySource } from '@/lib/transformer/sources/directory-node';
import { root } from '../tool';
import { heldOutTranscripts } from './held-out';

/** What a model made of perfect transcripts of held-out problems, and what its cache held at their ends. */
export interface CacheReading {
  transcripts: number;
  tokens: number;
  /** Of a token of the answers, given the right ones before it. */
  perplexity: number;
  /** Tokens read for each slot held. */
  ratio: number;
  /** Bytes that a cache of all tokens would hold, for each byte held. */
  byteRatio: number;
  /** [layer][KV head]: tokens read for each slot held. */
  heads: number[][];
}

const KERNELS = path.join(root, 'lib/transformer/backends/wasm/kernels.wasm');

/** Reads `count` transcripts through with the int8 backend, each in a cache of its own. */
export async function readTranscripts(model: string, count: number): Promise<CacheReading> {
  const factories = backendFactories(async () => new Uint8Array(await readFile(KERNELS)));
  const { backend, tokenizer } = await loadFolder(
    directorySource(path.join(root, 'public', 'models', model)),
    factories.find(({ name }) => name === 'wasm-int8')!.start,
    () => undefined,
    new AbortController().signal,
  );
  const { layers, kvHeads, headDim, endTokens } = backend.config;
  const held = new Array<number>(layers * kvHeads).fill(0);
  const sums = { tokens: 0, bytes: 0, wholeBytes: 0, answers: 0, logProbability: 0 };
  for (const { prompt, answer } of await heldOutTranscripts(count)) {
    const asked = tokenizer.encode(tokenizer.renderChat([{ role: 'user', content: prompt }]));
    const ids = [...asked, ...tokenizer.encode(answer), endTokens[0]!];
    const sequence = backend.cache.open();
    const [result] = await backend.forward([{ sequence, tokens: ids, want: 'every' }]);
    for (let at = asked.length; at < ids.length; at++)
      sums.logProbability += logProbability(result!.logits[at - 1]!, ids[at]!);
    sums.answers += ids.length - asked.length;
    const { heads } = await backend.cache.snapshot(sequence);
    heads.forEach(({ length }, i) => (held[i] = held[i]! + length));
    sums.bytes += backend.cache.bytes().held;
    // Keys and values, 4 bytes each, in whole pages.
    sums.wholeBytes += held.length * Math.ceil(ids.length / pageSlots) * pageSlots * 2 * 4 * headDim;
    sums.tokens += ids.length;
    backend.cache.release(sequence);
  }
  backend.dispose();
  const ratios = held.map(slots => sums.tokens / slots);
  return {
    transcripts: count,
    tokens: sums.tokens,
    perplexity: Math.exp(-sums.logProbability / sums.answers),
    ratio: (sums.tokens * held.length) / held.reduce((a, b) => a + b, 0),
    byteRatio: sums.wholeBytes / sums.bytes,
    heads: Array.from({ length: layers }, (_, layer) => ratios.slice(layer * kvHeads, (layer + 1) * kvHeads)),
  };
}
