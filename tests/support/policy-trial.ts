import { startReferenceBackend } from '@/lib/transformer/backends/reference';
import { withAccumulatedAttention } from '@/lib/transformer/cache/accumulated-attention';
import type { ModelConfig } from '@/lib/transformer/config';
import type { Backend } from '@/lib/transformer/contract';
import { CompressedSequence, type Compression, type Loss } from '@/lib/transformer/policies/compressed-sequence';
import type { Policy } from '@/lib/transformer/policies/contract';
import { build } from './build';
import { randomWeights } from './random-model';

export const referenceOf = async (config: ModelConfig, seed: number): Promise<Backend> =>
  withAccumulatedAttention(await build(await startReferenceBackend(config), config, randomWeights(config, seed)));

export const compressionOf = (policy: Policy, changes: Partial<Compression> = {}): Compression => ({
  policy,
  parameters: {},
  budget: { kind: 'ratio', ratio: 4 },
  when: 'both',
  every: 8,
  seed: 1,
  ...changes,
});

/** One slot of one KV head, as a definition sees it. */
export interface Held {
  token: number;
  /** Rotated. */
  key: number[];
  value: number[];
  /** Sum of the weights that the slot received from all tokens and all heads of the group. */
  attention: number;
}

/** One KV head, in the order of tokens. */
export interface HeadEvidence {
  held: Held[];
  /** [query head of the group][token]: the rotated queries of all tokens that were read. */
  queries: number[][][];
}

/** All that is known when slots are removed: a snapshot of the cache, and everything that was captured. */
export interface Evidence {
  config: ModelConfig;
  /** Tokens read. */
  read: number;
  /** [layer][KV head]. */
  heads: HeadEvidence[][];
}

/** A sequence under compression, which keeps record of its own of all that scores may depend on. */
export class Trial {
  readonly sequence: CompressedSequence;
  /** [layer][head]: tokens that are held. */
  readonly held: Set<number>[][];
  losses: Loss[] = [];
  private read = 0;
  /** [layer][query head][token]. */
  private readonly queries: number[][][][];
  /** [layer][KV head]: by token. */
  private readonly attention: Map<number, number>[][];

  constructor(
    readonly backend: Backend,
    readonly compression: Compression,
  ) {
    const { layers, heads, kvHeads } = backend.config;
    const each = <T>(count: number, make: () => T): T[][] =>
      Array.from({ length: layers }, () => Array.from({ length: count }, make));
    this.sequence = new CompressedSequence(backend, compression);
    this.held = each(kvHeads, () => new Set());
    this.queries = each(heads, () => []);
    this.attention = each(kvHeads, () => new Map());
  }

  /** Reads tokens in one pass and returns the logits after the last of them; removes nothing. */
  async feed(tokens: readonly number[]): Promise<Float32Array> {
    const { layers, heads, kvHeads, headDim } = this.backend.config;
    const span = this.sequence.span(tokens, 'last');
    const queries = Array.from({ length: layers }, (_, layer) => layer);
    const attention = queries.flatMap(layer => Array.from({ length: heads }, (_, head) => ({ layer, head })));
    const [result] = await this.backend.forward([{ ...span, capture: { queries, attention } }]);
    const { captured, logits } = result!;
    this.held.flat().forEach(held => tokens.forEach((_, i) => held.add(this.read + i)));
    captured!.queries.forEach((rows, layer) =>
      tokens.forEach((_, token) =>
        this.queries[layer]!.forEach((list, head) => {
          const at = (token * heads + head) * headDim;
          list.push([...rows.subarray(at, at + headDim)]);
        }),
      ),
    );
    this.sequence.accept(span, result!);
    this.read += tokens.length;
    const order = await this.tokensOfSlots();
    captured!.attention.forEach((rows, i) => {
      const { layer, head } = attention[i]!;
      const kvHead = Math.floor((head * kvHeads) / heads);
      const sums = this.attention[layer]![kvHead]!;
      for (const row of rows)
        row.forEach((weight, slot) => {
          const token = order[layer]![kvHead]![slot]!;
          sums.set(token, (sums.get(token) ?? 0) + weight);
        });
    });
    return logits[0]!;
  }

  async endPrompt(): Promise<Loss[]> {
    return this.note(await this.sequence.endPrompt());
  }

  async compress(): Promise<Loss[]> {
    return this.note(await this.sequence.compress());
  }

  /** Reads a prompt and what follows it, token by token, and removes slots whenever it is time to. */
  async run(prompt: readonly number[], following: readonly number[]): Promise<Float32Array> {
    let logits = await this.feed(prompt);
    await this.endPrompt();
    for (const token of following) {
      logits = await this.feed([token]);
      await this.compress();
    }
    return logits;
  }

  /** Only for policies that leave positions as they are. */
  async evidence(): Promise<Evidence> {
    const { config, cache } = this.backend;
    const { kvHeads, heads, headDim } = config;
    const { heads: snapshots } = await cache.snapshot(this.sequence.id, { keys: true, values: true });
    const group = heads / kvHeads;
    const evidenceOf = (layer: number, head: number): HeadEvidence => {
      const { positions, keys, values } = snapshots[layer * kvHeads + head]!;
      const held = Array.from(positions, (token, slot): Held => {
        const [from, to] = [slot * headDim, (slot + 1) * headDim];
        return {
          token,
          key: [...keys!.subarray(from, to)],
          value: [...values!.subarray(from, to)],
          attention: this.attention[layer]![head]!.get(token) ?? 0,
        };
      });
      held.sort((a, b) => a.token - b.token);
      return { held, queries: this.queries[layer]!.slice(head * group, (head + 1) * group) };
    };
    return {
      config,
      read: this.read,
      heads: this.held.map((list, layer) => list.map((_, head) => evidenceOf(layer, head))),
    };
  }

  /** [layer][head][slot]: by positions, where they tell tokens. */
  async tokensOfSlots(): Promise<Int32Array[][]> {
    const { kvHeads } = this.backend.config;
    const { heads } = await this.backend.cache.snapshot(this.sequence.id);
    return this.held.map((list, layer) => list.map((_, head) => heads[layer * kvHeads + head]!.positions));
  }

  private note(losses: Loss[]): Loss[] {
    for (const { layer, head, token } of losses)
      if (!this.held[layer]![head]!.delete(token)) throw new Error(`Token ${token} was lost twice`);
    this.losses.push(...losses);
    return losses;
  }
}
