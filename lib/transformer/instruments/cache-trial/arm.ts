import { asFailure, Failure, toRecord } from '@/lib/core/failure';
import { encodeVector } from '@/lib/core/vectors';
import type { Backend, Span, SpanResult } from '../../contract';
import type { CompressedSequence } from '../../policies/compressed-sequence';
import { type Compression, type Loss, type PromptReading } from '../../policies/compressed-sequence';
import { findPolicy } from '../../policies/registry';
import { argmax } from '../../sampling';
import { FilmWriter } from './film';
import type { ArmInput, TrialInput } from './input';
import { openAfter } from './prompt';
import { divergence, logSoftmax } from './scores';
import type { ArmValue, PartOfArm } from './value';
import { Writer } from './writer';

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
  private forced: CompressedSequence | null = null;
  private writer: Writer | null = null;
  private failure: Failure | null = null;
  private readonly logprobs: number[] = [];
  private readonly kl: number[] = [];
  private agrees = '';
  private readonly meanSlots: number[] = [];
  private readonly bytes: number[] = [];
  private readonly film: FilmWriter;
  /** What a part has not told yet. */
  private losses: Loss[] = [];
  private told = 0;

  constructor(
    private readonly backend: Backend,
    private readonly compression: Compression,
    private readonly input: TrialInput,
  ) {
    this.film = new FilmWriter(backend.config);
  }

  /**
   * Reads the prompt, or goes on from its reading, and returns the logits after it [vocab]; null where this cache cannot.
   *
   * @param full the full cache's logits after the prompt: those of all caches that go on from the common reading
   * @param longest continuation, in tokens
   */
  async begin(prompt: PromptReading, full: Float32Array, longest: number): Promise<Float32Array | null> {
    const { backend, compression, input } = this;
    let logits: Float32Array | null = null;
    await this.guard(async () => {
      const forced = await openAfter(prompt, full, backend, compression);
      this.forced = forced.sequence;
      this.note(await forced.sequence.endPrompt(), 0);
      if (input.writes) {
        const own = await openAfter(prompt, full, backend, { ...compression, tracksAttention: false });
        this.writer = new Writer(own.sequence, backend.config.endTokens, longest);
        await own.sequence.endPrompt();
        this.writer.take(own.logits);
      }
      logits = forced.logits;
    });
    return logits;
  }

  /** Scores what this cache expected of a token of the continuation. */
  score(own: Float32Array, full: Float32Array, token: number): void {
    if (this.failure) return;
    const [q, p] = [logSoftmax(own), logSoftmax(full)];
    this.logprobs.push(q[token]!);
    this.kl.push(divergence(p, q));
    this.agrees += argmax(own) === argmax(full) ? '1' : '0';
  }

  /** What to run for the next token of the continuation, and for the next one of its own; empty where this cache has failed. */
  spans(token: number): Span[] {
    if (this.failure || !this.forced) return [];
    return [this.forced.span([token], 'last'), ...this.ownSpan()];
  }

  /** What to run for the next token of its own; empty where there is none to come. */
  ownSpan(): Span[] {
    const span = this.failure ? null : this.writer?.span();
    return span ? [span] : [];
  }

  /** Takes the results of {@link spans}, and returns the logits after the token of the continuation. */
  async accept(spans: readonly Span[], results: readonly SpanResult[], step: number): Promise<Float32Array | null> {
    const [span, ...own] = spans;
    const [result, ...ownResults] = results;
    if (!span || !result) return null;
    await this.guard(async () => {
      this.forced?.accept(span, result);
      this.note((await this.forced?.compress()) ?? [], step);
    });
    await this.acceptOwn(own, ownResults);
    return result.logits[0]!;
  }

  /** Takes the results of {@link ownSpan}. */
  async acceptOwn([span]: readonly Span[], [result]: readonly SpanResult[]): Promise<void> {
    if (span && result) await this.guard(async () => this.writer?.accept(span, result));
  }

  /** What changed since the last part. */
  part(name: (token: number) => string): PartOfArm | null {
    if (this.failure || !this.forced) return null;
    const { kvHeads } = this.backend.config;
    const losses = this.losses.flatMap(({ layer, head, token, into }) => [layer * kvHeads + head, token, into ?? -1]);
    this.losses = [];
    const next = this.writer?.tokens[this.told];
    if (next !== undefined) this.told++;
    return {
      slots: this.forced.lengths().flat(),
      losses,
      bytes: this.bytes.at(-1) ?? 0,
      kl: this.kl.at(-1) ?? 0,
      written: next === undefined ? null : name(next),
    };
  }

  async value(name: (token: number) => string, continuation: readonly number[]): Promise<ArmValue> {
    const { forced, writer } = this;
    if (this.failure || !forced) return { failure: toRecord(this.failure ?? new Failure('cancelled')) };
    return {
      logprobs: encodeVector(this.logprobs),
      bytes: encodeVector(this.bytes),
      kl: encodeVector(this.kl),
      agrees: this.agrees,
      slots: forced.lengths(),
      meanSlots: encodeVector(this.meanSlots),
      pagesUnmoved: this.film.pagesUnmoved(forced.tokens.length),
      ...(writer && { written: writer.tokens.map(name), divergesAt: firstDifference(writer.tokens, continuation) }),
      ...(this.input.film && { film: this.film.value(await forced.held(), forced.tokens.length) }),
    };
  }

  release(): void {
    this.forced?.release();
    this.writer?.sequence.release();
  }

  private note(losses: readonly Loss[], step: number): void {
    if (!this.forced) return;
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

/** The place of the first token that differs; null where both are the same to their ends. */
function firstDifference(a: readonly number[], b: readonly number[]): number | null {
  const place = a.findIndex((token, i) => token !== b[i]);
  if (place >= 0) return place;
  return a.length < b.length ? a.length : null;
}
