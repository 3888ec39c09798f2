import { asFailure, Failure, toRecord } from '@/lib/core/failure';
import { encodeVector } from '@/lib/core/vectors';
import type { Backend, SpanResult } from '../../contract';
import {
  CompressedSequence,
  type Compression,
  type Loss,
  type PromptReading,
} from '../../policies/compressed-sequence';
import { findPolicy } from '../../policies/registry';
import { argmax } from '../../sampling';
import { FilmWriter } from './film';
import type { ArmInput, TrialInput } from './input';
import { divergence, logSoftmax } from './scores';
import type { ArmValue, PartOfArm } from './value';

/** @throws Failure `experiment-invalid` for a policy that nobody knows */
export function compressionOf({ policy: id, ...chosen }: ArmInput, { seed, film }: TrialInput): Compression {
  const policy = findPolicy(id);
  if (!policy) throw new Failure('experiment-invalid', `There is no policy "${id}".`);
  const usual = Object.fromEntries(policy.parameters.map(({ name, default: value }) => [name, value]));
  const parameters = { ...usual, ...chosen.parameters };
  return { ...chosen, policy, parameters, seed, tracksAttention: film };
}

/** One cache of a trial: it reads the common continuation, and writes one of its own where that is asked for. */
export class Arm {
  private readonly forced: CompressedSequence;
  private readonly free: CompressedSequence | null;
  private failure: Failure | null = null;
  private readonly logprobs: number[] = [];
  private readonly kl: number[] = [];
  private agrees = '';
  private readonly meanSlots: number[] = [];
  private readonly bytes: number[] = [];
  private readonly written: number[] = [];
  /** Tokens of {@link written} that a part told. */
  private told = 0;
  private divergesAt: number | null = null;
  private readonly film: FilmWriter;
  private losses: Loss[] = [];
  /** What this cache expects next, on its own continuation. */
  private next: number | null = null;

  constructor(
    private readonly backend: Backend,
    compression: Compression,
    prompt: PromptReading,
    private readonly input: TrialInput,
  ) {
    this.forced = new CompressedSequence(backend, compression, prompt);
    this.free = input.writes
      ? new CompressedSequence(backend, { ...compression, tracksAttention: false }, prompt)
      : null;
    this.film = new FilmWriter(backend.config);
  }

  /** After the prompt, whose last logits are common to all caches. */
  async begin(logits: Float32Array): Promise<void> {
    this.next = argmax(logits);
    await this.guard(async () => {
      this.note(await this.forced.endPrompt(), 0);
      await this.free?.endPrompt();
    });
  }

  /** Scores what this cache expected of a token of the continuation. */
  score(own: Float32Array, full: Float32Array, token: number, index: number): void {
    if (this.failure) return;
    const [q, p] = [logSoftmax(own), logSoftmax(full)];
    this.logprobs.push(q[token]!);
    this.kl.push(divergence(p, q));
    this.agrees += argmax(own) === argmax(full) ? '1' : '0';
    if (this.next !== null) {
      this.written.push(this.next);
      if (this.divergesAt === null && this.next !== token) this.divergesAt = index;
    }
  }

  /** What to run for the next token; empty where this cache has failed. */
  spans(token: number) {
    if (this.failure) return [];
    const forced = this.forced.span([token], 'last');
    if (!this.free || this.next === null) return [forced];
    return [forced, this.free.span([this.next], 'last')];
  }

  /** Takes the results of {@link spans}, and returns the logits after the token. */
  async accept(token: number, results: readonly SpanResult[], step: number): Promise<Float32Array | null> {
    const [forced, free] = results;
    if (!forced) return null;
    this.forced.accept(this.forced.span([token], 'last'), forced);
    if (this.free && free && this.next !== null) {
      this.free.accept(this.free.span([this.next], 'last'), free);
      const likeliest = argmax(free.logits[0]!);
      this.next = this.backend.config.endTokens.includes(likeliest) ? null : likeliest;
    }
    await this.guard(async () => {
      this.note(await this.forced.compress(), step);
      await this.free?.compress();
    });
    return forced.logits[0]!;
  }

  /** What changed since the last part. */
  part(name: (token: number) => string): PartOfArm | null {
    if (this.failure) return null;
    const { kvHeads } = this.backend.config;
    const losses = this.losses.flatMap(({ layer, head, token, into }) => [layer * kvHeads + head, token, into ?? -1]);
    this.losses = [];
    const news = this.written.slice(this.told);
    this.told = this.written.length;
    return {
      slots: this.forced.lengths().flat(),
      losses,
      bytes: this.bytes.at(-1) ?? 0,
      kl: this.kl.at(-1) ?? 0,
      written: this.input.writes && news[0] !== undefined ? name(news[0]) : null,
    };
  }

  async value(name: (token: number) => string): Promise<ArmValue> {
    if (this.failure) return { failure: toRecord(this.failure) };
    const { writes, film } = this.input;
    return {
      logprobs: encodeVector(this.logprobs),
      bytes: encodeVector(this.bytes),
      kl: encodeVector(this.kl),
      agrees: this.agrees,
      slots: this.forced.lengths(),
      meanSlots: encodeVector(this.meanSlots),
      pagesUnmoved: this.film.pagesUnmoved(this.forced.tokens.length),
      ...(writes && { written: this.written.map(name), divergesAt: this.divergesAt }),
      ...(film && { film: this.film.value(await this.forced.held(), this.forced.tokens.length) }),
    };
  }

  release(): void {
    this.forced.release();
    this.free?.release();
  }

  private note(losses: readonly Loss[], step: number): void {
    this.losses.push(...losses);
    this.film.note(losses, step);
    const lengths = this.forced.lengths().flat();
    this.meanSlots.push(lengths.reduce((sum, length) => sum + length, 0) / lengths.length);
    this.bytes.push(this.backend.cache.bytesOf(this.forced.id));
  }

  /** A policy that cannot go on ends this cache, and leaves the others alone. */
  private async guard(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      const failure = asFailure(error);
      if (failure.kind === 'device-lost' || failure.kind === 'cancelled') throw failure;
      this.failure = failure;
    }
  }
}
