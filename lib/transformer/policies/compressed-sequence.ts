import { Failure } from '@/lib/core/failure';
import { random } from '@/lib/core/random';
import type { HeadSnapshot, SequenceId } from '../cache/contract';
import type { Backend, Span, SpanResult } from '../contract';
import type { LearnedCompression } from '../learned/contract';
import { learnedMethod } from '../learned/registry';
import { ropeFrequencies } from '../rope';
import { highest, uniform } from './allocation';
import { type Budget, checkCompression, slotsAllowed, type When } from './budget';
import type { HeadView, Moment, Needs, ParameterValues, Policy, Protected } from './contract';
import { QueryObserver } from './queries';
import { reconstructionOf } from './reconstruction';
import { SlotTokens } from './slot-tokens';

/** A policy with all that a person chooses for it. */
export interface Compression {
  policy: Policy;
  parameters: ParameterValues;
  budget: Budget;
  when: When;
  /** Tokens between two removals while decoding; pages are freed 16 slots at a time, so that fewer gains little. */
  every: number;
  seed: number;
  /** Whether to observe the attention that slots receive, also where the policy does not need it. */
  tracksAttention?: boolean;
}

/** A prompt that was read once for several sequences. */
export interface PromptReading {
  sequence: SequenceId;
  tokens: readonly number[];
  /** What was observed of its queries; null where nobody needs it. */
  queries: QueryObserver | null;
}

/** A token that left the slots of one KV head: evicted, or merged into the slot of another (the nearest one, where several took it in). */
export interface Loss {
  layer: number;
  head: number;
  token: number;
  into: number | null;
  /** The attention that its slot had received; 0 where that is not observed. */
  attention: number;
}

/**
 * A sequence whose cache a policy keeps within its budget. The caller runs the passes, so that several sequences can go through the model
 * together: {@link span}, `Backend.forward`, {@link accept}, then {@link compress}.
 */
export class CompressedSequence {
  readonly id: SequenceId;
  /** Tokens read. */
  tokens: number[] = [];
  private readonly needs: Needs;
  private readonly queries: QueryObserver | null;
  /** [layer * kvHeads + head]. */
  private readonly slots: SlotTokens[];
  private promptTokens: number | null = null;
  private compressedAt = 0;

  /**
   * @param backend one that counts attention (`withAccumulatedAttention`), as all loaded models have
   * @param prompt to go on from, instead of an empty sequence; it must have observed what the policy needs
   * @throws Failure `experiment-invalid` for a budget or a parameter that the policy cannot have
   */
  constructor(
    private readonly backend: Backend,
    private readonly compression: Compression,
    prompt?: PromptReading,
  ) {
    const { config, cache } = backend;
    const { policy, parameters, budget, every } = compression;
    checkCompression(policy, parameters, budget, every);
    if (config.learned && policy.score)
      throw new Failure('experiment-invalid', `${policy.title}: this model compresses its cache itself.`);
    const needs = policy.needs(parameters);
    this.needs = { ...needs, attention: needs.attention === true || compression.tracksAttention === true };
    this.queries = observesQueries(this.needs)
      ? (prompt?.queries?.copy(this.needs) ?? new QueryObserver(config, this.needs))
      : null;
    this.slots = Array.from({ length: config.layers * config.kvHeads }, () => new SlotTokens());
    this.id = prompt ? cache.fork(prompt.sequence) : cache.open(policy.format && { format: policy.format });
    if (prompt) this.push(prompt.tokens);
    if (this.needs.attention) cache.trackAttention(this.id);
  }

  /** What to run for the next tokens. */
  span(tokens: readonly number[], want: Span['want']): Span {
    const layers = Array.from({ length: this.backend.config.layers }, (_, layer) => layer);
    return { sequence: this.id, tokens, want, ...(this.queries && { capture: { queries: layers } }) };
  }

  accept({ tokens }: Span, { captured }: SpanResult): void {
    if (captured?.queries) this.queries?.observe(captured.queries, this.tokens.length);
    this.push(tokens);
  }

  /**
   * The prompt has been read; what follows is decoded.
   *
   * @throws Failure `context-exceeded` where the policy reads the text once more and has no room for it; nothing was removed then
   */
  async endPrompt(): Promise<Loss[]> {
    this.promptTokens = this.tokens.length;
    if (this.backend.config.learned) return this.follow(this.backend.config.learned);
    return this.compression.when === 'decoding' ? [] : this.remove();
  }

  /**
   * Removes slots where it is time to, and says which tokens left which heads.
   *
   * @throws Failure as {@link endPrompt}
   */
  async compress(): Promise<Loss[]> {
    const { when, every } = this.compression;
    if (this.backend.config.learned) return this.follow(this.backend.config.learned);
    if (this.promptTokens === null || when === 'prompt') return [];
    return this.tokens.length - this.compressedAt < every ? [] : this.remove();
  }

  /** [layer][head]: the token of each slot that is held now, and the attention that it received. */
  async held(): Promise<HeadView[][]> {
    return this.views({ attention: this.backend.cache.tracksAttention(this.id) });
  }

  /** [layer][head]: slots held now. */
  lengths(): number[][] {
    const { layers, kvHeads } = this.backend.config;
    return Array.from({ length: layers }, (_, layer) =>
      Array.from({ length: kvHeads }, (_, head) => this.slotsOf(layer, head).length),
    );
  }

  release(): void {
    this.backend.cache.release(this.id);
  }

  private async remove(): Promise<Loss[]> {
    const { policy, parameters, budget } = this.compression;
    this.compressedAt = this.tokens.length;
    if (!policy.score) return [];
    const asked = slotsAllowed(budget, this.tokens.length, { first: 0, recent: 0 });
    const protects = policy.protects(parameters, asked);
    const allowed = slotsAllowed(budget, this.tokens.length, protects);
    const held = this.slots.reduce((sum, { length }) => sum + length, 0);
    if (held <= allowed * this.slots.length) return [];

    const moment = this.moment(protects);
    const views = await this.views(this.needs);
    const scores = views.map(heads => {
      const layer = policy.score!(heads, moment);
      layer.forEach((list, head) => shield(list, heads[head]!.tokens, protects));
      return layer;
    });
    const kept = (policy.allocate ?? uniform)(scores, allowed, moment);
    const losses: Loss[] = [];
    for (const [layer, heads] of views.entries())
      for (const [head, view] of heads.entries()) {
        const stays = highest(scores[layer]![head]!, view.tokens, kept[layer]![head]!);
        const removed = Array.from({ length: view.length }, (_, slot) => slot).filter(slot => !stays.has(slot));
        if (removed.length === 0) continue;
        const at = { sequence: this.id, layer, head };
        const merged = policy.remove
          ? await policy.remove({ cache: this.backend.cache, at, view, removed, moment })
          : this.evict(at, removed);
        const into = new Map(merged.map(([from, to]) => [from, view.tokens[to]!]));
        for (const slot of removed)
          losses.push({
            layer,
            head,
            token: view.tokens[slot]!,
            into: into.get(slot) ?? null,
            attention: view.attention?.[slot] ?? 0,
          });
        this.slotsOf(layer, head).remove(removed);
      }
    return losses;
  }

  /** What a model that compresses its cache itself has done since the last time. */
  private async follow(learned: LearnedCompression): Promise<Loss[]> {
    const { merges } = learnedMethod(learned);
    const { heads } = await this.backend.cache.snapshot(this.id);
    return heads.flatMap(({ layer, head, positions }) =>
      this.slotsOf(layer, head)
        .follow(positions)
        .map(token => {
          // A slot has the position of the newest token that it took in.
          const later = positions.filter(position => position > token);
          return { layer, head, token, into: merges ? Math.min(...later) : null, attention: 0 };
        }),
    );
  }

  private push(tokens: readonly number[]): void {
    for (const slots of this.slots) slots.push(this.tokens.length, tokens.length);
    this.tokens.push(...tokens);
  }

  private evict(at: { sequence: SequenceId; layer: number; head: number }, slots: readonly number[]): [] {
    this.backend.cache.evict(at, slots);
    return [];
  }

  private moment(protects: Protected): Moment {
    const { layers, kvHeads, headDim, context } = this.backend.config;
    const stream = random(this.compression.seed);
    return {
      layers,
      kvHeads,
      headDim,
      context,
      frequencies: ropeFrequencies(this.backend.config),
      position: this.tokens.length,
      parameters: this.compression.parameters,
      protects,
      random: (layer, head) => stream.fork(`${this.tokens.length} ${layer} ${head}`),
    };
  }

  /** [layer][head]. */
  private async views({ keys = false, values = false, attention = false, reconstruction = false }: Needs) {
    const { layers, kvHeads } = this.backend.config;
    const { heads } = await this.backend.cache.snapshot(this.id, { keys, values, accumulatedAttention: attention });
    const repeated = reconstruction ? await reconstructionOf(this.backend, this.id, this.tokens) : null;
    const viewOf = ({ accumulatedAttention, ...rest }: HeadSnapshot): HeadView => ({
      ...rest,
      tokens: this.slotsOf(rest.layer, rest.head).all,
      ...(accumulatedAttention && { attention: accumulatedAttention }),
      ...(this.queries && { queries: this.queries.group(rest.layer, rest.head) }),
      ...(repeated && { reconstruction: repeated[rest.layer]![rest.head]! }),
    });
    return Array.from({ length: layers }, (_, layer) =>
      heads.slice(layer * kvHeads, (layer + 1) * kvHeads).map(viewOf),
    );
  }

  private slotsOf(layer: number, head: number): SlotTokens {
    return this.slots[layer * this.backend.config.kvHeads + head]!;
  }
}

/** Whether the queries of a sequence must be captured. */
export const observesQueries = ({ recentQueries, queryMoments }: Needs): boolean =>
  (recentQueries ?? 0) > 0 || queryMoments !== undefined;

/**
 * Gives Infinity to the slots of the first tokens and of the newest ones, as far as they are still there; and the lowest score to what is
 * not a number, so that all scores can be compared.
 */
function shield(scores: Float32Array, tokens: Int32Array, { first, recent }: Protected): void {
  const newest = recent > 0 ? (tokens.toSorted().at(-recent) ?? -Infinity) : Infinity;
  tokens.forEach((token, slot) => {
    if (token < first || token >= newest) scores[slot] = Infinity;
    else if (Number.isNaN(scores[slot])) scores[slot] = -Infinity;
  });
}
